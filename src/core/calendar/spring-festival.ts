import { type Day, dayOf } from './day.ts';

/** Month and day of the first day of the first lunar month, year by year from 1990. */
const DATES = table(`
  0127 0215 0204 0123 0210 0131 0219 0207 0128 0216
  0205 0124 0212 0201 0122 0209 0129 0218 0207 0126
  0214 0203 0123 0210 0131 0219 0208 0128 0216 0205
  0125 0212 0201 0122 0210 0129 0217 0206 0126 0213
  0203 0123 0211 0131 0219 0208 0128 0215 0204 0124
  0212 0201 0122 0210 0130 0217 0206 0126 0214 0202
  0123`);

/** The years, both included, whose lunar festivals are known here. */
export const LUNAR_YEARS = { first: 1990, last: 2050 } as const;

/** The first day of the Chinese new year (正月初一) that begins in a year; undefined outside the table. */
export function springFestival(year: number): Day | undefined {
  return inTable(DATES, year);
}

/** Reads a table of `MMDD`, one a year. */
export function table(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** The day of a year in such a table; undefined outside it. */
export function inTable(dates: readonly string[], year: number): Day | undefined {
  const date = dates[year - LUNAR_YEARS.first];
  return date === undefined ? undefined : dayOf(year, Number(date.slice(0, 2)), Number(date.slice(2)));
}
