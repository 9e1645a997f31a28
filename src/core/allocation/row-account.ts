import { overlap, type Span } from '../calendar/period.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import type { RowAccount, Totals } from '../totals.ts';
import { leafValue } from '../tree.ts';
import type { PlanUnits } from './plan-units.ts';

/**
 * What became of the history's rows: those of left-out units count as not selected, those outside the windows as out of range.
 * Without windows the history only says which units there are, and for that every row counts.
 */
export function rowAccount(totals: Totals, windows: readonly Span[], members: PlanUnits): RowAccount {
  const planned = new Set(members.units.leaves.map((_, leaf) => formatPath(leafValue(members.units, leaf).path)));
  const isPlanned = totals.units.map((path) => planned.has(formatPath(path)));
  let used = 0;
  let foreign = 0;
  for (let i = 0; i < totals.day.length; i++) {
    const day = totals.day[i] as number;
    if (windows.length > 0 && !windows.some((window) => overlap(window, { start: day, end: day }))) continue;
    if (isPlanned[totals.unit[i] as number]) used += totals.rows[i] as number;
    else foreign += totals.rows[i] as number;
  }
  const { read, rejected, notSelected, subtotals } = totals.account;
  const outOfRange = read - used - foreign - rejected - notSelected - subtotals;
  return { read, used, rejected, notSelected: notSelected + foreign, outOfRange, subtotals };
}
