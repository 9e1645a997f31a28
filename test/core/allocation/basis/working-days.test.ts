import { describe, expect, it } from 'vitest';
import { parseBasis } from '../../../../src/core/allocation/basis/basis-source.ts';
import { workingDaysBasis } from '../../../../src/core/allocation/basis/working-days.ts';
import { workingDays } from '../../../../src/core/calendar/day-count.ts';
import type { Grain } from '../../../../src/core/calendar/period.ts';
import { CHINA_2026 } from '../../calendar/china-2026.ts';
import { CALENDAR } from '../../make.ts';
import { monthly, PROPORTIONAL, run, value } from '../request.ts';

const rows = [...monthly('a', '2025-01..2025-12', 1), ...monthly('b', '2025-01..2025-12', 3)];
const time = workingDaysBasis(workingDays(CHINA_2026));

const lastYear = parseBasis('last-year', CALENDAR)!;

const ask = (period: string, by: readonly Grain[], total: number) =>
  run({ rows, total, period, by, over: { basis: { org: lastYear, time } } });

describe('working-days', () => {
  it('gives the months of 2026 their working days: 21, 16, 22, 21 and 21 in June', () => {
    // 248 working days: 365 - 104 days of weekends - 19 holidays on weekdays + 6 weekend days worked.
    const { plan } = ask('2026', ['quarter', 'month'], 24_800);
    const months = ['01', '02', '03', '04', '06'].map((month) => value(plan, '', `2026-${month}`));
    expect(months).toEqual([2100, 1600, 2200, 2100, 2100]);
    expect(value(plan, '', '2026-Q1')).toBe(5900);
    expect([value(plan, 'a', '2026-Q1'), value(plan, 'b', '2026-Q1')]).toEqual([1475, 4425]);
  });

  it('gives days off nothing, and weeks their working days', () => {
    const days = ask('2026-02', ['day'], 1600).plan;
    const on = (date: string) => value(days, '', `2026-02-${date}`);
    expect(['13', '14', '15', '16', '23', '24', '28'].map(on)).toEqual([100, 100, 0, 0, 0, 100, 100]);
    const weeks = ask('2026-02', ['week'], 1600).plan;
    // Sunday the 1st; 2-8; 9-15 with a worked Saturday; all off; 24 to 28 with another one.
    expect(['W1', 'W2', 'W3', 'W4', 'W5'].map((week) => value(weeks, '', `2026-02-${week}`))).toEqual([0, 500, 600, 0, 500]);
  });

  it('has nothing for a span without working days', () => {
    expect(() => ask('2026-10-01..2026-10-07', ['month'], 100)).toThrow();
  });

  it('stands back where the method has a course of its own', () => {
    const over = { basis: { org: lastYear, time }, method: { time: { ...PROPORTIONAL, usesBasis: false }, org: PROPORTIONAL } };
    const { plan } = run({ rows, total: 2800, period: '2026-02', by: ['day'], over });
    expect(value(plan, '', '2026-02-16')).toBe(100);
  });
});
