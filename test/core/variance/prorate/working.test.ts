import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../../src/core/variance/measures.ts';
import { byDays } from '../../../../src/core/variance/prorate/prorate-rule.ts';
import { STOCK_MEASURES } from '../../../../src/core/variance/row-measures.ts';
import { planToDate } from '../../../../src/core/variance/variance.ts';
import { day } from '../../make.ts';
import { figures, measure, planOf, status } from '../ask.ts';
import { compareBy, IN_CHINA } from './rules.ts';

const WORKING = byDays('working', IN_CHINA);

/** The quarter of domain rule T2: as of the thirteenth of sixteen working days of February 2026. */
const STORY = compareBy(planOf('2026-Q1', { '': [100_000, 60_000, 140_000] }), {
  rows: [
    ['', '2026-01-20', 92_000],
    ['', '2026-02-25', 46_000],
  ],
  asOf: '2026-02-25',
  rule: WORKING,
  reported: ['2026-Q1', '2026-02'],
});

describe('a quarter by working days', () => {
  it('has a plan to date, a pace and a status of its own', () => {
    const quarter = figures(STORY);
    expect(measure(quarter, 'plan_to_date', 'variance', 'attainment', 'pace')).toEqual([
      '148750.00',
      '-10750.00',
      '0.4600',
      '0.9277',
    ]);
    expect(status(quarter)).toBe('amber');
  });

  it('says what is to go by working day, by the rest of the plan, and where it lands', () => {
    expect(measure(figures(STORY), 'gap_to_go', 'required_rate', 'required_factor', 'landing')).toEqual([
      '162000.00',
      '6480.00',
      '1.0711',
      '289250.00',
    ]);
  });

  it('has a month 4.58 points behind the time that is gone', () => {
    expect(measure(figures(STORY, '', '2026-02'), 'time_elapsed', 'attainment', 'time_gap')).toEqual([
      '0.8125',
      '0.7667',
      '-0.0458',
    ]);
  });
});

describe('a closed holiday', () => {
  const plan = planOf('2026-10', { '': [200_000] });
  const on = (asOf: string) => figures(compareBy(plan, { rows: [['', asOf, 5]], asOf, rule: WORKING, reported: ['2026-10'] }));

  it('has no plan to date and no pace on its first and last day, and is not red', () => {
    for (const asOf of ['2026-10-01', '2026-10-07']) {
      expect(measure(on(asOf), 'plan_to_date', 'pace', 'time_elapsed')).toEqual(['0.00', '', '0.0000']);
      expect(status(on(asOf))).toBe('none');
    }
  });

  it('begins with its first working day', () => {
    // 8, 9 and 10 October are worked (the Saturday in exchange): 18 days in all.
    expect(measure(on('2026-10-08'), 'plan_to_date', 'time_elapsed')).toEqual(['11111.11', '0.0556']);
    expect(measure(on('2026-10-10'), 'plan_to_date')).toEqual(['33333.33']);
    expect(measure(on('2026-10-11'), 'plan_to_date')).toEqual(['33333.33']);
  });

  it('has the plan of a week in which nobody works on its last day', () => {
    const weeks = planOf('2026-02-16..2026-02-22', { '': [700] }, ['week']);
    const toDate = (asOf: string) => planToDate(weeks, day(asOf), WORKING).cells[0];
    expect([toDate('2026-02-16'), toDate('2026-02-21'), toDate('2026-02-22')]).toEqual([0n, 0n, 70_000n]);
  });
});

it('has nothing left to sell on when only days off are left', () => {
  const plan = planOf('2026-01', { '': [2100] });
  const result = compareBy(plan, { rows: [['', '2026-01-05', 1]], asOf: '2026-01-30', rule: WORKING, reported: ['2026-01'] });
  expect(measure(figures(result), 'plan_to_date', 'time_elapsed', 'required_rate', 'required_factor')).toEqual([
    '2100.00',
    '1.0000',
    '',
    '',
  ]);
});

it('tells no distance to the time where less is better, of a stock, or without a plan', () => {
  const cost = { ...figures(STORY), lowerIsBetter: true };
  expect(measure(cost, 'time_elapsed', 'time_gap')).toEqual(['0.5763', '']);
  expect(measure({ ...figures(STORY), plan: 0n }, 'time_gap')).toEqual(['']);
  const ofStock = STOCK_MEASURES.find(({ name }) => name === 'time_gap');
  expect(ofStock?.of({ figures: figures(STORY) }, { decimals: 2, thresholds: DEFAULT_THRESHOLDS })).toBe('');
});
