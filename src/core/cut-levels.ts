import { pathKey, type UnitPath } from './organisation/unit-tree.ts';
import type { Totals } from './totals.ts';

/** The totals by the outermost `depth` levels: what is below is added up, day by day. */
export function cutLevels(totals: Totals, depth: number): Totals {
  if (totals.levels.length <= depth) return totals;
  const numbers = new Map<string, number>();
  const units: UnitPath[] = [];
  const of = totals.units.map((path) => {
    const cut = path.slice(0, depth);
    const known = numbers.get(pathKey(cut)) ?? units.push(cut) - 1;
    numbers.set(pathKey(cut), known);
    return known;
  });
  const rows = new Map<string, { unit: number; day: number; amount: bigint; rows: number }>();
  totals.unit.forEach((own, i) => {
    const [unit, day] = [of[own] as number, totals.day[i] as number];
    const row = rows.get(`${unit} ${day}`) ?? { unit, day, amount: 0n, rows: 0 };
    row.amount += totals.amount[i] as bigint;
    row.rows += totals.rows[i] as number;
    rows.set(`${unit} ${day}`, row);
  });
  const all = [...rows.values()];
  return {
    ...totals,
    levels: totals.levels.slice(0, depth),
    units,
    unit: Int32Array.from(all, ({ unit }) => unit),
    day: Int32Array.from(all, ({ day }) => day),
    amount: BigInt64Array.from(all, ({ amount }) => amount),
    rows: Float64Array.from(all, (row) => row.rows),
  };
}
