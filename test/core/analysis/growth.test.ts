import { describe, expect, it } from 'vitest';
import { growthLines } from '../../../src/core/analysis/growth.ts';
import { monthTable } from '../../../src/core/analysis/month-table.ts';
import { type Row, totals } from '../make.ts';

/** 2024 has 100, 200, ... 1200; 2025 a tenth more each, until its 20th of June. */
const rows: Row[] = Array.from({ length: 18 }, (_, i): Row => {
  const [year, month] = [2024 + Math.floor(i / 12), (i % 12) + 1];
  return [
    'East',
    `${year}-${String(month).padStart(2, '0')}-${i === 0 ? '01' : i === 17 ? '20' : '28'}`,
    month * 100 * (i < 12 ? 1 : 1.1),
  ];
});
const table = monthTable(totals(rows));
const at = (
  period: string,
  grains: ('quarter' | 'month' | 'year')[] = ['quarter', 'month'],
  fiscal?: { startMonth: number; name: 'end' },
) => [...growthLines(table, { grains, fiscal })].find((line) => line.period === period && line.path.length === 0);

describe('growthLines', () => {
  it('compares a month with the one before, the year before, and both runs of months', () => {
    // 2025-05: 550 on 440, on 500; to date 1650 on 1500; twelve months 7950, twelve before are not known.
    expect(at('2025-05')).toEqual({
      ...{ grain: 'month', period: '2025-05', path: [], amount: 55_000n, growth: '0.2500', yoy: '0.1000' },
      ...{ ytd: 165_000n, ytdGrowth: '0.1000', trailing: 795_000n, trailingGrowth: '' },
    });
  });

  it('gives a month that the history ends inside no growth, and shows its amount', () => {
    expect(at('2025-06')).toMatchObject({
      amount: 66_000n,
      growth: '',
      yoy: '',
      ytd: 231_000n,
      ytdGrowth: '',
      trailing: undefined,
    });
    expect(at('2025-Q2')).toMatchObject({ amount: 165_000n, growth: '', yoy: '' });
    expect(at('2025-Q1')).toMatchObject({ amount: 66_000n, growth: '-0.8000', yoy: '0.1000' });
  });

  it('counts the year to date from the first month of the fiscal year', () => {
    const line = at('2025-05', ['month'], { startMonth: 4, name: 'end' });
    // April and May: 990 on 900.
    expect(line).toMatchObject({ ytd: 99_000n, ytdGrowth: '0.1000' });
    expect(at('FY2025-Q4', ['quarter'], { startMonth: 4, name: 'end' })).toMatchObject({ amount: 66_000n, ytd: 786_000n });
  });

  it('knows no growth on what has no rows or is not above zero', () => {
    const sparse = monthTable(
      totals([
        ['A', '2025-01-01', 5],
        ['A', '2025-02-28', -5],
        ['B', '2025-03-31', 5],
        ['A', '2025-04-30', 8],
      ]),
    );
    const lines = [...growthLines(sparse, { grains: ['month'], fiscal: undefined })].filter(({ path }) => path[0] === 'A');
    expect(lines.map(({ amount, growth }) => [amount, growth])).toEqual([
      [500n, ''],
      [-500n, '-2.0000'],
      [undefined, ''],
      [800n, ''],
    ]);
  });
});
