import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Row, runs, stream } from '../../make.ts';
import { found, monthly, run, value } from '../request.ts';

const ROWS: Row[] = [
  ['a', '2024-01-05', 10],
  ['b', '2024-12-05', 30],
  ['a', '2025-01-05', 60],
  ['b', '2025-12-05', 40],
];

describe('the mean of shares', () => {
  it('counts every year alike, where the share of the sums counts large years more', () => {
    // a has 25 % of 2024 and 60 % of 2025: 42.5 %; of the sums 70 of 140.
    const of = (org: string) => value(run({ rows: ROWS, total: 1000, org }).plan, 'a');
    expect([of('shares:2024..2025'), of('2024..2025')]).toEqual([425, 500]);
  });

  it('keeps the size of a year, for totals as growth', () => {
    expect(run({ rows: ROWS, growth: [10n, 100n], org: 'shares:2024..2025' }).total).toBe(7700n);
  });

  it('takes shares of each cell, so that a month is weighed in its year as well', () => {
    const plan = run({ rows: ROWS, total: 1000, org: 'shares:2024..2025' }).plan;
    expect([value(plan, '', '2026-01'), value(plan, '', '2026-12')]).toEqual([425, 575]);
  });

  it('uses the span of the target in each year, and says so when the range has more', () => {
    const { plan, findings } = run({ rows: ROWS, total: 100, org: 'shares:2023-07..2025', period: '2026' });
    expect(value(plan, 'a')).toBe(42.5);
    expect(found(findings, 'basis.shares-cut')).toEqual([
      { range: '2023-07..2025', spans: '2024-01-01..2024-12-31, 2025-01-01..2025-12-31' },
    ]);
    expect(() => run({ rows: ROWS, total: 100, org: 'shares:2025-H1' })).toThrow('basis.shares-no-year');
    const quarter = run({ rows: ROWS, total: 100, org: 'shares:2024..2025', period: '2026-Q1', by: ['quarter'] });
    expect(value(quarter.plan, 'a')).toBe(100);
  });

  it('leaves out a year that adds up to nothing', () => {
    const rows: Row[] = [...ROWS, ['a', '2023-03-05', 5], ['b', '2023-04-05', -5]];
    const { plan, findings } = run({ rows, total: 1000, org: 'shares:2023..2025' });
    expect(value(plan, 'a')).toBe(425);
    expect(found(findings, 'basis.shares-year-left-out')).toEqual([{ month: '2023-01' }]);
  });

  it('is what one year alone gives, and does not depend on the size of a year', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 900 }), (seed, times) => {
        const years = (factor: number) => {
          const next = stream(seed);
          return ['2024', '2025'].flatMap((year) =>
            ['a', 'b', 'c'].flatMap((unit) =>
              monthly(unit, `${year}-01..${year}-12`, () => (year === '2025' ? factor : 1) * (1 + next(10 ** 6))),
            ),
          );
        };
        const plan = (factor: number, org: string) => run({ rows: years(factor), total: 1000, org }).plan.cells;
        expect(plan(times, 'shares:2024..2025')).toEqual(plan(1, 'shares:2024..2025'));
        expect(plan(1, 'shares:2025')).toEqual(plan(1, 'last-year'));
      }),
      runs(10),
    );
  });
});
