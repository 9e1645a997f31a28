/** How a year's positions differ: factors with the mean 1, or terms with the sum 0; position `t % season` of a series has `indices[t % season]`. */
export interface SeasonalShape {
  readonly kind: 'multiplicative' | 'additive' | 'none';
  readonly indices: Float64Array;
}

export const NO_SHAPE: SeasonalShape = { kind: 'none', indices: Float64Array.of(0) };

/** Whether a series is long enough for a season of its own: two full rounds, 24 months. */
export const hasOwnSeason = (known: number, season: number): boolean => season > 1 && known >= 2 * season;

/**
 * Classical decomposition: the mean ratio (or difference, where values are not all positive) of each position to its centred moving
 * average over one season. No test decides whether there is a season: such a test has no power on short histories.
 */
export function seasonalShape(values: Float64Array, season: number): SeasonalShape {
  if (!hasOwnSeason(values.length, season)) return NO_SHAPE;
  const kind = values.every((value) => value > 0) ? 'multiplicative' : 'additive';
  const trend = movingAverage(values, season);
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let t = 0; t < values.length; t++) {
    const level = trend[t]!;
    if (Number.isNaN(level)) continue;
    sums[t % season]! += kind === 'multiplicative' ? values[t]! / level : values[t]! - level;
    counts[t % season]!++;
  }
  return { kind, indices: normalised(kind, sums, counts) };
}

function normalised(kind: 'multiplicative' | 'additive', sums: Float64Array, counts: Float64Array): Float64Array {
  const indices = sums.map((sum, at) => sum / counts[at]!);
  const mean = indices.reduce((sum, index) => sum + index, 0) / indices.length;
  return indices.map((index) => (kind === 'multiplicative' ? index / mean : index - mean));
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

/** The values without their season. */
export function withoutSeason(values: Float64Array, { kind, indices }: SeasonalShape): Float64Array {
  if (kind === 'none') return values.slice();
  const size = indices.length;
  return values.map((value, t) => (kind === 'multiplicative' ? value / indices[t % size]! : value - indices[t % size]!));
}

/** Values without season with their season put back; the first of them has the position `start`. */
export function withSeason(values: Float64Array, { kind, indices }: SeasonalShape, start: number): Float64Array {
  if (kind === 'none') return values.slice();
  const size = indices.length;
  const of = (step: number): number => indices[(start + step) % size]!;
  return values.map((value, step) => (kind === 'multiplicative' ? value * of(step) : value + of(step)));
}
