import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Closing } from '../../../src/core/metrics/metric.ts';
import { nodeAt } from '../../../src/core/tree.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/core/variance/measures.ts';
import { STOCK_MEASURES } from '../../../src/core/variance/row-measures.ts';
import { stockVariance } from '../../../src/core/variance/stock-variance.ts';
import type { Variance } from '../../../src/core/variance/variance.ts';
import { day, period, type Row, runs, stream, totals } from '../make.ts';
import { figures, planOf } from './ask.ts';

const PLAN = { a: [600, 650, 700], b: [400, 450, 500] };

function compared(rows: readonly Row[], asOf: string, closing: Closing = 'last', labels = ['2026-Q1'], plan = PLAN): Variance {
  return stockVariance({
    plan: planOf('2026-Q1', plan),
    actual: totals(rows, ['l1']),
    asOf: day(asOf),
    periods: labels.map((label) => period(label)),
    closing,
  });
}

const whole = (result: Variance, unit = '', label = '2026-Q1') => {
  const { plan, planToDate, actual } = figures(result, unit, label);
  return [plan, planToDate, actual].map((amount) => Number(amount) / 100);
};

const ROWS: readonly Row[] = [
  ['a', '2026-01-31', 590],
  ['b', '2026-01-31', 410],
  ['b', '2026-02-20', 430],
  ['a', '2026-02-28', 660],
];

describe('the level of a stock against the planned one', () => {
  it('is the last one of each unit against the last month: 1,000, 1,100 and 1,200 are 1,200, not 3,300', () => {
    expect(whole(compared(ROWS, '2026-02-28'))).toEqual([1200, 1200, 1090]);
    expect(whole(compared(ROWS, '2026-02-19'), 'b')).toEqual([500, 500, 410]);
    expect(whole(compared(ROWS, '2026-02-28', 'last', ['2026-03']), '', '2026-03')).toEqual([1200, 1200, 0]);
  });

  it('is the mean of the months that have begun against the mean of all', () => {
    expect(whole(compared(ROWS, '2026-02-28', 'mean'))).toEqual([1100, 1100, 1045]);
  });

  it('lands only when its period is over, and needs no share of the rest', () => {
    const landing = STOCK_MEASURES.find(({ name }) => name === 'landing')!;
    const form = { decimals: 2, thresholds: DEFAULT_THRESHOLDS };
    expect(landing.of({ figures: figures(compared(ROWS, '2026-02-28')) }, form)).toBe('');
    expect(landing.of({ figures: figures(compared(ROWS, '2026-03-31')) }, form)).toBe('1090.00');
  });

  it('counts a unit that the plan does not know from its day on', () => {
    const result = compared([...ROWS, ['c', '2026-01-15', 7]], '2026-02-28', 'last', ['2026-02']);
    expect(whole(result, '(unplanned)', '2026-02')).toEqual([0, 0, 7]);
    expect(whole(result, '', '2026-02')[2]).toBe(1097);
  });

  it('has the level of the same day a year earlier', () => {
    const rows: readonly Row[] = [['a', '2025-01-31', 500], ['b', '2025-02-10', 300], ...ROWS];
    expect(figures(compared(rows, '2026-02-28')).lastYear).toBe(80_000n);
    expect(figures(compared(rows, '2026-01-30')).lastYear).toBeUndefined();
  });

  it('says which units have an older level, and which have none', () => {
    const codes = (rows: readonly Row[]) =>
      compared(rows, '2026-02-28').findings.map(({ code, values }) => [code, values?.count]);
    expect(codes(ROWS)).toEqual([['variance.older-levels', 1]]);
    expect(codes(ROWS.filter(([unit]) => unit === 'a'))).toEqual([['variance.no-level', 1]]);
    expect(
      codes([
        ['a', '2026-02-28', 1],
        ['b', '2026-02-28', 1],
      ]),
    ).toEqual([]);
  });

  it('has in a quarter what it has in the last month, and in the whole what its units have, on any day of it', () => {
    const row = fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom('2026-01-05', '2026-02-10', '2026-03-03', '2026-03-20'),
      fc.nat(999),
    );
    const distinct = fc.uniqueArray(row, { selector: ([unit, date]) => `${unit} ${date}`, maxLength: 10 });
    fc.assert(
      fc.property(distinct, fc.integer(), fc.integer({ min: 0, max: 30 }), (rows, seed, later) => {
        const next = stream(seed);
        const months = () => Array.from({ length: 3 }, () => next(1000));
        const labels = ['2026-03', '2026-Q1'];
        const asOf = `2026-03-${String(later + 1).padStart(2, '0')}`;
        const { units, rows: found } = compared(rows, asOf, 'last', labels, { a: months(), b: months() });
        const [month, quarter] = [found.slice(0, units.nodes.length), found.slice(units.nodes.length)];
        month.forEach(({ figures: { plan, actual } }, node) => {
          expect([quarter[node]?.figures.plan, quarter[node]?.figures.actual]).toEqual([plan, actual]);
        });
        const parts = nodeAt(units, 0).children.map((child) => quarter[child]!.figures);
        expect(quarter[0]?.figures.actual).toBe(parts.reduce((sum, { actual }) => sum + actual, 0n));
        expect(quarter[0]?.figures.plan).toBe(parts.reduce((sum, { plan }) => sum + plan, 0n));
      }),
      runs(100),
    );
  });
});
