import type { Day } from './calendar/day.ts';
import type { Totals } from './totals.ts';

/**
 * The totals as they were known on a day: later ones are out of range. Totals by month must be cut at the end of a month. Data
 * that went on after the day is complete up to it.
 */
export function throughDay(totals: Totals, day: Day): Totals {
  if (totals.last === undefined || totals.last <= day) return totals;
  const kept = Array.from(totals.day.keys()).filter((i) => (totals.day[i] as number) <= day);
  const rows = Float64Array.from(kept, (i) => totals.rows[i] as number);
  const used = rows.reduce((sum, count) => sum + count, 0);
  const { account } = totals;
  return {
    ...totals,
    unit: Int32Array.from(kept, (i) => totals.unit[i] as number),
    day: Int32Array.from(kept, (i) => totals.day[i] as number),
    amount: BigInt64Array.from(kept, (i) => totals.amount[i] as bigint),
    rows,
    first: kept.length === 0 ? undefined : totals.first,
    last: kept.length === 0 ? undefined : day,
    account: { ...account, used, outOfRange: account.outOfRange + account.used - used },
  };
}
