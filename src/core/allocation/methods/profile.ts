import type { PeriodTree } from '../../calendar/period-tree.ts';
import { type Finding, finding } from '../../finding.ts';
import { greatestCommonDivisor } from '../../fraction.ts';
import { leafValue } from '../../tree.ts';

/** A course over time that is given by the method and not by a basis. */
export interface Profile {
  /** One weight a leaf period: non-negative whole numbers with a positive sum, the largest at most 10^12. */
  readonly weights: BigInt64Array;
  /** What the whole span holds, at the scale the method was read with: the given total, or the one that the method implies. */
  readonly total: bigint | undefined;
  readonly findings: readonly Finding[];
}

/** The largest weight of a computed basis. */
export const LARGEST_WEIGHT = 10n ** 12n;

/**
 * Non-negative numbers as weights in the same proportions: divided by what they have in common, and beyond 10^12 scaled to that
 * and rounded half up. What is above zero stays above zero.
 */
export function wholeWeights(values: readonly bigint[]): BigInt64Array {
  const divisor = values.reduce(greatestCommonDivisor, 0n) || 1n;
  const largest = values.reduce((a, b) => (b > a ? b : a), 0n);
  if (largest / divisor <= LARGEST_WEIGHT) return BigInt64Array.from(values, (value) => value / divisor);
  const scaled = (value: bigint) => (2n * value * LARGEST_WEIGHT + largest) / (2n * largest);
  return BigInt64Array.from(values, (value) => (value > 0n ? scaled(value) || 1n : 0n));
}

/** A fixed course knows no days: a leaf period that the span cuts counts as a whole one. One note names them. */
export function cutPeriodNote(method: string, periods: PeriodTree): Finding[] {
  const cut = periods.leaves.map((_, leaf) => leafValue(periods, leaf)).filter(({ wholeDays }) => wholeDays !== undefined);
  if (cut.length === 0) return [];
  return [finding('note', 'method.cut-period', { method, periods: cut.map(({ label }) => label).join(', ') })];
}
