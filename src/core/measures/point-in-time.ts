import type { Day } from '../calendar/day.ts';
import { parseDay } from '../calendar/day.ts';
import { cutLevels } from '../cut-levels.ts';
import { type Finding, finding, refuseErrors } from '../finding.ts';
import type { Totals } from '../totals.ts';

/**
 * The rows of the latest snapshot up to a day, of totals whose innermost level is the day of the snapshot (`2026-03-31`): a table of
 * opportunities that is exported again and again says each time how they all stand, so that other snapshots say nothing more.
 * Undefined when there is no snapshot by then. Refuses a cell that is no day.
 */
export function latestSnapshot(totals: Totals, asOf: Day): { readonly totals: Totals; readonly day: Day } | undefined {
  const depth = totals.levels.length - 1;
  const days = totals.units.map((path) => parseDay(path[depth] ?? ''));
  const bad = new Set(totals.units.flatMap((path, i) => (days[i] === undefined ? [path[depth] ?? ''] : [])));
  refuseErrors([...bad].sort().map((cell): Finding => finding('error', 'measures.bad-snapshot', { cell })));
  const known = (days as Day[]).filter((day) => day <= asOf);
  if (known.length === 0) return undefined;
  const latest = Math.max(...known);
  const kept = Array.from(totals.unit, (_, i) => i).filter((i) => days[totals.unit[i] as number] === latest);
  const picked: Totals = {
    ...totals,
    unit: Int32Array.from(kept, (i) => totals.unit[i] as number),
    day: Int32Array.from(kept, (i) => totals.day[i] as number),
    rows: Float64Array.from(kept, (i) => totals.rows[i] as number),
    amount: BigInt64Array.from(kept, (i) => totals.amount[i] as bigint),
  };
  return { totals: cutLevels(picked, depth), day: latest };
}
