import { addMonths, civil, type Day, formatDay } from '../../calendar/day.ts';
import { endOfMonth, reachesEnd, startOfMonth } from '../../calendar/month.ts';
import type { Span } from '../../calendar/period.ts';
import { partition } from '../../calendar/period-tree.ts';
import { type Refusal, refuse } from '../../finding.ts';
import type { Coverage } from './basis-window.ts';

/** No basis looks further back than this. */
export const FURTHEST_YEARS = 50;

/** The span moved by whole years: the last day of a month stays the last, 2024-02-29 is 2023-02-28 at either end. */
export function shiftYears(span: Span, years: number): Span {
  const endsMonth = civil(span.end + 1).day === 1;
  const end = endsMonth ? addMonths(span.end + 1, 12 * years) - 1 : addMonths(span.end, 12 * years);
  return { start: addMonths(span.start, 12 * years), end };
}

/** The last day of the last complete month: a month is complete when rows reach its last 7 days. */
export function lastCompleteMonth({ last }: Coverage): Day {
  const end = endOfMonth(last);
  return reachesEnd(last, end) ? end : startOfMonth(last) - 1;
}

/** Every span a whole number of years away that lies inside the window. */
export function shiftsInside(span: Span, window: Span): Span[] {
  const found: Span[] = [];
  for (let years = -FURTHEST_YEARS; years <= FURTHEST_YEARS; years++) {
    const shifted = shiftYears(span, years);
    if (window.start <= shifted.start && shifted.end <= window.end) found.push(shifted);
  }
  return found;
}

/**
 * The same month by month: the window may cut the quarter or the year that a larger span would be shifted to.
 */
export function monthShiftsInside(span: Span, window: Span): Span[] {
  return partition(span, 'month', undefined).flatMap((month) => shiftsInside(month, window));
}

export function noCompleteSpan({ first, last }: Coverage): Refusal {
  return refuse('basis.no-complete-span', { first: formatDay(first), last: formatDay(last) });
}
