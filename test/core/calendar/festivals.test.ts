import { getLunarDate, getSolarDateFromLunar, getSolarTermDate } from 'chinese-days';
import { describe, expect, test } from 'vitest';
import { civil, type Day, formatDay, weekday } from '../../../src/core/calendar/day.ts';
import { lawHolidays } from '../../../src/core/calendar/law-holidays.ts';
import { LUNAR_YEARS, springFestival } from '../../../src/core/calendar/spring-festival.ts';

const YEARS = Array.from({ length: LUNAR_YEARS.last - LUNAR_YEARS.first + 1 }, (_, i) => LUNAR_YEARS.first + i);
const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric' });

/** Years in which the calendar of the runtime is known to be a day off. */
const WRONG_IN_ICU = [2027, 2030];

function newYearOfRuntime(year: number): string[] {
  const days = Array.from({ length: 45 }, (_, i) => new Date(Date.UTC(year, 0, 15 + i, 4)));
  const isFirst = (date: Date) => chinese.format(date) === '1/1';
  return days.filter(isFirst).map((date) => date.toISOString().slice(0, 10));
}

describe('dates of festivals', () => {
  // The package reads local dates: east of Greenwich they are those that are written.
  test.skipIf(new Date(2000, 0, 1).getTimezoneOffset() > 0)('are those of the lunar conversion of chinese-days', () => {
    for (const year of YEARS) {
      const first = formatDay(springFestival(year) as Day);
      expect(first).toBe(getSolarDateFromLunar(`${year}-01-01`).date);
      const { lunarMon, lunarDay, isLeap } = getLunarDate(first);
      expect([year, lunarMon, lunarDay, isLeap]).toEqual([year, 1, 1, false]);
    }
  });

  test.skipIf(new Date(2000, 0, 1).getTimezoneOffset() > 0)('of the law hold the festivals of the package', () => {
    for (const year of YEARS.filter((at) => at >= 2025)) {
      const law = lawHolidays(year) as readonly Day[];
      const festivals = [
        ...[`${year}-05-05`, `${year}-08-15`].map((lunar) => getSolarDateFromLunar(lunar).date),
        getSolarTermDate(year, 4, 'pure_brightness'),
      ];
      for (const date of festivals) expect([date, isFreeOrMadeUp(date, law)]).toEqual([date, true]);
    }
  });

  test('agree with the calendar of the runtime, but for the years in which that is wrong', () => {
    const different = YEARS.filter((year) => !newYearOfRuntime(year).includes(formatDay(springFestival(year) as Day)));
    expect(different.filter((year) => !WRONG_IN_ICU.includes(year))).toEqual([]);
    expect([2027, 2030].map((year) => formatDay(springFestival(year) as Day))).toEqual(['2027-02-06', '2030-02-03']);
  });

  test('are unknown outside the table', () => {
    expect([springFestival(1989), springFestival(2051), lawHolidays(2024), lawHolidays(2051)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('of the law are 13 weekdays of their year', () => {
    for (const year of YEARS.filter((at) => at >= 2025)) {
      const law = lawHolidays(year) as readonly Day[];
      expect([year, law.length]).toEqual([year, 13]);
      expect(law.every((day) => weekday(day) < 5 && civil(day).year === year)).toBe(true);
    }
    expect((lawHolidays(2027) as readonly Day[]).map(formatDay)).toEqual([
      ...['2027-01-01', '2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-04-05', '2027-05-03', '2027-05-04'],
      ...['2027-06-09', '2027-09-15', '2027-10-01', '2027-10-04', '2027-10-05'],
    ]);
  });
});

function isFreeOrMadeUp(date: string, law: readonly Day[]): boolean {
  const written = law.map(formatDay);
  const isWeekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
  return isWeekend || written.includes(date);
}
