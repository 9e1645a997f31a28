import type { Day } from '../calendar/day.ts';
import { type FiscalYear, type Grain, periodAt } from '../calendar/period.ts';
import type { Totals } from '../totals.ts';

/**
 * The levels of a stock: of each unit and period of the grain the amount of its last day with rows, on that day. Earlier days of
 * the period count as rows that were read, not as amounts.
 */
export function closingLevels(totals: Totals, grain: Grain, fiscal: FiscalYear | undefined): Totals {
  const kept = new Map<string, { at: number; rows: number }>();
  const startOf = starts(grain, fiscal);
  for (let i = 0; i < totals.day.length; i++) {
    const day = totals.day[i] as Day;
    const key = `${totals.unit[i]} ${startOf(day)}`;
    const before = kept.get(key);
    const isLater = before === undefined || day > (totals.day[before.at] as Day);
    kept.set(key, { at: isLater ? i : before.at, rows: (before?.rows ?? 0) + (totals.rows[i] as number) });
  }
  const entries = [...kept.values()];
  const column = (values: Int32Array) => Int32Array.from(entries, ({ at }) => values[at] as number);
  return {
    ...totals,
    unit: column(totals.unit),
    day: column(totals.day),
    amount: BigInt64Array.from(entries, ({ at }) => totals.amount[at] as bigint),
    rows: Float64Array.from(entries, ({ rows }) => rows),
  };
}

function starts(grain: Grain, fiscal: FiscalYear | undefined): (day: Day) => Day {
  const known = new Map<Day, Day>();
  return (day) => {
    const start = known.get(day) ?? periodAt(grain, day, fiscal).start;
    known.set(day, start);
    return start;
  };
}
