import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../../../src/core/calendar/day.ts';
import { valueAt } from '../../../src/core/grid.ts';
import { type MilestoneRequest, milestones } from '../../../src/core/milestones/milestones.ts';
import { pathKey, unitIndex, unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { anyPaths, gridOf, periods, runs, stream } from '../make.ts';
import { planOf } from '../variance/ask.ts';

const PLAN = planOf('2026', {
  'e/a': Array.from({ length: 12 }, (_, i) => i),
  'e/b': Array<number>(12).fill(1),
  s: Array<number>(12).fill(2),
});

const list = (over: Partial<MilestoneRequest> = {}) =>
  milestones({ plan: PLAN, every: 'quarter', depths: [0], fiscal: undefined, ...over }).map(
    ({ period, due, path, amount, cumulative }) =>
      `${period.label} ${formatDay(due)} ${path.join('/')} ${amount / 100n} ${cumulative / 100n}`,
  );

describe('milestones', () => {
  it('are due at the end of every period, with what is reached by then', () => {
    expect(list()).toEqual([
      '2026-Q1 2026-03-31  12 12',
      '2026-Q2 2026-06-30  21 33',
      '2026-Q3 2026-09-30  30 63',
      '2026-Q4 2026-12-31  39 102',
    ]);
  });

  it('are made for the levels that are asked for, by period, then unit', () => {
    expect(list({ every: 'half', depths: [1] })).toEqual([
      '2026-H1 2026-06-30 e 21 21',
      '2026-H1 2026-06-30 s 12 12',
      '2026-H2 2026-12-31 e 57 78',
      '2026-H2 2026-12-31 s 12 24',
    ]);
    expect(list({ every: 'year', depths: [0, 2] })).toEqual([
      '2026 2026-12-31  102 102',
      '2026 2026-12-31 e/a 66 66',
      '2026 2026-12-31 e/b 12 12',
    ]);
    expect(list({ depths: [] })).toEqual([]);
  });

  it('of a ratio have numerators and denominators to date', () => {
    const denominator = { ...PLAN, cells: PLAN.cells.map(() => 1000n) };
    const found = milestones({ plan: PLAN, denominator, every: 'half', depths: [0], fiscal: undefined });
    expect(found.map((milestone) => milestone.denominator)).toEqual([
      { amount: 18_000n, cumulative: 18_000n },
      { amount: 18_000n, cumulative: 36_000n },
    ]);
    expect(found.map(({ cumulative }) => cumulative)).toEqual([3300n, 10_200n]);
  });

  it('of a stock are levels: the last one, or the mean until then, rounded once', () => {
    expect(list({ over: 'last', every: 'half' })).toEqual(['2026-H1 2026-06-30  8 8', '2026-H2 2026-12-31  14 14']);
    const mean = milestones({ plan: PLAN, every: 'half', depths: [0], fiscal: undefined, over: 'mean' });
    expect(mean.map(({ amount, cumulative }) => [amount, cumulative])).toEqual([
      [550n, 550n],
      [1150n, 850n],
    ]);
  });

  it('end with the plan and run up by their amounts, whatever the plan and the grain', () => {
    fc.assert(
      fc.property(anyPaths, fc.integer(), fc.constantFrom('month', 'quarter', 'half', 'year'), (paths, seed, every) => {
        const next = stream(seed);
        const axes = { units: unitTree(['l1', 'l2', 'l3'], paths), periods: periods('2026-02..2027-05', 'quarter', 'month') };
        const plan = gridOf(axes, 2, () => BigInt(next(1000)));
        const found = milestones({ plan, every, depths: [0, 1, 2, 3], fiscal: undefined });
        plan.units.nodes.forEach(({ value }, node) => {
          const own = found.filter(({ path }) => unitIndex(plan.units).get(pathKey(path)) === node);
          let reached = 0n;
          for (const { amount, cumulative } of own) {
            reached += amount;
            expect(cumulative).toBe(reached);
          }
          expect(own.length).toBeGreaterThan(0);
          expect([value.path, reached]).toEqual([value.path, valueAt(plan, node, 0)]);
        });
      }),
      runs(60),
    );
  });

  it('follow the fiscal quarters when asked', () => {
    expect(list({ fiscal: { startMonth: 2, name: 'end' } }).map((line) => line.slice(0, 20))).toEqual([
      'FY2026-Q4 2026-01-31',
      'FY2027-Q1 2026-04-30',
      'FY2027-Q2 2026-07-31',
      'FY2027-Q3 2026-10-31',
      'FY2027-Q4 2026-12-31',
    ]);
  });

  it('are refused where they would cut a period of the plan', () => {
    expect(() => list({ every: 'week' })).toThrow('plan.grain-too-fine');
    const quarters = planOf('2026', { '': [1, 2, 3, 4] }, ['quarter']);
    expect(() => list({ plan: quarters, every: 'month' })).toThrow('plan.grain-too-fine');
    expect(() => list({ plan: quarters, fiscal: { startMonth: 2, name: 'end' } })).toThrow('plan.grain-too-fine');
    expect(list({ plan: quarters, every: 'half' })).toEqual(['2026-H1 2026-06-30  3 3', '2026-H2 2026-12-31  7 10']);
  });
});
