import type { SumWindow } from '../sum-distribution.ts';

/** Simulated courses, as a forecast gives them: `values[path * horizon + step]`. */
export interface Paths {
  readonly values: Float64Array;
  readonly horizon: number;
}

/** Standard deviation over the paths of their sums over a window. */
export function sumSpread({ values, horizon }: Paths, { first, last }: SumWindow): number {
  const count = values.length / horizon;
  let [mean, squares] = [0, 0];
  for (let path = 0; path < count; path++) {
    let sum = 0;
    for (let step = first - 1; step < last; step++) sum += values[path * horizon + step] ?? 0;
    // Welford: sums are large beside their differences.
    const off = sum - mean;
    mean += off / (path + 1);
    squares += off * (sum - mean);
  }
  return count > 1 ? Math.sqrt(squares / (count - 1)) : 0;
}

/** Standard deviation over the paths at each step. */
export function stepSpreads(paths: Paths): Float64Array {
  return Float64Array.from({ length: paths.horizon }, (_, step) => sumSpread(paths, { first: step + 1, last: step + 1 }));
}

/** Sum of `values` over a window; NaN where one of them is not known. */
export function sumOver(values: Float64Array, { first, last }: SumWindow): number {
  let sum = 0;
  for (let step = first - 1; step < last; step++) sum += values[step] ?? Number.NaN;
  return sum;
}
