/** The middle value; the mean of the two middle ones of an even number; NaN of none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Median absolute deviation about the median, times 1.4826: the standard deviation where values are normal, whatever a few of them are. */
export function robustDeviation(values: Float64Array): number {
  const middle = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
}

/** The median of up to `reach` values on either side and the value itself; fewer at the ends. */
export function runningMedian(values: Float64Array, reach: number): Float64Array {
  return values.map((_, t) => median(values.subarray(Math.max(0, t - reach), t + reach + 1)));
}
