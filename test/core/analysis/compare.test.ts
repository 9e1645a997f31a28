import { describe, expect, it } from 'vitest';
import { areAlike, comparePeriods, likeForLike, mostChanged } from '../../../src/core/analysis/compare.ts';
import { formatDay } from '../../../src/core/calendar/day.ts';
import { day, period, type Row, totals } from '../make.ts';

const spans = (rows: readonly Row[], now: string, past: string) => {
  const days = likeForLike(period(now), period(past), totals(rows));
  const text = ({ start, end }: { start: number; end: number }) => `${formatDay(start)}..${formatDay(end)}`;
  return [text(days.now), text(days.past), days.isCut];
};
const daily = (from: string, to: string): Row[] =>
  Array.from({ length: day(to) - day(from) + 1 }, (_, i) => ['A', formatDay(day(from) + i), 1] as Row);

describe('likeForLike', () => {
  it('takes whole periods where the history goes on, or ends no longer before the end than it pauses elsewhere', () => {
    expect(spans(daily('2024-01-01', '2026-01-02'), '2025', '2024')).toEqual([
      '2025-01-01..2025-12-31',
      '2024-01-01..2024-12-31',
      false,
    ]);
    const weekly = Array.from({ length: 104 }, (_, i): Row => ['A', formatDay(day('2024-01-05') + 7 * i), 1]);
    expect(spans(weekly, '2025', '2024')[2]).toBe(false);
  });

  it('cuts both at the day where the history ends, month for month', () => {
    expect(spans(daily('2024-01-01', '2025-03-15'), '2025', '2024')).toEqual([
      '2025-01-01..2025-03-15',
      '2024-01-01..2024-03-15',
      true,
    ]);
    expect(spans(daily('2024-01-01', '2025-02-28'), '2025-Q1', '2024-Q1')).toEqual([
      '2025-01-01..2025-02-28',
      '2024-01-01..2024-02-29',
      true,
    ]);
    expect(spans(daily('2024-01-01', '2025-05-10'), '2025-Q2', '2025-Q1')).toEqual([
      '2025-04-01..2025-05-10',
      '2025-01-01..2025-02-10',
      true,
    ]);
  });

  it('reads months that stand on their first day', () => {
    const monthly = Array.from(
      { length: 18 },
      (_, i): Row => ['A', `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`, 1],
    );
    expect(spans(monthly, '2025', '2024')).toEqual(['2025-01-01..2025-06-01', '2024-01-01..2024-06-01', true]);
    expect(spans(monthly, '2025-Q2', '2024-Q2')[2]).toBe(false);
  });
});

describe('comparePeriods', () => {
  const rows: Row[] = [
    ['East/Ann', '2024-03-01', 60],
    ['East/Bob', '2024-05-01', 20],
    ['West/Cid', '2024-06-01', 20],
    ['East/Ann', '2025-03-01', 90],
    ['West/Dan', '2025-06-01', 60],
    ['West/Cid', '2025-07-01', -6],
  ];
  const lines = comparePeriods(totals(rows), { now: period('2025'), past: period('2024') });

  it('gives each node both amounts, growth, shares and its part of the growth', () => {
    expect(
      lines.map(({ path, difference, growth, share, shareChange, contribution }) => [
        path.join('/'),
        difference,
        growth,
        share,
        shareChange,
        contribution,
      ]),
    ).toEqual([
      ['', 4400n, '0.4400', '1.0000', '0.0000', '0.4400'],
      ['East', 1000n, '0.1250', '0.6250', '-0.1750', '0.1000'],
      ['East/Ann', 3000n, '0.5000', '0.6250', '0.0250', '0.3000'],
      ['East/Bob', -2000n, '-1.0000', '0.0000', '-0.2000', '-0.2000'],
      ['West', 3400n, '1.7000', '0.3750', '0.1750', '0.3400'],
      ['West/Cid', -2600n, '-1.3000', '-0.0417', '-0.2417', '-0.2600'],
      ['West/Dan', 6000n, '', '0.4167', '0.4167', '0.6000'],
    ]);
  });

  it('tells nothing from zero', () => {
    expect(lines.find(({ path }) => path[1] === 'Dan')).toMatchObject({ amount: 6000n, before: undefined });
  });

  it('names the leaves that changed most', () => {
    const { up, down } = mostChanged(lines, 1);
    expect([...up, ...down].map(({ path }) => path.join('/'))).toEqual(['West/Dan', 'West/Cid']);
  });
});

describe('areAlike', () => {
  it('takes periods of one grain, or ranges of as many months or days', () => {
    const alike = (one: string, other: string) => areAlike(period(one), period(other));
    expect(alike('2025-Q1', '2024-Q3')).toBe(true);
    expect(alike('2025', '2024-Q3')).toBe(false);
    expect(alike('2025-01..2025-02', '2024-02..2024-03')).toBe(true);
    expect(alike('2025-01-01..2025-01-10', '2024-02-01..2024-02-11')).toBe(false);
  });
});
