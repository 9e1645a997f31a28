import type { Day } from '../../calendar/day.ts';
import { type Period, periodAt } from '../../calendar/period.ts';
import type { Totals } from '../../totals.ts';

/** Complete months of history, oldest first, and what was booked on each day of all units together. */
export interface BookedMonths {
  readonly months: readonly Period[];
  readonly byDay: ReadonlyMap<Day, bigint>;
}

/** Months that are read at most: two years, so that every season counts alike. */
const MOST_MONTHS = 24;

/** Days that a month may be without rows at its beginning, where the history begins, or at its end, where it ends. */
const SILENT_DAYS = 7;

/**
 * The latest complete months before a day, at most 24: those that the rows reach from end to end, but for a week at either end of
 * the history. None where there are no rows.
 */
export function bookedMonths({ first, last, day, amount }: Totals, before: Day): BookedMonths {
  const months = first === undefined || last === undefined ? [] : completeMonths(first, last, before).slice(-MOST_MONTHS);
  const byDay = new Map<Day, bigint>();
  const from = months[0]?.start ?? before;
  const to = months.at(-1)?.end ?? before - 1;
  day.forEach((at, i) => {
    if (from <= at && at <= to) byDay.set(at, (byDay.get(at) ?? 0n) + (amount[i] as bigint));
  });
  return { months, byDay };
}

function completeMonths(first: Day, last: Day, before: Day): Period[] {
  const months: Period[] = [];
  for (let month = periodAt('month', first, undefined); month.end < before; month = periodAt('month', month.end + 1, undefined)) {
    if (month.end > last + SILENT_DAYS) break;
    if (first <= month.start + SILENT_DAYS) months.push(month);
  }
  return months;
}
