import { describe, expect, it } from 'vitest';
import { allocateWithBounds } from '../../../../src/core/allocation/allocate-bounded.ts';
import type { Bound } from '../../../../src/core/allocation/locks/lock.ts';
import { type Grid, valueAt } from '../../../../src/core/grid.ts';
import { gridOf, periods, units } from '../../make.ts';

const axes = { units: units('a', 'b'), periods: periods('2026-03..2026-04', 'month') };
const weights = gridOf(axes, 0, (i) => [7n, 5n, 3n, 4n][i] as bigint);

function lock(kind: 'fix' | 'floor' | 'cap', amount: bigint, place: { unit: number; period: number }): Bound {
  const [min, max] = [kind === 'cap' ? undefined : amount, kind === 'floor' ? undefined : amount];
  return { ...place, min, max, source: { kind, place: undefined, reason: '' } };
}

const MARCH = 1;
const [WHOLE, A, B] = [0, 1, 2];

function placed(total: bigint, roundTo: bigint, bounds: readonly Bound[]): Grid {
  return allocateWithBounds({ total, scale: 0, roundTo, weights, bounds }).grid;
}

describe('the odd part of an exact sum', () => {
  it('goes where a floor inside a smaller fix leaves it room', () => {
    const bounds = [lock('fix', 8000n, { unit: WHOLE, period: MARCH }), lock('floor', 2000n, { unit: B, period: MARCH })];
    expect([...placed(100_000n, 10_000n, bounds).cells.filter((_, i) => i % 2 === 0)]).toEqual([0n, 8000n]);
  });

  it('is one where two odd sums cross', () => {
    const bounds = [lock('fix', 3380n, { unit: WHOLE, period: MARCH }), lock('fix', 3380n, { unit: B, period: 0 })];
    expect([...placed(3380n, 1000n, bounds).cells]).toEqual([0n, 0n, 3380n, 0n]);
  });

  it('avoids a cell that is capped below it', () => {
    const grid = placed(1050n, 100n, [lock('cap', 30n, { unit: A, period: 0 })]);
    expect([valueAt(grid, A, 0), valueAt(grid, B, 0)]).toEqual([0n, 1050n]);
  });
});
