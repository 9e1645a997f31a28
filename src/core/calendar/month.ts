import { civil, type Day, lastOfMonth } from './day.ts';
import { monthPeriod, type Period } from './period.ts';

/** A number for each calendar month, one more for the next: year x 12 + month from 0. */
export function monthNumber(day: Day): number {
  const { year, month } = civil(day);
  return year * 12 + month - 1;
}

/** The month with such a number. */
export function numberedMonth(number: number): Period {
  return monthPeriod(Math.floor(number / 12), (number % 12) + 1);
}

export function startOfMonth(day: Day): Day {
  return day - civil(day).day + 1;
}

export function endOfMonth(day: Day): Day {
  const { year, month } = civil(day);
  return lastOfMonth(year, month);
}

/** Rows in this many last days of a month make it a complete one. */
const LAST_DAYS = 7;

/** Whether rows up to the day `last` make the month that ends on `end` a complete one: they reach its last 7 days. */
export function reachesEnd(last: Day, end: Day): boolean {
  return last > end - LAST_DAYS;
}
