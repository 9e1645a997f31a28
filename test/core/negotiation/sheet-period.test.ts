import { describe, expect, it } from 'vitest';
import type { FiscalYear } from '../../../src/core/calendar/period.ts';
import { periodMeant } from '../../../src/core/negotiation/sheet-period.ts';
import { CALENDAR, periods } from '../make.ts';

const tree = periods('2026', 'half', 'quarter', 'month');
const candidates = tree.nodes.slice(1).map(({ value }) => value);
const meant = (text: string, fiscal: FiscalYear = CALENDAR) => periodMeant(text, candidates, fiscal)?.label;

describe('periodMeant', () => {
  it.each([
    ['2026-01', '2026-01'],
    // What a spreadsheet makes of it.
    ['Jan-26', '2026-01'],
    ['2026/1/1', '2026-01'],
    ['2026/1/1 0:00', '2026-01'],
    ['2026-01-01', '2026-01'],
    ['2026年1月', '2026-01'],
    ['2026年01月份', '2026-01'],
    ['２０２６年１月', '2026-01'],
    ['202601', '2026-01'],
    ['1月', '2026-01'],
    ['12月份', '2026-12'],
    ['December 2026', '2026-12'],
    ['2026-Q1', '2026-Q1'],
    ['Q1', '2026-Q1'],
    ['一季度', '2026-Q1'],
    ['第4季度', '2026-Q4'],
    ['2026年第2季度', '2026-Q2'],
    ['上半年', '2026-H1'],
    ['H2', '2026-H2'],
  ])('%s is %s', (text, label) => {
    expect(meant(text)).toBe(label);
  });

  it.each(['', '1', '13月', '2025-01', 'Jan-25', '2026/1/2', '第5季度', 'Foo-26', '方案', 'Q1 plan'])('%j is none', (text) => {
    expect(meant(text)).toBeUndefined();
  });

  it('takes no month without a year where two fit', () => {
    const two = periods('2025-12..2026-12', 'month').nodes.map(({ value }) => value);
    expect(periodMeant('12月', two, CALENDAR)).toBeUndefined();
    expect(periodMeant('11月', two, CALENDAR)?.label).toBe('2026-11');
  });

  it('takes a day for the day where the plan has days', () => {
    const days = periods('2026-01', 'month', 'day').nodes.map(({ value }) => value);
    expect(periodMeant('2026/1/1', days, CALENDAR)?.label).toBe('2026-01-01');
  });
});
