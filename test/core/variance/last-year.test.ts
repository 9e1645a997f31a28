import { describe, expect, it } from 'vitest';
import type { Row } from '../make.ts';
import { compare, figures, measure, planOf } from './ask.ts';

/** One unit of money on each day of two years. */
const DAILY = (from: number, to: number): Row[] => {
  const rows: Row[] = [];
  for (let at = Date.UTC(from, 0, 1); at <= Date.UTC(to, 11, 31); at += 86_400_000)
    rows.push(['', new Date(at).toISOString().slice(0, 10), 1]);
  return rows;
};

const lastYear = (span: string, months: number, asOf: string, rows: readonly Row[], label = span) =>
  measure(
    figures(compare(planOf(span, { '': Array<number>(months).fill(1000) }), rows, asOf, label)),
    'actual',
    'last_year',
    'yoy',
  );

describe('last year', () => {
  const rows = DAILY(2026, 2028);

  it('is the same days of the year before', () => {
    expect(lastYear('2027', 12, '2027-05-10', rows)).toEqual(['130.00', '130.00', '0.0000']);
    expect(lastYear('2027', 12, '2027-05-10', rows, '2027-05')).toEqual(['10.00', '10.00', '0.0000']);
  });

  it('is all of February against a February with a leap day, and the days until the 28th against 28', () => {
    expect(lastYear('2028-02', 1, '2028-02-29', rows)).toEqual(['29.00', '28.00', '0.0357']);
    expect(lastYear('2028-02', 1, '2028-02-28', rows)).toEqual(['28.00', '28.00', '0.0000']);
    expect(lastYear('2028-Q1', 3, '2028-02-28', rows)).toEqual(['59.00', '59.00', '0.0000']);
    expect(lastYear('2028', 12, '2028-12-31', rows)).toEqual(['366.00', '365.00', '0.0027']);
  });

  it('has the leap day when the month before had one', () => {
    const leap = DAILY(2028, 2029);
    expect(lastYear('2029-02', 1, '2029-02-28', leap)).toEqual(['28.00', '29.00', '-0.0345']);
    expect(lastYear('2029-02', 1, '2029-02-27', leap)).toEqual(['27.00', '27.00', '0.0000']);
  });

  it('is blank when the data does not reach back, and zero when it does and nothing was sold', () => {
    expect(lastYear('2026', 12, '2026-05-10', rows)).toEqual(['130.00', '', '']);
    expect(
      lastYear('2026-05', 1, '2026-05-10', [
        ['', '2025-01-01', 7],
        ['', '2026-05-02', 3],
      ]),
    ).toEqual(['3.00', '0.00', '']);
  });

  it('counts in its own place what the plan does not know', () => {
    const plan = planOf('2026-05', { 'a/x': [10] });
    const result = compare(
      plan,
      [
        ['a/y', '2025-05-31', 40],
        ['a/x', '2025-05-02', 2],
        ['a/x', '2026-05-31', 3],
      ],
      '2026-05-31',
    );
    expect(['a/(unplanned)', 'a', ''].flatMap((unit) => measure(figures(result, unit), 'last_year'))).toEqual([
      '40.00',
      '42.00',
      '42.00',
    ]);
  });

  it('reaches back when the data begins in its first month, on whatever working day', () => {
    const plan = planOf('2026-05', { '': [10] });
    const since = (day: string) => measure(figures(compare(plan, [['', day, 4]], '2026-05-31')), 'last_year');
    expect(since('2025-05-06')).toEqual(['4.00']);
    expect(since('2025-06-01')).toEqual(['']);
  });
});
