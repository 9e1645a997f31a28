import { type Day, dayOf, weekday } from './day.ts';
import { inTable, springFestival, table } from './spring-festival.ts';

/** What stands for the working days of China in place of a calendar file. */
export const CHINA = 'china';

/** Qingming (清明), the day on which the sun reaches 15 degrees, from 1990. */
const QINGMING = table(`
  0405 0405 0404 0405 0405 0405 0404 0405 0405 0405 0404 0405 0405 0405 0404 0405 0405 0405 0404 0404
  0405 0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404
  0405 0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 0404 0405 0404 0404 0404 0405 0404 0404
  0404`);

/** Dragon Boat (端午), the fifth day of the fifth lunar month. */
const DRAGON_BOAT = table(`
  0528 0616 0605 0624 0613 0602 0620 0609 0530 0618 0606 0625 0615 0604 0622 0611 0531 0619 0608 0528
  0616 0606 0623 0612 0602 0620 0609 0530 0618 0607 0625 0614 0603 0622 0610 0531 0619 0609 0528 0616
  0605 0624 0612 0601 0620 0610 0530 0618 0607 0527 0614 0603 0622 0611 0531 0619 0608 0529 0615 0604
  0623`);

/** Mid-Autumn (中秋), the fifteenth day of the eighth lunar month. */
const MID_AUTUMN = table(`
  1003 0922 0911 0930 0920 0909 0926 0916 1005 0924 0912 1001 0921 0911 0928 0918 1006 0925 0914 1003
  0922 0912 0930 0919 0908 0927 0915 1004 0924 0913 1001 0921 0910 0929 0917 1006 0925 0915 1003 0922
  0912 1001 0919 0908 0927 0916 1004 0924 0913 1002 0920 0910 0928 0917 1005 0925 0915 1004 0922 0911
  0930`);

/**
 * The weekdays that are free in a year by the law of China as of 2025 (13 days: New Year, the eve and the first three days of Spring
 * Festival, Qingming, 1 and 2 May, Dragon Boat, Mid-Autumn, 1 to 3 October) before the State Council has said which weekends are
 * swapped. A day that falls on a weekend is made up for on the next day that is worked. Undefined outside the tables, and for years
 * before 2025, whose law was another one.
 */
export function lawHolidays(year: number): readonly Day[] | undefined {
  const newYear = springFestival(year);
  if (newYear === undefined || year < LAW_OF) return undefined;
  const at = (month: number, date: number) => dayOf(year, month, date) as Day;
  const days = [
    ...[at(1, 1), newYear - 1, newYear, newYear + 1, newYear + 2],
    ...[QINGMING, DRAGON_BOAT, MID_AUTUMN].map((dates) => inTable(dates, year) as Day),
    ...[at(5, 1), at(5, 2), at(10, 1), at(10, 2), at(10, 3)],
  ].sort((a, b) => a - b);
  const own = new Set(days.filter(isWeekday));
  // A festival inside another one, or on a weekend, gets the next day that is worked.
  const lost = days.filter((day, i) => !isWeekday(day) || days[i - 1] === day);
  for (const day of lost) own.add(nextWorked(day, own));
  return [...own].sort((a, b) => a - b);
}

/** The year from which the law has 13 days. */
const LAW_OF = 2025;

const SATURDAY = 5;

function isWeekday(day: Day): boolean {
  return weekday(day) < SATURDAY;
}

function nextWorked(day: Day, free: ReadonlySet<Day>): Day {
  let next = day + 1;
  while (!isWeekday(next) || free.has(next)) next++;
  return next;
}
