/** The part of a series that is worth reading. */
export interface CutEnds {
  readonly values: Float64Array;
  /** Position of its first value in the series given. */
  readonly start: number;
  /** Zeros cut off before the first other value: the unit did not exist yet. */
  readonly leadingZeros: number;
  /** Unknown periods after the last known value; a forecast begins after that value, so it must reach this much further. */
  readonly trailingBlanks: number;
}

/** Cuts unknown ends off, and zeros at the start where that run is longer than any later one (else it is how the unit sells). */
export function cutEnds(values: Float64Array): CutEnds {
  let start = 0;
  let end = values.length;
  while (end > 0 && Number.isNaN(values[end - 1]!)) end--;
  while (start < end && Number.isNaN(values[start]!)) start++;
  let first = start;
  while (first < end && !(Math.abs(values[first]!) > 0)) first++;
  const isYoung = first < end && first - start > longestRun(values.subarray(first, end));
  const from = isYoung ? first : start;
  const zeros = values.subarray(start, from).filter((value) => value === 0).length;
  return { values: values.slice(from, end), start: from, leadingZeros: zeros, trailingBlanks: values.length - end };
}

function longestRun(values: Float64Array): number {
  let [longest, run] = [0, 0];
  for (const value of values) {
    run = value === 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
