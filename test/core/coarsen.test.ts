import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coarsenPeriods, nodeValues } from '../../src/core/coarsen.ts';
import { rollUp } from '../../src/core/grid.ts';
import { rollUpBy } from '../../src/core/metrics/roll-up.ts';
import { unitTree } from '../../src/core/organisation/unit-tree.ts';
import { anyPaths, gridOf, periods, runs, stream, units } from './make.ts';

const axes = { units: units('a', 'b'), periods: periods('2026-01..2026-05', 'quarter', 'month') };
const LEVELS = [1n, 2n, 4n, 8n, 14n, 0n, 0n, 3n, 1n, 1n];

describe('larger periods of a stock', () => {
  it('have the last level or the mean of the months, not the mean of the means', () => {
    const grid = gridOf(axes, 0, (i) => LEVELS[i] as bigint);
    const last = coarsenPeriods(grid, 'quarter', { time: 'last', org: 'sum' });
    expect([...last.cells]).toEqual([4n, 14n, 3n, 1n]);
    const rule = { time: 'mean', org: 'sum' } as const;
    const mean = coarsenPeriods(grid, 'quarter', rule);
    expect([...mean.cells]).toEqual([2n, 11n, 1n, 1n]);
    // 29 / 5 and 5 / 5 make 7; the mean of both quarters would be 7.5.
    expect(nodeValues(grid, mean.periods, rule)[0]).toBe(7n);
  });

  it('never have a sum: each quarter is its last month for every unit, and the whole is the last quarter', () => {
    fc.assert(
      fc.property(anyPaths, fc.integer(), (paths, seed) => {
        const next = stream(seed);
        const tree = { units: unitTree(['l1', 'l2', 'l3'], paths), periods: periods('2026', 'quarter', 'month') };
        const grid = gridOf(tree, 2, () => BigInt(next(1000)));
        const rule = { time: 'last', org: 'sum' } as const;
        const [fine, coarse] = [rollUpBy(grid, rule), coarsenPeriods(grid, 'quarter', rule)];
        const sums = rollUp(grid);
        const width = tree.periods.nodes.length;
        tree.units.nodes.forEach((_, unit) => {
          tree.periods.nodes.forEach(({ leafTo }, node) => {
            expect(fine[unit * width + node]).toBe(sums[unit * width + (tree.periods.leaves[leafTo - 1] as number)]);
          });
          expect(rollUpBy(coarse, rule)[unit * coarse.periods.nodes.length]).toBe(fine[unit * width]);
        });
      }),
      runs(60),
    );
  });
});
