import type { Day } from '../calendar/day.ts';
import { type FiscalYear, type Grain, periodAt } from '../calendar/period.ts';
import type { Totals } from '../totals.ts';

/**
 * The levels of a stock as totals by day: of each unit and period of the grain the amount of its last day with rows; on every
 * earlier day of the period nothing, though its rows were read.
 */
export function closingLevels(totals: Totals, grain: Grain, fiscal: FiscalYear | undefined): Totals {
  const startOf = starts(grain, fiscal);
  const keyOf = (i: number) => `${totals.unit[i]} ${startOf(totals.day[i] as Day)}`;
  const last = new Map<string, Day>();
  for (let i = 0; i < totals.day.length; i++) {
    const day = totals.day[i] as Day;
    last.set(keyOf(i), Math.max(day, last.get(keyOf(i)) ?? day));
  }
  return { ...totals, amount: totals.amount.map((amount, i) => (last.get(keyOf(i)) === totals.day[i] ? amount : 0n)) };
}

function starts(grain: Grain, fiscal: FiscalYear | undefined): (day: Day) => Day {
  const known = new Map<Day, Day>();
  return (day) => {
    const start = known.get(day) ?? periodAt(grain, day, fiscal).start;
    known.set(day, start);
    return start;
  };
}
