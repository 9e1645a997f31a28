import { formatDay } from '../../core/calendar/day.ts';
import type { Totals } from '../../core/totals.ts';
import { PLAIN_FORM } from '../../facts/cells/cell-form.ts';
import { readDate } from '../../facts/cells/read-date.ts';
import type { ReadingOptions } from '../../facts/files/reading-options.ts';

/** How the dates of a table are read where they do not tell it themselves. */
export type DayForm = ReadingOptions['dateFormat'];

/** A cell that names one day as `2026-03-31`; any other cell as it is. */
export function dayText(cell: string, dateFormat: DayForm): string {
  const read = readDate(cell, { ...PLAIN_FORM, ...(dateFormat && { dateFormat }) });
  return 'day' in read && read.day === read.through ? formatDay(read.day) : cell;
}

/** Totals whose innermost level holds days, each written in one way. */
export function withDays(totals: Totals, dateFormat: DayForm): Totals {
  return { ...totals, units: totals.units.map((path) => [...path.slice(0, -1), dayText(path.at(-1) ?? '', dateFormat)]) };
}
