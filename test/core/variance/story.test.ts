import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS, reaches, statusOf, type VarianceFigures } from '../../../src/core/variance/measures.ts';
import { compare, figures, measure, planOf, status } from './ask.ts';

const PLAN = planOf('2026-Q1', { '': [100_000, 60_000, 140_000] });
const STORY = compare(
  PLAN,
  [
    ['', '2026-01-20', 92_000],
    ['', '2026-02-25', 46_000],
    ['', '2026-02-26', 5],
  ],
  '2026-02-25',
  '2026-Q1',
  '2026-02',
  '2026-03',
);

describe('a quarter on its 56th of 90 days', () => {
  const quarter = figures(STORY);

  it('is measured against the plan to date by calendar days', () => {
    expect(measure(quarter, 'plan', 'plan_to_date', 'actual', 'variance')).toEqual([
      '300000.00',
      '153571.43',
      '138000.00',
      '-15571.43',
    ]);
    expect(measure(quarter, 'attainment', 'pace', 'time_elapsed')).toEqual(['0.4600', '0.8986', '0.6222']);
  });

  it('says what is to go, by day and by the rest of the plan, and where it lands', () => {
    expect(measure(quarter, 'gap_to_go', 'required_rate', 'required_factor', 'landing')).toEqual([
      '162000.00',
      '4764.71',
      '1.1063',
      '284428.57',
    ]);
  });

  it('is red by its unrounded pace', () => {
    expect(status(quarter)).toBe('red');
  });

  it('has no year before it when the actuals begin with it', () => {
    expect(measure(quarter, 'last_year', 'yoy')).toEqual(['', '']);
  });
});

describe('a month of it', () => {
  it('is the 25 of 28 days of February, each row by itself', () => {
    const february = figures(STORY, '', '2026-02');
    expect(measure(february, 'plan', 'plan_to_date', 'actual', 'attainment', 'time_elapsed')).toEqual([
      '60000.00',
      '53571.43',
      '46000.00',
      '0.7667',
      '0.8929',
    ]);
  });

  it('has nothing to date before it began', () => {
    const march = figures(STORY, '', '2026-03');
    expect(measure(march, 'plan_to_date', 'actual', 'pace', 'time_elapsed', 'required_factor')).toEqual([
      '0.00',
      '0.00',
      '',
      '0.0000',
      '1.0000',
    ]);
    expect(status(march)).toBe('none');
  });
});

it('counts what came after the day as out of range, and says how far the data goes', () => {
  expect(STORY.account).toEqual({ read: 3, used: 2, rejected: 0, outOfRange: 1, notSelected: 0, subtotals: 0 });
  expect(STORY.dataThrough).toBe(PLAN.periods.nodes[2]!.value.start + 24);
});

it('judges a parent by sums, never by the mean of its children', () => {
  const plan = planOf('2026-01', { a: [100], b: [120] });
  const result = compare(
    plan,
    [
      ['a', '2026-01-05', 50],
      ['b', '2026-01-31', 180],
    ],
    '2026-01-31',
  );
  expect(['a', 'b', ''].flatMap((unit) => measure(figures(result, unit), 'attainment'))).toEqual(['0.5000', '1.5000', '1.0455']);
});

const at = (actual: bigint, over: Partial<VarianceFigures> = {}): VarianceFigures => ({
  scale: 2,
  plan: 10_000_000n,
  planToDate: 10_000_000n,
  actual,
  lastYear: undefined,
  daysGone: 31,
  days: 31,
  ...over,
});

describe('a status', () => {
  it.each([
    [10_000_000n, 'green'],
    [9_999_600n, 'amber'],
    [9_999_999n, 'amber'],
    [9_000_000n, 'amber'],
    [8_999_999n, 'red'],
    [0n, 'red'],
    [-5n, 'red'],
  ] as const)('of %s in 10,000,000 is %s: no rounding over a threshold', (actual, expected) => {
    expect(status(at(actual))).toBe(expected);
  });

  it('is early until a fifth of the days is gone, exactly', () => {
    const days = (daysGone: number, of: number) => status(at(10_000_000n, { daysGone, days: of }));
    expect([days(17, 90), days(18, 90), days(72, 365), days(73, 365)]).toEqual(['early', 'green', 'early', 'green']);
    for (let fifth = 1; fifth < 200; fifth++) expect(days(fifth, 5 * fifth)).toBe('green');
  });

  it('is none without a plan to date', () => {
    expect(status(at(5n, { planToDate: 0n }))).toBe('none');
    expect(measure(at(5n, { plan: 0n, planToDate: 0n }), 'attainment', 'pace', 'gap_to_go')).toEqual(['', '', '0.00']);
  });

  it('follows the thresholds that are set', () => {
    expect(statusOf(at(9_500_000n), { ...DEFAULT_THRESHOLDS, green: 0.95 })).toBe('green');
    expect(reaches(at(10_699_999n), 1.07)).toBe(false);
    expect(reaches(at(10_700_000n), 1.07)).toBe(true);
  });
});

describe('what is to go', () => {
  it('is nothing once the plan is reached', () => {
    expect(measure(at(12_000_000n, { daysGone: 10 }), 'gap_to_go', 'required_rate')).toEqual(['0.00', '0.00']);
  });

  it('has no rate and no factor when no day is left', () => {
    expect(measure(at(1n, { planToDate: 5n }), 'required_rate', 'required_factor')).toEqual(['', '']);
  });
});
