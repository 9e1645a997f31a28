import { normalBelow, normalScore } from '../normal.ts';
import type { Confidence, SumDistribution } from '../sum-distribution.ts';
import { type ErrorQuantiles, errorAt, scoreAt } from './error-quantiles.ts';

/** What a distribution is made of; plain data. */
export interface CalibratedSum {
  readonly mean: number;
  readonly spread: number;
  /** What the errors are counted in: the spread, made comparable with other units. */
  readonly unit: number;
  readonly isNonNegative: boolean;
  readonly errors: ErrorQuantiles;
  readonly confidence: Confidence;
}

/**
 * The distribution of a sum: its baseline, and the errors of earlier forecasts in units of the simulated spread. Where values below
 * zero are impossible, the share of the distribution below zero lies at zero. Without spread everything lies at the mean.
 */
export function calibratedSum({ mean, spread, unit, isNonNegative, errors, confidence }: CalibratedSum): SumDistribution {
  const floor = isNonNegative ? 0 : Number.NEGATIVE_INFINITY;
  const quantile = (p: number) => Math.max(floor, unit > 0 ? mean + unit * errorAt(errors, normalScore(p)) : mean);
  const odds = (target: number) => {
    if (target <= floor) return 1;
    if (!(unit > 0)) return target <= mean ? 1 : 0;
    return normalBelow(-scoreAt(errors, (target - mean) / unit));
  };
  return { mean, spread, confidence, quantile, odds };
}
