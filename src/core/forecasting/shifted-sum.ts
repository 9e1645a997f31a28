import type { SumDistribution } from './sum-distribution.ts';

/** By how much a sum is moved, and what it cannot fall below. */
export interface Shift {
  readonly by: number;
  readonly least: number;
}

/**
 * The same distribution about another mean: what was reconciled moves it, and so does what is known already of the span. Its width
 * stays.
 */
export function shiftedSum(own: SumDistribution, { by, least }: Shift): SumDistribution {
  return {
    mean: Math.max(least, own.mean + by),
    spread: own.spread,
    confidence: own.confidence,
    quantile: (p) => Math.max(least, own.quantile(p) + by),
    odds: (target) => (target <= least ? 1 : own.odds(target - by)),
  };
}

/** What is known and cannot become anything else. */
export function certainSum(value: number): SumDistribution {
  const odds = (target: number) => (target <= value ? 1 : 0);
  return { mean: value, spread: 0, confidence: 'calibrated', quantile: () => value, odds };
}
