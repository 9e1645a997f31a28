import { civil, type Day, lastOfMonth } from '../calendar/day.ts';
import { isMonthAligned, type Period, periodAt, type Span } from '../calendar/period.ts';
import { partition } from '../calendar/period-tree.ts';
import type { SumWindow } from './sum-distribution.ts';

/** A number for each month, one more for the next. */
export function monthNumber(day: Day): number {
  const { year, month } = civil(day);
  return year * 12 + month;
}

export function startOfMonth(day: Day): Day {
  return day - civil(day).day + 1;
}

export function endOfMonth(day: Day): Day {
  const { year, month } = civil(day);
  return lastOfMonth(year, month);
}

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
