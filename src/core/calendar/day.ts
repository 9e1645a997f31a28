import { UTCDateMini } from '@date-fns/utc/date/mini';
import { addMonths as addCalendarMonths } from 'date-fns/addMonths';
import { setISOWeek } from 'date-fns/setISOWeek';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';

/** A calendar day as the count of days since 1970-01-01, independent of any time zone. */
export type Day = number;

/** Year, month 1..12 and day of the month 1..31. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MILLISECONDS = 86_400_000;

/** The day of a civil date; undefined when there is no such date (2025-02-30). */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  const count = firstOfMonth(year, month) + day - 1;
  const back = civil(count);
  return back.year === year && back.month === month && back.day === day ? count : undefined;
}

/** The first day of a month; months outside 1..12 roll into other years. */
export function firstOfMonth(year: number, month: number): Day {
  return new Date(0).setUTCFullYear(year, month - 1, 1) / MILLISECONDS;
}

/** The last day of a month; months outside 1..12 roll into other years. */
export function lastOfMonth(year: number, month: number): Day {
  return firstOfMonth(year, month + 1) - 1;
}

export function civil(day: Day): CivilDate {
  const date = new Date(day * MILLISECONDS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `2026-03-15`. */
export function formatDay(day: Day): string {
  const { year, month, day: date } = civil(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

/** Reads `2026-03-15` or `2026/3/15`; undefined for anything else and for dates that do not exist. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** The same day of the month `months` later; the month's last day where that day does not exist. */
export function addMonths(day: Day, months: number): Day {
  return fromDate(addCalendarMonths(toDate(day), months));
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The Monday of ISO week `week` of ISO year `year`; undefined when that year has no such week. */
export function mondayOfIsoWeek(year: number, week: number): Day | undefined {
  const inFirstWeek = new UTCDateMini(year, 0, 4);
  const monday = fromDate(startOfISOWeek(setISOWeek(inFirstWeek, week)));
  return week >= 1 && civil(monday + 3).year === year ? monday : undefined;
}

function toDate(day: Day): Date {
  return new UTCDateMini(day * MILLISECONDS);
}

function fromDate(date: Date): Day {
  return Math.round(date.getTime() / MILLISECONDS);
}

export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
