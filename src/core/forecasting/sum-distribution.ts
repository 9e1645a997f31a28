/** Steps ahead whose sum is asked for: from 1, both ends included. `{first: 4, last: 15}` is next year, three months before it begins. */
export interface SumWindow {
  readonly first: number;
  readonly last: number;
}

/** How far the ranges can be trusted: `calibrated` on errors of this history's own backtest; `low` where it is too short for one. */
export type Confidence = 'calibrated' | 'low';

/** What may become of a sum over several periods. */
export interface SumDistribution {
  /** The baseline: the sum of the forecasts. */
  readonly mean: number;
  /** Simulated standard deviation, before calibration. */
  readonly spread: number;
  readonly confidence: Confidence;
  /** The value that the sum stays at or below with probability `p`, 0 < p < 1; never falls as p rises. */
  readonly quantile: (p: number) => number;
  /** P(sum >= target), from 0 to 1; the inverse of `quantile`. */
  readonly odds: (target: number) => number;
}
