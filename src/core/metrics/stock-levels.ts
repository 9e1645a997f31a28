import type { Day } from '../calendar/day.ts';
import type { Totals } from '../totals.ts';

/** For each unit of a stock's rows the number of its last row up to a day, which is its level until a later one. */
export function lastRows({ units, unit: unitOf, day: dayOf }: Totals, end: Day): (number | undefined)[] {
  const last = new Array<number | undefined>(units.length).fill(undefined);
  for (let row = 0; row < dayOf.length; row++) {
    const unit = unitOf[row] as number;
    const day = dayOf[row] as number;
    const known = last[unit];
    if (day <= end && (known === undefined || day > (dayOf[known] as number))) last[unit] = row;
  }
  return last;
}

/** The level of each unit on a day; undefined before its first one. */
export function levelsOn(totals: Totals, end: Day): (bigint | undefined)[] {
  return lastRows(totals, end).map((row) => (row === undefined ? undefined : totals.amount[row]));
}
