import type { Day } from './calendar/day.ts';
import { monthNumber } from './calendar/month.ts';
import { refuse } from './finding.ts';
import type { Totals } from './totals.ts';

/** Whether amounts are known by day: not where every month has all of its rows on one date. */
export function isDaily({ grain, day }: Pick<Totals, 'grain' | 'day'>): boolean {
  if (grain === 'month') return false;
  const dates = new Map<number, Day>();
  for (const at of day) {
    const key = monthNumber(at);
    if (dates.has(key) && dates.get(key) !== at) return true;
    dates.set(key, at);
  }
  return dates.size < 2;
}

/** Refuses amounts by month where the days around an event have to be told apart. */
export function refuseMonthlyRows(totals: Pick<Totals, 'grain' | 'day'>): void {
  if (!isDaily(totals)) throw refuse('holidays.needs-days');
}
