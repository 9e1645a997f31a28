import { atScale, type Decimal, power10 } from '../amount.ts';
import type { Span } from '../calendar/period.ts';
import type { Ratio } from '../metrics/ratio.ts';
import type { Totals } from '../totals.ts';
import { type Measured, quotient } from './measured.ts';
import { distinctPaths, type NodeNumbers, spanSums } from './node-numbers.ts';

/** How answers become a number: the share of those from a score up, or their mean; nodes with too few answers have none. */
export interface SurveyQuestion {
  readonly topBox: Decimal | undefined;
  readonly minAnswers: number;
  readonly spans: readonly Span[];
}

/**
 * Satisfaction from single answers, whose score is the innermost level of the totals as well as their amount: at each node the
 * answers that reach the top box over all answers, or the sum of the scores over the answers. A node below `minAnswers` keeps
 * its count and has no rate (domain rule T8: 90 of 100 and 20 of 40 are 78.57 %).
 */
export function satisfaction(totals: Totals, { topBox, minAnswers, spans }: SurveyQuestion): Measured {
  const one = power10(totals.scale);
  const counts = Array.from(totals.rows, (rows) => BigInt(rows) * one);
  const least = topBox && (atScale(topBox, totals.scale) as bigint);
  const reached = counts.map((count, i) => {
    const score = totals.amount[i] as bigint;
    if (least === undefined) return score;
    // The rows of one score have so many times that score.
    return score * one >= least * count ? count : 0n;
  });
  const sums = (amount: readonly bigint[]): NodeNumbers => {
    const { units, at } = spanSums({ ...totals, amount }, spans);
    return { units: distinctPaths(units.map((path) => path.slice(0, -1))), at };
  };
  const whole = quotient(sums(reached), sums(counts), totals.scale);
  const enough = BigInt(minAnswers) * one;
  return {
    ...whole,
    at: (path, span) => {
      const value = whole.at(path, span) as Ratio;
      return value.denominator < enough ? { ...value, isTooFew: true } : value;
    },
  };
}
