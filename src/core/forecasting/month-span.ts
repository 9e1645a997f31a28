import type { Day } from '../calendar/day.ts';
import { monthNumber } from '../calendar/month.ts';
import { isMonthAligned, type Period, periodAt, type Span } from '../calendar/period.ts';
import { partition } from '../calendar/period-tree.ts';
import type { SumWindow } from './sum-distribution.ts';

/** The whole months of a span; none where it ends before it begins. */
export function monthsOf(span: Span): Period[] {
  return partition(span, 'month', undefined).map(({ start }) => periodAt('month', start, undefined));
}

/**
 * The steps ahead that a span of whole months has, where the forecast begins with `first`; undefined when it lies before. A span that
 * cuts a month is our bug.
 */
export function windowOf(span: Span, first: Day): SumWindow | undefined {
  if (!isMonthAligned(span)) throw new RangeError('a forecast has whole months only');
  const last = monthNumber(span.end) - monthNumber(first) + 1;
  return last < 1 ? undefined : { first: Math.max(1, monthNumber(span.start) - monthNumber(first) + 1), last };
}
