import { describe, expect, it } from 'vitest';
import { workingDays } from '../../../../src/core/calendar/day-count.ts';
import { Refusal } from '../../../../src/core/finding.ts';
import { historyRule, weekdayRule } from '../../../../src/core/variance/prorate/history-rules.ts';
import { day, period, type Row, totals } from '../../make.ts';
import { figures, measure, planOf, status } from '../ask.ts';
import { compareBy, everyMonth } from './rules.ts';

const WEEKDAYS = workingDays({ holidays: new Set(), workdays: new Set() });

const curve = (rows: readonly Row[], before = '2026-01-01', countDays = WEEKDAYS) =>
  historyRule({ history: totals(rows), before: day(before), countDays });

/** The share of a month that is gone on a day, as a plain number. */
const share = ({ rule }: ReturnType<typeof curve>, month: string, on: string) => {
  const { start, end } = period(month);
  return Number(rule.weightOf({ start, end: day(on) })) / Number(rule.weightOf({ start, end }));
};

const codes = (make: () => unknown) => {
  try {
    make();
  } catch (error) {
    if (error instanceof Refusal) return error.findings.map(({ code }) => code);
    throw error;
  }
  return [];
};

// 30 % by the middle of every month, the rest at its end.
const AT_MONTH_END = everyMonth('2025', [
  [3, 30],
  [28, 70],
]);

describe('the booking curve', () => {
  it('judges 32 of 100 on the tenth of 20 working days against the 30 that were booked by then', () => {
    const plan = planOf('2026-02', { '': [100] });
    const rows: Row[] = [['', '2026-02-10', 32]];
    const compared = compareBy(plan, { rows, asOf: '2026-02-13', rule: curve(AT_MONTH_END).rule, reported: ['2026-02'] });
    const month = figures(compared);
    expect(measure(month, 'plan_to_date', 'pace', 'landing', 'time_elapsed', 'time_gap')).toEqual([
      '30.00',
      '1.0667',
      '102.00',
      '0.3000',
      '0.0200',
    ]);
    expect(status(month)).toBe('green');
    // 68 over the ten working days that are left.
    expect(measure(month, 'required_rate')).toEqual(['6.80']);
    const straight = { weightOf: (span: Parameters<typeof WEEKDAYS>[0]) => BigInt(WEEKDAYS(span)), countDays: WEEKDAYS };
    const other = compareBy(plan, { rows, asOf: '2026-02-13', rule: { name: 'working', ...straight }, reported: ['2026-02'] });
    expect(measure(figures(other), 'pace')).toEqual(['0.6400']);
  });

  it('adds up amounts of months before it divides, and draws straight lines between days', () => {
    // February 2025 has 20 weekdays: all on the first. April has 22: three times as much, all on the last.
    const rows: Row[] = [
      ['', '2025-02-03', 100],
      ['', '2025-04-30', 300],
      ['', '2025-02-27', 0],
    ];
    const made = curve(rows, '2026-01-01');
    // Of 20 days the first: all of February's and nothing of April's.
    expect(share(made, '2026-02', '2026-02-02')).toBe(0.25);
    // The nineteenth is April's 20.9th: nothing of its 22nd yet.
    expect(share(made, '2026-02', '2026-02-26')).toBe(0.25);
    // Of 21 days the twentieth is April's 20.95th, of 23 the 22nd its 21.04th: 1/23 of the last day's.
    expect(share(made, '2026-05', '2026-05-28')).toBe(0.25);
    expect(share(made, '2026-07', '2026-07-30')).toBeCloseTo(0.25 + 0.75 / 23, 12);
  });

  it('counts a day off on the next working day of its month, else on the last', () => {
    // 1 and 30 and 31 August 2025 are a Friday and a weekend; 2 and 3 a weekend.
    const rows: Row[] = [
      ['', '2025-08-01', 1],
      ['', '2025-08-02', 2],
      ['', '2025-08-31', 7],
    ];
    const made = curve(rows);
    const positions = ['2025-08-01', '2025-08-03', '2025-08-04', '2025-08-28', '2025-08-29'].map((on) =>
      share(made, '2025-08', on),
    );
    expect(positions).toEqual([0.1, 0.1, 0.3, 0.3, 1]);
  });

  it('never goes back, whatever came back', () => {
    const returned = everyMonth('2025', [
      [3, 150],
      [14, -100],
      [28, 50],
    ]);
    expect(['2026-02-05', '2026-02-13', '2026-02-26', '2026-02-28'].map((on) => share(curve(returned), '2026-02', on))).toEqual([
      1, 1, 1, 1,
    ]);
    expect(
      codes(() =>
        curve(
          everyMonth('2025', [
            [3, 1],
            [4, -1],
          ]),
        ),
      ),
    ).toEqual(['prorate.nothing-booked']);
  });

  it('weighs the months of a longer period by their working days', () => {
    const { rule } = curve(AT_MONTH_END);
    const weight = (span: string) => Number(rule.weightOf(period(span)));
    expect(weight('2026-01') / weight('2026-Q1')).toBeCloseTo(22 / 64, 12);
    expect(weight('2026-02-01..2026-02-13') / weight('2026-Q1')).toBeCloseTo((0.3 * 20) / 64, 12);
    expect(weight('2026-01-20..2026-02-13')).toBe(weight('2026-01-20..2026-01-31') + weight('2026-02-01..2026-02-13'));
  });
});

describe('the months that count', () => {
  const read = (rows: readonly Row[], before?: string) => curve(rows, before).findings[0];

  it('are complete ones before the plan, 24 at most, and few of them are told', () => {
    const months = everyMonth('2022..2026', [
      [2, 1],
      [27, 1],
    ]);
    expect(read(months)).toMatchObject({ code: 'prorate.read', values: { count: 24, from: '2024-01', to: '2025-12' } });
    expect(read(months, '2026-07-15')).toMatchObject({ values: { from: '2024-07', to: '2026-06' } });
    const few = everyMonth('2025-02..2025-10', [
      [2, 1],
      [27, 1],
    ]);
    expect(read(few)).toMatchObject({ code: 'prorate.short-history', severity: 'warning', values: { count: 9, to: '2025-10' } });
  });

  it('do not begin or end more than a week inside', () => {
    const rows: Row[] = [
      ['', '2025-03-10', 1],
      ['', '2025-04-08', 1],
      ['', '2025-04-09', 1],
      ['', '2025-05-02', 1],
      ['', '2025-05-23', 1],
    ];
    expect(read(rows)).toMatchObject({ values: { count: 1, from: '2025-04', to: '2025-04' } });
    expect(read([...rows, ['', '2025-05-24', 1]])).toMatchObject({ values: { count: 2, to: '2025-05' } });
  });

  it('are refused when there are none, or rows only by month or week', () => {
    const february = everyMonth('2026-02', [
      [2, 1],
      [27, 1],
    ]);
    const monthly = everyMonth('2025', [[1, 5]]);
    const weekly = totals(['2025-03-03', '2025-03-10', '2025-03-17', '2025-03-24', '2025-03-31'].map((on): Row => ['', on, 3]));
    expect(codes(() => curve(february))).toEqual(['prorate.no-history']);
    expect(codes(() => curve([]))).toEqual(['prorate.no-history']);
    expect(codes(() => curve(monthly))).toEqual(['prorate.no-days']);
    expect(codes(() => weekdayRule({ history: weekly, before: day('2026-01-01') }))).toEqual(['prorate.no-days']);
  });
});

describe('weekdays', () => {
  // Four weeks of February 2025: 100 on each Monday, 300 on each Saturday, less than nothing on Sundays.
  const rows: Row[] = ['03', '10', '17', '24'].flatMap((monday): Row[] => {
    const date = (after: number) => `2025-02-${String(Number(monday) + after).padStart(2, '0')}`;
    return [
      ['', date(0), 100],
      ['', date(5) > '2025-02-28' ? '2025-02-01' : date(5), 300],
      ['', '2025-02-02', -1],
    ];
  });
  const { rule } = weekdayRule({ history: totals(rows), before: day('2026-01-01') });

  it('weigh what they sold in the mean, and nothing where they sold nothing or less', () => {
    // Four Mondays and four Saturdays: 100 and 300 each.
    const on = (text: string) => rule.weightOf(period(text));
    expect(on('2026-03-07')).toBe(3n * on('2026-03-02'));
    expect(['2026-03-01', '2026-03-03', '2026-03-06'].map(on)).toEqual([0n, 0n, 0n]);
  });

  it('share a month by these weights, and leave the days that sell', () => {
    // March 2026: five Mondays and four Saturdays; by Sunday the 8th one Monday and one Saturday.
    const plan = planOf('2026-03', { '': [1700] });
    const compared = compareBy(plan, { rows: [['', '2026-03-02', 100]], asOf: '2026-03-08', rule, reported: ['2026-03'] });
    expect(measure(figures(compared), 'plan_to_date', 'time_elapsed', 'required_rate')).toEqual(['400.00', '0.2353', '228.57']);
    expect(status(figures(compared))).toBe('red');
  });
});
