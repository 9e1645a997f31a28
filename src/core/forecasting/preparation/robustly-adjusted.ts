import { hasOwnSeason } from '../seasonal-shape.ts';
import { median, runningMedian } from './robust.ts';

/** A series less its season, both found by medians: neither an outlier nor a shift of the level disturbs them much. */
export interface RobustlyAdjusted {
  readonly adjusted: Float64Array;
  /** What was taken from position `t`: `shape[t % shape.length]`. */
  readonly shape: Float64Array;
  /** All values are positive: both are natural logarithms. */
  readonly isLogarithm: boolean;
}

/** The season is the median of what each position differs from a running median over a season; none below two rounds. */
export function robustlyAdjusted(values: Float64Array, season: number): RobustlyAdjusted {
  const isLogarithm = values.every((value) => value > 0);
  const scaled = isLogarithm ? values.map(Math.log) : values;
  const shape = medianShape(scaled, season);
  return { adjusted: scaled.map((value, t) => value - shape[t % shape.length]!), shape, isLogarithm };
}

function medianShape(values: Float64Array, season: number): Float64Array {
  if (!hasOwnSeason(values.length, season)) return Float64Array.of(0);
  const trend = runningMedian(values, season >> 1);
  const parts = values.map((value, t) => value - trend[t]!);
  return Float64Array.from({ length: season }, (_, at) => median(parts.filter((_part, t) => t % season === at)));
}
