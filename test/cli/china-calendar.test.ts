import { afterAll, describe, expect, it } from 'vitest';
import { chinaCalendar } from '../../src/cli/china-calendar.ts';
import { stateCouncilNotices } from '../../src/cli/chinese-days.ts';
import { workingDays } from '../../src/core/calendar/day-count.ts';
import { monthPeriod } from '../../src/core/calendar/period.ts';
import { CHINA_2026 } from '../core/calendar/china-2026.ts';
import { day, period } from '../core/make.ts';

const home = process.env['TZ'];
afterAll(() => {
  if (home === undefined) delete process.env['TZ'];
  else process.env['TZ'] = home;
});

describe('the working days of China', () => {
  it.each(['UTC', 'America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Auckland'])('are the same in %s', async (zone) => {
    process.env['TZ'] = zone;
    const { marks } = await chinaCalendar();
    const count = workingDays(marks);
    const months = (year: number) => Array.from({ length: 12 }, (_, i) => count(monthPeriod(year, i + 1)));
    expect(months(2025)).toEqual([19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]);
    expect(months(2026)).toEqual([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
    expect(count(period('2026-02-01..2026-02-25'))).toBe(13);
    expect(months(2026)).toEqual(Array.from({ length: 12 }, (_, i) => workingDays(CHINA_2026)(monthPeriod(2026, i + 1))));
  });

  it('are known by notices from 2004 to 2026, each with its own National Day', () => {
    const { years } = stateCouncilNotices();
    expect([...years].sort()).toEqual(Array.from({ length: 23 }, (_, i) => 2004 + i));
  });

  it('are those of the law for years without a notice, and that is said', async () => {
    const { marks, findingsOf } = await chinaCalendar();
    expect(workingDays(marks)(period('2027'))).toBe(261 - 13);
    expect(workingDays(marks)(period('2027-02'))).toBe(20 - 4);
    expect(findingsOf(period('2025..2026'))).toEqual([]);
    expect(findingsOf(period('2026..2028'))).toMatchObject([
      { severity: 'warning', code: 'holidays.not-announced', values: { years: '2027, 2028' } },
    ]);
    expect(findingsOf(period('2003..2004'))).toMatchObject([{ code: 'holidays.unknown-years', values: { years: '2003' } }]);
    expect(findingsOf(period('2051'))).toMatchObject([{ code: 'holidays.unknown-years', values: { years: '2051' } }]);
  });

  it('take a file on top, which then speaks for its years', async () => {
    const overlay = {
      holidays: new Set([day('2026-03-02'), day('2026-02-14')]),
      workdays: new Set([day('2026-02-16'), day('2027-02-06')]),
    };
    const { marks, findingsOf } = await chinaCalendar(overlay);
    const count = workingDays(marks);
    const isWorked = (text: string) => count(period(text)) === 1;
    expect(['2026-03-02', '2026-02-14', '2026-02-16', '2026-02-17', '2027-02-06'].map(isWorked)).toEqual([
      false,
      false,
      true,
      false,
      true,
    ]);
    expect(findingsOf(period('2027'))).toEqual([]);
  });
});
