import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, formatDay } from '../../../src/core/calendar/day.ts';
import { isFiscalLabel, parseGrain, parsePeriod } from '../../../src/core/calendar/parse-period.ts';
import { GRAINS, type Grain, partOfYear, periodAt } from '../../../src/core/calendar/period.ts';
import { CALENDAR, runs } from '../make.ts';

const read = (text: string, fiscal = CALENDAR) => {
  const found = parsePeriod(text, fiscal);
  return found && `${found.label} ${formatDay(found.start)} ${formatDay(found.end)}`;
};

const APRIL = { startMonth: 4, name: 'end' } as const;

it('reads the label of any period as that period, fiscal ones too', () => {
  const anyDay = fc.integer({ min: dayOf(1850, 1, 1) as number, max: dayOf(2250, 12, 31) as number });
  const anyFiscal = fc.record({
    startMonth: fc.integer({ min: 1, max: 12 }),
    name: fc.constantFrom('start' as const, 'end' as const),
  });
  fc.assert(
    fc.property(anyDay, fc.constantFrom<Grain>(...GRAINS), anyFiscal, (at, grain, fiscal) => {
      for (const years of [fiscal, undefined]) {
        const found = periodAt(grain, at, years);
        expect(parsePeriod(found.label, fiscal)).toEqual(found);
        expect(isFiscalLabel(found.label)).toBe(years !== undefined && ['year', 'half', 'quarter'].includes(grain));
      }
    }),
    runs(1500),
  );
});

describe('a period', () => {
  it.each([
    ['2026', '2026 2026-01-01 2026-12-31'],
    ['2026年', '2026 2026-01-01 2026-12-31'],
    ['２０２６', '2026 2026-01-01 2026-12-31'],
    ['2026-H1', '2026-H1 2026-01-01 2026-06-30'],
    ['2026h2', '2026-H2 2026-07-01 2026-12-31'],
    ['2026-Q1', '2026-Q1 2026-01-01 2026-03-31'],
    ['2026Q4', '2026-Q4 2026-10-01 2026-12-31'],
    ['2026年第2季度', '2026-Q2 2026-04-01 2026-06-30'],
    ['2026年3季度', '2026-Q3 2026-07-01 2026-09-30'],
    ['2026-03', '2026-03 2026-03-01 2026-03-31'],
    ['202602', '2026-02 2026-02-01 2026-02-28'],
    ['2024/2', '2024-02 2024-02-01 2024-02-29'],
    ['2026年3月', '2026-03 2026-03-01 2026-03-31'],
    ['２０２６年１２月', '2026-12 2026-12-01 2026-12-31'],
    ['2026-03-15', '2026-03-15 2026-03-15 2026-03-15'],
    ['2026/3/5', '2026-03-05 2026-03-05 2026-03-05'],
    ['2026年3月5日', '2026-03-05 2026-03-05 2026-03-05'],
    ['2028-02-29', '2028-02-29 2028-02-29 2028-02-29'],
    ['2026-03-W1', '2026-03-W1 2026-03-01 2026-03-01'],
    ['2026-03-w6', '2026-03-W6 2026-03-30 2026-03-31'],
    ['2026-W14', '2026-W14 2026-03-30 2026-04-05'],
    ['2026-W01', '2026-W01 2025-12-29 2026-01-04'],
    ['2026-W53', '2026-W53 2026-12-28 2027-01-03'],
    ['2026-03..2026-05', '2026-03..2026-05 2026-03-01 2026-05-31'],
    [' 2026-Q1 .. 2026-05-10 ', '2026-Q1..2026-05-10 2026-01-01 2026-05-10'],
    ['2026-03-10..2026-08-20', '2026-03-10..2026-08-20 2026-03-10 2026-08-20'],
    ['2026年3月．．2026年4月', '2026-03..2026-04 2026-03-01 2026-04-30'],
  ])('%j is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '',
    '26',
    '20261',
    '2026-Q5',
    '2026-H3',
    '2026-13',
    '2026-00',
    '202613',
    '2026-02-W6',
    '2026-03-W0',
    '2026-03-W7',
    '2026-00-W1',
    '2025-W53',
    '2026-W00',
    '2026-W54',
    '2026-02-29',
    '2026-04-31',
    '2026-05..2026-03',
    '2026..',
    '..2026',
    '2026..2027..2028',
    '2026...2027',
    'FY2026-Q5',
    'FY2026-M13',
    'FY2026-M00',
    'last-year',
    '2026-03-15T00:00',
  ])('is not %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('is fiscal when it says so, by first month and name of the year', () => {
    expect(read('FY2026', APRIL)).toBe('FY2026 2025-04-01 2026-03-31');
    expect(read('FY2026', { ...APRIL, name: 'start' })).toBe('FY2026 2026-04-01 2027-03-31');
    expect(read('FY2026-Q1', APRIL)).toBe('FY2026-Q1 2025-04-01 2025-06-30');
    expect(read('FY2026-H2', APRIL)).toBe('FY2026-H2 2025-10-01 2026-03-31');
    expect(read('fy2026-m12', APRIL)).toBe('FY2026-M12 2026-03-01 2026-03-31');
    expect(read('FY2026-Q1..FY2026-Q2', APRIL)).toBe('FY2026-Q1..FY2026-Q2 2025-04-01 2025-09-30');
    expect(read('FY2026', CALENDAR)).toBe('FY2026 2026-01-01 2026-12-31');
    expect(read('2026-Q1', APRIL)).toBe('2026-Q1 2026-01-01 2026-03-31');
  });
});

it('has no part of a year beyond its last', () => {
  expect(partOfYear(2026, { grain: 'quarter', index: 4 }, undefined)).toBeUndefined();
  expect(partOfYear(2026, { grain: 'month', index: -1 }, APRIL)).toBeUndefined();
});

it('knows the grains in both languages, and nothing that objects have by nature', () => {
  expect(['year', '半年', '季', '季度', '月', '周', '日'].map(parseGrain)).toEqual([
    'year',
    'half',
    'quarter',
    'quarter',
    'month',
    'week',
    'day',
  ]);
  expect(['constructor', '年度', 'Month', ''].map(parseGrain)).toEqual([undefined, undefined, undefined, undefined]);
});
