import { isWithin, type UnitPath } from './organisation/unit-tree.ts';
import type { Totals } from './totals.ts';

/** The totals of one unit and everything below it; the rows of other units count as not selected. */
export function withinUnit(totals: Totals, path: UnitPath): Totals {
  if (path.length === 0) return totals;
  const inside = totals.units.map((unit) => isWithin(unit, path));
  const kept = Array.from(totals.unit.keys()).filter((i) => inside[totals.unit[i] as number]);
  const rows = Float64Array.from(kept, (i) => totals.rows[i] as number);
  const used = rows.reduce((sum, count) => sum + count, 0);
  const days = kept.map((i) => totals.day[i] as number);
  const { account } = totals;
  return {
    ...totals,
    unit: Int32Array.from(kept, (i) => totals.unit[i] as number),
    day: Int32Array.from(days),
    amount: BigInt64Array.from(kept, (i) => totals.amount[i] as bigint),
    rows,
    account: { ...account, used, notSelected: account.notSelected + account.used - used },
  };
}
