import { describe, expect, it } from 'vitest';
import { lastYear } from '../../../src/core/allocation/basis/last-year.ts';
import { rangeBasis } from '../../../src/core/allocation/basis/range.ts';
import { trailingTwelve } from '../../../src/core/allocation/basis/trailing-twelve.ts';
import { formatDay } from '../../../src/core/calendar/day.ts';
import { monthNumber } from '../../../src/core/calendar/month.ts';
import type { Span } from '../../../src/core/calendar/period.ts';
import { periodTree } from '../../../src/core/calendar/period-tree.ts';
import { monthColumns, spanColumns } from '../../../src/core/metrics/basis-columns.ts';
import { period } from '../make.ts';

const text = ({ start, end }: Span) => `${formatDay(start)}..${formatDay(end)}`;
const plan = period('2026');
const tree = (grain: 'year' | 'quarter' | 'month') => periodTree(plan, [grain], undefined).tree;
const history = period('2023..2025');
const months = new Set(Array.from({ length: 36 }, (_, i) => monthNumber(history.start + i * 30.5)));
const covered = (last = history.end) => ({ first: history.start, last, months });
const reading = (source: typeof lastYear, last?: number) => source.window!(plan, covered(last));

describe('the spans that measured values are taken over', () => {
  it('are whole leaf periods of last year', () => {
    const { spans, columns } = spanColumns(tree('quarter'), reading(lastYear));
    expect(spans.map(({ span }) => text(span))).toEqual([
      '2025-01-01..2025-03-31',
      '2025-04-01..2025-06-30',
      '2025-07-01..2025-09-30',
      '2025-10-01..2025-12-31',
    ]);
    expect(columns.map(({ leaf, years }) => [leaf, years])).toEqual([0, 1, 2, 3].map((leaf) => [leaf, 1]));
  });

  it('are one for each of several years, of which the mean counts', () => {
    const { spans, columns } = spanColumns(tree('year'), reading(rangeBasis(history, '2023..2025')));
    expect(spans.map(({ span }) => text(span)).sort()).toEqual([
      '2023-01-01..2023-12-31',
      '2024-01-01..2024-12-31',
      '2025-01-01..2025-12-31',
    ]);
    expect(columns.every(({ years }) => years === 3)).toBe(true);
  });

  it('are runs without a gap where a leaf period takes months of two years', () => {
    const { spans } = spanColumns(tree('half' as 'year'), reading(trailingTwelve, period('2025-02').end));
    expect(spans.map(({ span }) => text(span)).sort()).toEqual([
      '2024-03-01..2024-06-30',
      '2024-07-01..2024-12-31',
      '2025-01-01..2025-02-28',
    ]);
  });

  it('have a day each that no other has', () => {
    const { spans } = spanColumns(tree('month'), reading(rangeBasis(history, '2023..2025')));
    expect(new Set(spans.map(({ day }) => day)).size).toBe(36);
    expect(spans.every(({ span, day }) => span.start <= day && day <= span.end)).toBe(true);
    expect(monthColumns(tree('month'), reading(lastYear))).toHaveLength(12);
  });
});
