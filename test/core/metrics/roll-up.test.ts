import { describe, expect, it } from 'vitest';
import { rollUp } from '../../../src/core/grid.ts';
import { isRepeated, rollUpBy, rollUpOf, SUMS } from '../../../src/core/metrics/roll-up.ts';
import { gridOf, periods, units } from '../make.ts';

const axes = { units: units('A/a', 'A/b', 'B/c'), periods: periods('2026-H1', 'quarter', 'month') };
const FLOW = { kind: 'flow', closing: 'last' } as const;

describe('how the cells of a plan roll up', () => {
  it('where cells repeat, a larger node has what its parts have, and nothing where they differ', () => {
    const grid = gridOf(axes, 2, (i) => (i < 12 ? 600n : 500n));
    const values = Array.from(rollUpBy(grid, { time: 'same', org: 'same' }));
    const width = axes.periods.nodes.length;
    expect(values[0]).toBeUndefined();
    expect(values[width]).toBe(600n);
    expect(values.slice(4 * width).every((value) => value === 500n)).toBe(true);
  });

  it('repeats on one axis and adds up on the other', () => {
    const grid = gridOf(axes, 2, (i) => BigInt(i % 6));
    expect(rollUpBy(grid, { time: 'sum', org: 'same' })[0]).toBe(15n);
    expect(rollUpBy(grid, SUMS)).toEqual(rollUp(grid));
  });

  it('a quarter of a stock is its last month, or the mean of its months: 1,000, 1,100 and 1,200 are 1,200 or 1,100', () => {
    const quarter = { units: units('A/a', 'B/c'), periods: periods('2026-Q1', 'month') };
    const grid = gridOf(quarter, 2, (i) => [600n, 650n, 700n, 400n, 450n, 500n][i] as bigint);
    expect(rollUpBy(grid, { time: 'last', org: 'sum' })[0]).toBe(1200n);
    expect(rollUpBy(grid, { time: 'mean', org: 'sum' })[0]).toBe(1100n);
  });

  it('means of units are rounded together, so that they add up', () => {
    const quarter = { units: units('A/a', 'B/c'), periods: periods('2026-Q1', 'month') };
    const grid = gridOf(quarter, 2, (i) => [1n, 0n, 0n, 2n, 0n, 0n][i] as bigint);
    const values = rollUpBy(grid, { time: 'mean', org: 'sum' });
    expect([0, 1, 2, 3, 4].map((unit) => values[unit * quarter.periods.nodes.length])).toEqual([1n, 0n, 0n, 1n, 1n]);
  });

  it('is told by the methods of a record', () => {
    expect(rollUpOf(FLOW, ['repeat'])).toEqual({ time: 'same', org: 'same' });
    expect(rollUpOf(FLOW, ['time=equal', 'org=repeat'])).toEqual({ time: 'sum', org: 'same' });
    expect(rollUpOf(FLOW, ['pattern:4,4,5'])).toEqual(SUMS);
    expect(isRepeated(rollUpOf(FLOW, ['time=repeat']))).toBe(true);
  });

  it('is told by the kind of the metric: both parts of a ratio are sums even where it repeats', () => {
    expect(rollUpOf({ kind: 'ratio', closing: 'last' }, ['repeat'])).toEqual(SUMS);
    expect(rollUpOf({ kind: 'stock', closing: 'mean' }, ['time=repeat'])).toEqual({ time: 'mean', org: 'sum' });
    expect(rollUpOf({ kind: 'distinct', closing: 'last' }, ['repeat'])).toEqual({ time: 'same', org: 'same' });
  });
});
