import { hasManyZeros } from '../zeros.ts';
import { median, robustDeviation, runningMedian } from './robust.ts';
import { robustlyAdjusted } from './robustly-adjusted.ts';

export interface Outlier {
  readonly position: number;
  readonly value: number;
  /** What level and season would have had. */
  readonly expected: number;
}

/** Robust standard deviations from the expected value; about as far as three interquartile ranges beyond the quartiles. */
const FAR = 4.7;
const REACH = 3;
/** Fewer values have no level to be far from. */
const LEAST = 8;
/** As many far values in a row are a change, not outliers. */
const CHANGE = 3;

/**
 * Values far from a running median of seven of the series without its season (medians too, so that the outlier does not hide itself),
 * in units of the median absolute deviation; on logarithms where all values are positive. None in intermittent or very short series.
 */
export function findOutliers(values: Float64Array, season: number): Outlier[] {
  if (values.length < LEAST || hasManyZeros(values)) return [];
  const { adjusted, shape, isLogarithm } = robustlyAdjusted(values, season);
  const level = runningMedian(adjusted, REACH);
  const remainders = adjusted.map((value, t) => value - level[t]!);
  const spread = Math.max(spreadOf(remainders, shape.length), leastSpread(values, isLogarithm));
  const isFar = Array.from(remainders, (remainder) => Math.abs(remainder) > FAR * spread);
  return isFar.flatMap((far, position) => {
    if (!far || runLength(isFar, position) >= CHANGE) return [];
    const expected = level[position]! + shape[position % shape.length]!;
    return [{ position, value: values[position]!, expected: isLogarithm ? Math.exp(expected) : expected }];
  });
}

/** Values that are themselves a median say nothing of the spread; the medians of a season take some of it away. */
function spreadOf(remainders: Float64Array, season: number): number {
  const others = remainders.filter((remainder) => remainder !== 0);
  const lost = season > 1 ? Math.sqrt(remainders.length / (remainders.length - season)) : 1;
  return others.length === 0 ? 0 : robustDeviation(others) * lost;
}

/** Half a per cent: values that hardly differ have no outliers by their last digits. */
const leastSpread = (values: Float64Array, isLogarithm: boolean): number =>
  isLogarithm ? 0.005 : 0.005 * median(values.map(Math.abs)) + Number.MIN_VALUE;

function runLength(flags: readonly boolean[], position: number): number {
  let [from, to] = [position, position];
  while (flags[from - 1]) from--;
  while (flags[to + 1]) to++;
  return to - from + 1;
}

/** The values with each outlier as expected. */
export function withoutOutliers(values: Float64Array, outliers: readonly Outlier[]): Float64Array {
  const damped = values.slice();
  for (const { position, expected } of outliers) damped[position] = expected;
  return damped;
}
