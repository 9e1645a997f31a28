import { civil, type Day, firstOfMonth, lastOfMonth } from '../calendar/day.ts';
import type { Totals } from '../totals.ts';

/**
 * The levels of a stock out of what is added to it and taken from it day by day: each unit's running sum on every day with a change,
 * and from its first one at the end of every month and on the last day of all, so that each period has a level. What was there
 * before the first day is a row of its own, such as a table of opening balances.
 */
export function runningLevels(totals: Totals): Totals {
  const changes = totals.units.map(() => new Map<Day, { amount: bigint; rows: number }>());
  totals.unit.forEach((unit, i) => {
    const days = changes[unit] as Map<Day, { amount: bigint; rows: number }>;
    const own = days.get(totals.day[i] as Day) ?? { amount: 0n, rows: 0 };
    days.set(totals.day[i] as Day, {
      amount: own.amount + (totals.amount[i] as bigint),
      rows: own.rows + (totals.rows[i] as number),
    });
  });
  const rows = changes.flatMap((days, unit) => levelsOf(days, totals.last).map((level) => ({ ...level, unit })));
  return {
    ...totals,
    unit: Int32Array.from(rows, ({ unit }) => unit),
    day: Int32Array.from(rows, ({ day }) => day),
    amount: BigInt64Array.from(rows, ({ amount }) => amount),
    rows: Float64Array.from(rows, (row) => row.rows),
  };
}

interface Level {
  readonly day: Day;
  readonly amount: bigint;
  readonly rows: number;
}

function levelsOf(changes: ReadonlyMap<Day, { amount: bigint; rows: number }>, last: Day | undefined): Level[] {
  if (changes.size === 0 || last === undefined) return [];
  const days = new Set([...changes.keys(), ...monthEnds(Math.min(...changes.keys()), last), last]);
  let amount = 0n;
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => {
      const change = changes.get(day);
      amount += change?.amount ?? 0n;
      return { day, amount, rows: change?.rows ?? 0 };
    });
}

function monthEnds(first: Day, last: Day): Day[] {
  const ends: Day[] = [];
  for (let start = monthStart(first); start <= last; start = (ends.at(-1) as Day) + 1) {
    const { year, month } = civil(start);
    ends.push(lastOfMonth(year, month));
  }
  return ends.filter((end) => end <= last);
}

function monthStart(day: Day): Day {
  const { year, month } = civil(day);
  return firstOfMonth(year, month);
}
