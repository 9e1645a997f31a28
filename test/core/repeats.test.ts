import { describe, expect, it } from 'vitest';
import { rollUp } from '../../src/core/grid.ts';
import { repeatsOf, rollUpRepeated } from '../../src/core/repeats.ts';
import { gridOf, periods, units } from './make.ts';

const axes = { units: units('A/a', 'A/b', 'B/c'), periods: periods('2026-H1', 'quarter', 'month') };

describe('values of a plan whose cells repeat', () => {
  it('a larger node has what its parts have, and nothing where they differ', () => {
    const grid = gridOf(axes, 2, (i) => (i < 12 ? 600n : 500n));
    const values = rollUpRepeated(grid, { time: true, org: true });
    const width = axes.periods.nodes.length;
    expect(values[0]).toBeUndefined();
    expect(values[width]).toBe(600n);
    expect(values.slice(4 * width).every((value) => value === 500n)).toBe(true);
  });

  it('repeats on one axis and adds up on the other', () => {
    const grid = gridOf(axes, 2, (i) => BigInt(i % 6));
    const values = rollUpRepeated(grid, { time: false, org: true });
    expect(values[0]).toBe(15n);
    expect(rollUpRepeated(grid, { time: false, org: false })).toEqual([...rollUp(grid)]);
  });

  it('is told by the methods of a record', () => {
    expect(repeatsOf(['repeat'])).toEqual({ time: true, org: true });
    expect(repeatsOf(['time=equal', 'org=repeat'])).toEqual({ time: false, org: true });
    expect(repeatsOf(['pattern:4,4,5'])).toEqual({ time: false, org: false });
  });
});
