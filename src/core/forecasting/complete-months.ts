import type { Day } from '../calendar/day.ts';
import { endOfMonth, reachesEnd, startOfMonth } from '../calendar/month.ts';
import type { Totals } from '../totals.ts';

/**
 * The last day of the last complete month of a history, as known on `asOf`; undefined without one. A month is complete when it
 * is over on that day and its rows reach its last 7 days; where a person says that everything up to its last day is there
 * (`isSaid`), also when they do not. Else it is the last month with rows before that one. Months after it are forecast whole.
 */
export function lastComplete({ last, day }: Totals, asOf: Day, isSaid: boolean): Day | undefined {
  if (last === undefined) return undefined;
  const end = endOfMonth(Math.min(last, asOf));
  const isOver = end <= asOf;
  const isReached = reachesEnd(last, end) || (isSaid && end === asOf);
  const before = isOver && isReached ? end : startOfMonth(end) - 1;
  const latest = day.reduce((most, one) => (one <= before && one > most ? one : most), Number.NEGATIVE_INFINITY);
  return latest === Number.NEGATIVE_INFINITY ? undefined : endOfMonth(latest);
}
