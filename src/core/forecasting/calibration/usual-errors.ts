import { normalScore } from '../normal.ts';
import { type ErrorQuantiles, errorAt } from './error-quantiles.ts';
import type { Asked } from './judged-errors.ts';

/**
 * What errors usually are, in comparable spreads at `SCORES`, of 12-month totals and of single months: from backtests of the method
 * `mean` inside the training parts of 300 of the M3 competition's 1,428 monthly series, spread evenly (all of each, and its last 36, 48
 * and 60 months; the 18 months that are held out there were not used), their mean set to zero.
 * `npm run bench:forecast -- <file> --usual --sample 300` prints them.
 */
const USUAL_ERRORS: Readonly<Record<Asked['kind'], ErrorQuantiles>> = {
  sum: [-3.2, -2.32, -1.75, -1.27, -0.93, -0.66, -0.42, -0.21, 0, 0.2, 0.4, 0.6, 0.83, 1.16, 1.76, 2.56, 4.04],
  steps: [-2.4, -1.84, -1.47, -1.09, -0.84, -0.62, -0.42, -0.23, -0.04, 0.14, 0.34, 0.54, 0.77, 1.08, 1.59, 2.23, 3.37],
};

/** How much wider the errors of other methods are in the same backtests: their paths know less of what may come. */
const WIDTHS: Readonly<Record<string, Readonly<Record<Asked['kind'], number>>>> = {
  ets: { sum: 1.1, steps: 1.05 },
  theta: { sum: 1.2, steps: 1.1 },
  'seasonal-naive': { sum: 3, steps: 1.35 },
  drift: { sum: 0.8, steps: 0.9 },
};

export function usualErrors(kind: Asked['kind'], method: string): ErrorQuantiles {
  const width = WIDTHS[method]?.[kind] ?? 1;
  return USUAL_ERRORS[kind].map((error) => error * width);
}

const COUNT = 40;
const EVEN_SCORES = Array.from({ length: COUNT }, (_, at) => normalScore((at + 0.5) / COUNT));

/** Equally likely errors that stand for the table in a pool. */
export function usualSample(kind: Asked['kind'], method: string): readonly number[] {
  const errors = usualErrors(kind, method);
  return EVEN_SCORES.map((score) => errorAt(errors, score));
}

/** Mean of errors with these quantiles, the outermost 1 % on either side left out. */
export function meanOf(errors: ErrorQuantiles): number {
  return EVEN_SCORES.reduce((sum, score) => sum + errorAt(errors, score), 0) / COUNT;
}
