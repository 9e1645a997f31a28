import { hasManyZeros } from './zeros.ts';

/** How a year's positions differ: factors with the mean 1, or terms with the sum 0; position `t % season` of a series has `indices[t % season]`. */
export interface SeasonalShape {
  readonly kind: 'multiplicative' | 'additive' | 'none';
  readonly indices: Float64Array;
}

export const NO_SHAPE: SeasonalShape = { kind: 'none', indices: Float64Array.of(0) };

/** Whether a series is long enough for a season of its own: two full rounds, 24 months. */
export const hasOwnSeason = (known: number, season: number): boolean => season > 1 && known >= 2 * season;

/**
 * Classical decomposition, whose trend is drawn on to both ends, so that two rounds of values count in full, and whose indices are
 * shrunk by what of them is chance (Miller and Williams 2003). No test decides whether there is a season: such a test has no power
 * on short histories. Multiplicative where all values are positive. None where demand is intermittent: cut off at zero, the months of
 * such a shape come to several times the level that they were taken from.
 */
export function seasonalShape(values: Float64Array, season: number): SeasonalShape {
  if (!hasOwnSeason(values.length, season) || hasManyZeros(values)) return NO_SHAPE;
  return seasonalShapeOf(values.every((value) => value > 0) ? 'multiplicative' : 'additive', values, season);
}

/** The shape of one kind, for at least two rounds of values. */
export function seasonalShapeOf(kind: 'multiplicative' | 'additive', values: Float64Array, season: number): SeasonalShape {
  const trend = drawnOn(movingAverage(values, season), season);
  const parts = values.map((value, t) => (kind === 'multiplicative' ? value / trend[t]! : value - trend[t]!));
  const raw = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let t = 0; t < parts.length; t++) {
    raw[t % season]! += parts[t]!;
    counts[t % season]!++;
  }
  for (let at = 0; at < season; at++) raw[at]! /= counts[at]!;
  const chance = chanceVariance(parts, raw, counts);
  const mean = raw.reduce((sum, index) => sum + index, 0) / season;
  return {
    kind,
    indices: shrunk(
      raw.map((index) => (kind === 'multiplicative' ? index / mean : index - mean)),
      chance,
      kind,
    ),
  };
}

/** Variance of a position's mean, from how its own values differ. */
function chanceVariance(parts: Float64Array, means: Float64Array, counts: Float64Array): number {
  const season = means.length;
  let [squares, inverse] = [0, 0];
  for (let t = 0; t < parts.length; t++) squares += (parts[t]! - means[t % season]!) ** 2;
  for (const count of counts) inverse += 1 / count / season;
  return (squares / (parts.length - season)) * inverse;
}

/** James and Stein: towards no season, by the share of the indices' variance that chance explains. */
function shrunk(indices: Float64Array, chance: number, kind: SeasonalShape['kind']): Float64Array {
  const none = kind === 'multiplicative' ? 1 : 0;
  const size = indices.length;
  const between = indices.reduce((sum, index) => sum + (index - none) ** 2, 0) / (size - 1);
  if (size <= 3 || !(between > 0 && between < Number.POSITIVE_INFINITY)) return indices;
  const weight = Math.min(1, (((size - 3) / (size - 1)) * chance) / between);
  return indices.map((index) => none + (1 - weight) * (index - none));
}

/** Centred over `season` values (the ends of an even season count half each); NaN where the window does not fit. */
export function movingAverage(values: Float64Array, season: number): Float64Array {
  const trend = new Float64Array(values.length).fill(Number.NaN);
  const half = season >> 1;
  for (let t = half; t + half < values.length; t++) {
    let sum = 0;
    for (let at = t - half; at <= t + half; at++) sum += values[at]!;
    if (season % 2 === 0) sum -= (values[t - half]! + values[t + half]!) / 2;
    trend[t] = sum / season;
  }
  return trend;
}

/** A moving average with both ends drawn on at the slope of its nearest half season, to no less than half of where it ended. */
function drawnOn(trend: Float64Array, season: number): Float64Array {
  const half = season >> 1;
  const [first, last] = [half, trend.length - 1 - half];
  const width = Math.min(last - first, half);
  const rise = (from: number): number => (width > 0 ? (trend[from + width]! - trend[from]!) / width : 0);
  const [early, late] = [rise(first), rise(last - width)];
  const bounded = (value: number, end: number): number => (end > 0 ? Math.max(value, end / 2) : value);
  for (let t = 0; t < first; t++) trend[t] = bounded(trend[first]! - early * (first - t), trend[first]!);
  for (let t = last + 1; t < trend.length; t++) trend[t] = bounded(trend[last]! + late * (t - last), trend[last]!);
  return trend;
}

/** The values without their season. */
export function withoutSeason(values: Float64Array, { kind, indices }: SeasonalShape): Float64Array {
  if (kind === 'none') return values.slice();
  const size = indices.length;
  return values.map((value, t) => (kind === 'multiplicative' ? value / indices[t % size]! : value - indices[t % size]!));
}

/** Values without season with their season put back; the first of them has the position `start`. */
export function withSeason(values: Float64Array, shape: SeasonalShape, start: number): Float64Array {
  const copy = values.slice();
  putSeasonBack(copy, shape, start);
  return copy;
}

/** The same, in place. */
export function putSeasonBack(values: Float64Array, { kind, indices }: SeasonalShape, start: number): void {
  if (kind === 'none') return;
  for (let step = 0; step < values.length; step++) {
    const own = indices[(start + step) % indices.length]!;
    if (kind === 'multiplicative') values[step]! *= own;
    else values[step]! += own;
  }
}
