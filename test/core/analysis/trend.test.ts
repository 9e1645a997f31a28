import { describe, expect, it } from 'vitest';
import { monthTable } from '../../../src/core/analysis/month-table.ts';
import { trendOf, trendsOf } from '../../../src/core/analysis/trend.ts';
import { totals } from '../make.ts';

describe('trendOf', () => {
  it('has eighths of the largest, rounded up, blanks for nothing and a sign for less than nothing', () => {
    expect(trendOf([800n, 1n, 100n, 101n, 0n, undefined, -5n])).toBe('8112..-');
    expect(trendOf([undefined, 0n, -1n])).toBe('..-');
  });
});

describe('trendsOf', () => {
  it('has the months of a year, and the last of a unit', () => {
    const trends = trendsOf(
      monthTable(
        totals([
          ['A', '2024-11-01', 8],
          ['A', '2025-02-01', 4],
          ['B', '2025-02-01', 4],
        ]),
      ),
    );
    expect(trends.ofYear(2024)).toBe('..........8.');
    expect(trends.ofYear(2025)).toBe('.8..........');
    expect(trends.ofUnit(['A'])).toBe('8..4');
    expect(trends.ofUnit(['B'])).toBe('...8');
  });
});
