import { comparePaths } from '../names.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';

/**
 * The levels of a stock out of what is added to it and taken from it day by day: each unit's running sum on every day with a change,
 * which lasts until the next. What was there before the first day is a row of its own, such as a table of opening balances.
 */
export function runningLevels(totals: Totals): Totals {
  const order = totals.unit.map((_, i) => i).sort((a, b) => byUnitAndDay(totals, a, b));
  const amount = new BigInt64Array(totals.amount.length);
  order.forEach((row, place) => {
    const before = order[place - 1];
    const isSame = before !== undefined && totals.unit[before] === totals.unit[row];
    amount[row] = (totals.amount[row] as bigint) + (isSame ? (amount[before] as bigint) : 0n);
  });
  return { ...totals, amount };
}

function byUnitAndDay({ units, unit, day }: Totals, a: number, b: number): number {
  const [first, second] = [unit[a] as number, unit[b] as number];
  if (first !== second) return comparePaths(units[first] as UnitPath, units[second] as UnitPath);
  return (day[a] as number) - (day[b] as number);
}
