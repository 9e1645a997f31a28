import { normalScore } from '../normal.ts';
import { type ErrorQuantiles, errorAt } from './error-quantiles.ts';

/**
 * What errors of 12-month totals usually are, in comparable spreads at `SCORES`: from backtests inside the training parts of the M3
 * competition's 1,428 monthly series (the 18 months held out there were not used), their median set to zero.
 */
export const USUAL_ERRORS: ErrorQuantiles = [
  -4.54, -3.16, -2.16, -1.5, -1.14, -0.84, -0.55, -0.27, 0, 0.24, 0.5, 0.8, 1.15, 1.67, 2.57, 3.53, 5.06,
];

/** Equally likely errors that stand for the table in a pool. */
const COUNT = 40;
export const USUAL_SAMPLE: readonly number[] = Array.from({ length: COUNT }, (_, at) =>
  errorAt(USUAL_ERRORS, normalScore((at + 0.5) / COUNT)),
);
