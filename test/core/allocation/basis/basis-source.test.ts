import { describe, expect, it } from 'vitest';
import {
  BASIS_NAMES,
  type BasisWindow,
  type Coverage,
  parseBasis,
  parseFileBasis,
  readsHistory,
  serves,
  shiftYears,
} from '../../../../src/core/allocation/basis/basis-source.ts';
import { planBasis } from '../../../../src/core/allocation/basis/plan-basis.ts';
import { formatDay } from '../../../../src/core/calendar/day.ts';
import { monthNumber } from '../../../../src/core/calendar/month.ts';
import type { Span } from '../../../../src/core/calendar/period.ts';
import { partition } from '../../../../src/core/calendar/period-tree.ts';
import { CALENDAR, day, period, totals } from '../../make.ts';
import { monthly, run, value } from '../request.ts';

/** A history with rows in every month from one day to another, save the months left out. */
function history(first: string, last: string, ...without: string[]): Coverage {
  const months = partition({ start: day(first), end: day(last) }, 'month', undefined).filter(
    ({ label }) => !without.includes(label),
  );
  return { first: day(first), last: day(last), months: new Set(months.map(({ start }) => monthNumber(start))) };
}

const show = ({ start, end }: Span) => `${formatDay(start)} ${formatDay(end)}`;

function windowOf(basis: string, target: string, covered: Coverage): BasisWindow {
  const window = parseBasis(basis, CALENDAR)?.window;
  if (!window) throw new Error(`${basis} reads no history`);
  return window(period(target), covered);
}

const spans = (window: BasisWindow, target: string) => window.spansOf(period(target)).map(show);

describe('shiftYears', () => {
  it.each([
    ['2026', -1, '2025-01-01 2025-12-31'],
    ['2026-03-10..2026-08-20', -2, '2024-03-10 2024-08-20'],
    ['2028-02', -1, '2027-02-01 2027-02-28'],
    ['2027-02', 1, '2028-02-01 2028-02-29'],
    ['2028-02-01..2028-02-28', -1, '2027-02-01 2027-02-28'],
    ['2028-02-29', -1, '2027-02-28 2027-02-28'],
    ['2028-02-29', -4, '2024-02-29 2024-02-29'],
    ['2028-02-28', -1, '2027-02-28 2027-02-28'],
    ['2028-02-29..2028-03-05', -1, '2027-02-28 2027-03-05'],
    ['2024-02-20..2024-02-29', 1, '2025-02-20 2025-02-28'],
  ])('moves %s by %s years to %s', (span, years, expected) => {
    expect(show(shiftYears(period(span), years))).toBe(expected);
  });
});

describe('last-year', () => {
  it('is the same span a year earlier, month for month', () => {
    const window = windowOf('last-year', '2026', history('2024-06-03', '2025-12-31'));
    expect(show(window.window)).toBe('2025-01-01 2025-12-31');
    expect(spans(window, '2026-02')).toEqual(['2025-02-01 2025-02-28']);
    expect(window.findings).toEqual([]);
  });

  it('is two years earlier when the year before has no rows in its last month', () => {
    const window = windowOf('last-year', '2026', history('2023-01-05', '2025-09-30'));
    expect(spans(window, '2026-Q1')).toEqual(['2024-01-01 2024-03-31']);
    const values = { years: 2, start: '2024-01-01', end: '2024-12-31' };
    expect(window.findings).toEqual([{ code: 'basis.older-year', severity: 'warning', values }]);
  });

  it('is two years earlier also when the year before has no rows in its first month', () => {
    expect(show(windowOf('last-year', '2026', history('2024-01-01', '2025-12-31', '2025-01')).window)).toBe(
      '2024-01-01 2024-12-31',
    );
  });

  it('warns of a history that ends more than seven days before the span', () => {
    const early = (last: string) => windowOf('last-year', '2026', history('2025-01-01', last)).findings;
    expect(early('2025-12-24')).toEqual([]);
    expect(early('2025-12-23')).toEqual([
      { code: 'basis.ends-early', severity: 'warning', values: { last: '2025-12-23', days: 8 } },
    ]);
  });

  it('refuses a history without any such span', () => {
    expect(() => windowOf('last-year', '2026', history('2025-03-01', '2025-11-30'))).toThrow('basis.no-complete-span');
    expect(() => windowOf('last-year', '2020', history('2025-01-01', '2025-12-31'))).toThrow('basis.no-complete-span');
  });
});

describe('trailing-12', () => {
  it('is the last twelve months that the rows reach the end of', () => {
    const end = (last: string) => show(windowOf('trailing-12', '2026', history('2023-01-01', last)).window);
    expect(end('2025-09-30')).toBe('2024-10-01 2025-09-30');
    expect(end('2025-09-24')).toBe('2024-10-01 2025-09-30');
    expect(end('2025-09-23')).toBe('2024-09-01 2025-08-31');
  });

  it('ends before the period, whatever came after', () => {
    expect(show(windowOf('trailing-12', '2025-03-10..2025-06', history('2023-01-01', '2025-12-31')).window)).toBe(
      '2024-03-01 2025-02-28',
    );
  });

  it('gives each month its own one of the twelve', () => {
    const window = windowOf('trailing-12', '2026', history('2024-01-01', '2025-10-31'));
    expect(spans(window, '2026-10')).toEqual(['2025-10-01 2025-10-31']);
    expect(spans(window, '2026-11')).toEqual(['2024-11-01 2024-11-30']);
  });

  it('gives a quarter, a half and a year all of their months, though the twelve cut them', () => {
    const window = windowOf('trailing-12', '2026', history('2024-01-01', '2025-10-31'));
    const days = (target: string) => window.spansOf(period(target)).reduce((sum, { start, end }) => sum + end - start + 1, 0);
    expect(spans(window, '2026-Q4')).toEqual(['2025-10-01 2025-10-31', '2024-11-01 2024-11-30', '2024-12-01 2024-12-31']);
    expect([days('2026-Q1'), days('2026-H2'), days('2026')]).toEqual([90, 184, 365]);
  });

  it('refuses a history that is shorter', () => {
    expect(() => windowOf('trailing-12', '2026', history('2025-02-01', '2025-12-31'))).toThrow('basis.too-short');
  });
});

describe('a range', () => {
  it('gives each month all its years', () => {
    const window = windowOf('2023..2025', '2026', history('2023-01-01', '2025-12-31'));
    expect(spans(window, '2026-02')).toEqual(['2023-02-01 2023-02-28', '2024-02-01 2024-02-29', '2025-02-01 2025-02-28']);
    expect(window.findings).toEqual([]);
    expect(spans(windowOf('2023-07..2024-06', '2026', history('2023-01-01', '2025-12-31')), '2026-Q3')).toHaveLength(3);
  });

  it('warns when its first or last month has no rows', () => {
    const window = windowOf('2023..2025', '2026', history('2023-02-01', '2025-11-30'));
    expect(window.findings.map(({ values }) => values?.['month'])).toEqual(['2023-01', '2025-12']);
  });
});

it('knows each basis by its name, and nothing else', () => {
  expect(parseBasis('equal', CALENDAR)?.window).toBeUndefined();
  expect(['last-year', 'trailing-12', 'equal', '2023..2025', '2025'].map((text) => parseBasis(text, CALENDAR)?.name)).toEqual([
    'last-year',
    'trailing-12',
    'equal',
    '2023..2025',
    '2025',
  ]);
  expect(['constructor', 'toString', 'forecasts', ''].map((text) => parseBasis(text, CALENDAR))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('knows every basis that it names, and none that something else makes', () => {
  expect(BASIS_NAMES.map((name) => parseBasis(name, CALENDAR)?.name)).toEqual(BASIS_NAMES);
  const others = ['forecast', 'shares:', 'shares:east', 'file:w.csv'];
  expect(others.map((text) => parseBasis(text, CALENDAR))).toEqual(others.map(() => undefined));
});

it('knows which axes a basis serves and whether it reads history', () => {
  const named = (text: string) => parseBasis(text, CALENDAR)!;
  expect(['time', 'org'].map((axis) => serves(named('calendar-days'), axis as 'time' | 'org'))).toEqual([true, false]);
  expect(serves(named('estimate'), 'org')).toBe(true);
  expect(BASIS_NAMES.filter((name) => !readsHistory(named(name)))).toEqual(['equal', 'calendar-days', 'working-days']);
  const own = planBasis('plan:other.csv', totals([['a', '2026-01-01', 1]]));
  expect([own.window !== undefined, readsHistory(own)]).toEqual([true, false]);
});

it('tells files from names', () => {
  expect(['file:权重.csv', 'plan:a:b.csv', 'file:', 'estimate'].map(parseFileBasis)).toEqual([
    { kind: 'file', file: '权重.csv' },
    { kind: 'plan', file: 'a:b.csv' },
    undefined,
    undefined,
  ]);
});

it('has the days of each period as calendar-days', () => {
  const rows = monthly('a', '2025-01..2025-12', 1);
  const { plan } = run({ rows, total: 365, time: 'calendar-days' });
  expect(['01', '02', '04'].map((month) => value(plan, 'a', `2026-${month}`))).toEqual([31, 28, 30]);
  const quarters = run({ rows, total: 365, time: 'calendar-days', by: ['quarter'] }).plan;
  expect(['Q1', 'Q2'].map((quarter) => value(quarters, 'a', `2026-${quarter}`))).toEqual([90, 91]);
});
