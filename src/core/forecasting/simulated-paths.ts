import type { Random } from './random.ts';

/** Writes one course of the coming periods into `paths` from `offset` on. */
export type Course = (paths: Float64Array, offset: number, random: Random) => void;

/** What every method needs besides a course: where the paths are centred, and whether they may go below zero. */
export interface PathFrame {
  readonly mean: Float64Array;
  readonly isNonNegative: boolean;
}

/** Simulated courses laid one after another, each step moved so that the mean of its paths is the mean of the forecast. */
export function simulatedPaths(frame: PathFrame, course: Course): (count: number, random: Random) => Float64Array {
  const horizon = frame.mean.length;
  return (count, random) => {
    const paths = new Float64Array(count * horizon);
    for (let path = 0; path < count; path++) course(paths, path * horizon, random);
    return centred(paths, frame);
  };
}

/** Where values cannot be negative they are cut off at zero and scaled, which keeps them there; elsewhere shifted. Changes its argument. */
export function centred(paths: Float64Array, { mean, isNonNegative }: PathFrame): Float64Array {
  const horizon = mean.length;
  for (let step = 0; step < horizon; step++) {
    let sum = 0;
    for (let at = step; at < paths.length; at += horizon) {
      if (isNonNegative && paths[at]! < 0) paths[at] = 0;
      sum += paths[at]!;
    }
    const middle = sum / (paths.length / horizon);
    const factor = isNonNegative && middle > 0 ? mean[step]! / middle : 1;
    const shift = isNonNegative ? 0 : mean[step]! - middle;
    for (let at = step; at < paths.length; at += horizon) paths[at] = paths[at]! * factor + shift;
  }
  return paths;
}

/**
 * Errors to draw from: about their mean, and widened for the `fitted` numbers that were estimated from the same values, as if at least
 * a third of the values were left.
 */
export function errorPool(errors: Float64Array, fitted: number): Float64Array {
  const { length } = errors;
  if (length === 0) return Float64Array.of(0);
  const mean = errors.reduce((sum, error) => sum + error, 0) / length;
  const widening = Math.sqrt(length / Math.max(length - fitted, length / 3));
  return errors.map((error) => (error - mean) * widening);
}

/** One of the pool, each as likely as another. */
export const drawn = (pool: Float64Array, random: Random): number => pool[Math.floor(random() * pool.length)]!;

/** The forecasts where values cannot be negative: none is. */
export const kept = (mean: Float64Array, isNonNegative: boolean): Float64Array =>
  isNonNegative ? mean.map((value) => Math.max(0, value)) : mean;
