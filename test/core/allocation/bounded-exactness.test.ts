import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateWithBounds } from '../../../src/core/allocation/allocate-bounded.ts';
import { families } from '../../../src/core/allocation/locks/families.ts';
import type { Bound } from '../../../src/core/allocation/locks/lock.ts';
import type { BoundedRequest } from '../../../src/core/allocation/methods/bounded-request.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { gridOf, periods, runs, stream, units } from '../make.ts';
import { anyBounded, boundOn, boundsOn, distances, otherPlan, placed } from './bounded-instances.ts';
import { anyInstance } from './instances.ts';
import { found } from './request.ts';

const sum = (cells: BigInt64Array) => cells.reduce((a, b) => a + b, 0n);

/** Total, locks, signs and empty cells; in multiples of the rounding unit all but `odd` cells. */
function expectExact({ weights, total, roundTo, bounds }: BoundedRequest, grid: Grid, odd: number): void {
  expect(sum(grid.cells)).toBe(total);
  for (const { unit, period, min, max } of bounds) {
    const value = valueAt(grid, unit, period);
    expect(value >= (min ?? 0n) && value <= (max ?? value)).toBe(true);
  }
  grid.cells.forEach((cell, i) => {
    expect(cell >= 0n && (cell === 0n || weights.cells[i] !== 0n)).toBe(true);
  });
  expect(grid.cells.filter((cell) => cell % roundTo !== 0n).length).toBeLessThanOrEqual(odd);
}

describe('a plan under locks that can all hold', () => {
  it('keeps the total and every lock, has no negative cell, and nothing where the weight is zero', () => {
    fc.assert(
      fc.property(anyBounded, (request) => expectExact(request, allocateWithBounds(request).grid, 0)),
      runs(300),
    );
  });

  it('names every promised node that ends a whole unit or more from its unrounded value', () => {
    fc.assert(
      fc.property(anyBounded, (request) => {
        fc.pre(request.total > 0n && request.bounds.length > 0);
        const placement = allocateWithBounds(request);
        const far = distances(placement, request.roundTo).filter((distance) => distance >= 1);
        const named = [...found(placement.findings, 'lock.given-up'), ...found(placement.findings, 'lock.given-up-many')];
        expect(named.map(({ count }) => count)).toEqual(far.length > 0 ? [far.length] : []);
        if (families(request.weights, request.bounds).up.length === 0 && request.bounds.every(isAtHome(request.weights)))
          expect(far).toEqual([]);
      }),
      runs(300),
    );
  });

  it('names the years of reps that the locked quarters of their region push a whole unit away', () => {
    let away = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const next = stream(seed);
        const axes = { units: units('a/q', 'a/r', 'a/s', 'a/t', 'a/u', 'b/v'), periods: periods('2026', 'quarter', 'month') };
        const shares = axes.units.leaves.map(() => BigInt(1 + next(3)));
        const weights = gridOf(axes, 0, (i) => shares[Math.floor(i / 12)] as bigint);
        const bounds = [1, 5, 9, 13].map((period): Bound => {
          const amount = BigInt(next(6)) * 100n;
          return { unit: 1, period, min: amount, max: amount, source: { kind: 'fix', place: undefined, reason: '' } };
        });
        const placement = allocateWithBounds({ weights, total: 5000n, scale: 2, roundTo: 100n, bounds });
        const far = distances(placement, 100n).filter((distance) => distance >= 1);
        const named = found(placement.findings, 'lock.given-up');
        expect(named.map(({ count, nodes }) => [count, String(nodes).split(', ').length])).toEqual(
          far.length > 0 ? [[far.length, far.length]] : [],
        );
        away += far.length;
      }),
      runs(200),
    );
    expect(away).toBeGreaterThan(5);
  });

  it('is refused only for a finer rounding unit when amounts are odd, and else has one odd cell for each of them', () => {
    let possible = 0;
    fc.assert(
      fc.property(anyInstance, fc.integer(), fc.integer(), ({ weights, total, roundTo }, other, seed) => {
        const bounds = boundsOn(otherPlan({ weights, total, roundTo: 1n }, other), 1n, seed);
        const request = { weights, total, roundTo, scale: 2, bounds };
        const placement = placed(request, 'lock.needs-finer-rounding');
        if (!placement) return;
        possible++;
        expectExact(request, placement.grid, exactNodes(bounds) + 1);
      }),
      runs(300),
    );
    expect(possible).toBeGreaterThan(100);
  });

  it('is placed at the rounding unit that a refusal names', () => {
    let refused = 0;
    fc.assert(
      fc.property(anyInstance, fc.integer(), fc.integer(), ({ weights, total, roundTo }, other, seed) => {
        const bounds = boundsOn(otherPlan({ weights, total, roundTo: 1n }, other), 1n, seed);
        const request = { weights, total, roundTo, scale: 2, bounds };
        if (placed(request, 'lock.needs-finer-rounding')) return;
        refused++;
        let finer = roundTo;
        do finer = finer % 10n === 0n ? finer / 10n : 1n;
        while (finer > 1n && !placed({ ...request, roundTo: finer }, 'lock.needs-finer-rounding'));
        expectExact(
          { ...request, roundTo: finer },
          allocateWithBounds({ ...request, roundTo: finer }).grid,
          Number.POSITIVE_INFINITY,
        );
      }),
      runs(300),
    );
    expect(refused).toBeGreaterThan(3);
  });
});

/** How many nodes are held at one amount, by a fix or by a floor and a cap that meet. */
function exactNodes(bounds: readonly Bound[]): number {
  const sides = new Map<string, { min: bigint; max: bigint | undefined }>();
  for (const { unit, period, min = 0n, max } of bounds) {
    const known = sides.get(`${unit} ${period}`) ?? { min, max };
    const least = known.max === undefined || (max !== undefined && max < known.max) ? max : known.max;
    sides.set(`${unit} ${period}`, { min: min > known.min ? min : known.min, max: least });
  }
  return [...sides.values()].filter(({ min, max }) => min === max).length;
}

/** Whether a lock crosses no promised node of the down family: it is on one leaf unit, or spans the whole period. */
const isAtHome =
  ({ units }: Grid) =>
  ({ unit, period }: Bound): boolean =>
    period === 0 || units.nodes[unit]!.children.length === 0;

describe('locks that add nothing', () => {
  it('of its own cells give the same plan again', () => {
    fc.assert(
      fc.property(anyBounded, (request) => {
        const { grid } = allocateWithBounds(request);
        const { units, periods } = grid;
        const all = units.leaves.flatMap((unit) =>
          periods.leaves.map((period) => boundOn(grid, { unit, period, kind: 'fix', room: 0n })),
        );
        expect(allocateWithBounds({ ...request, bounds: all }).grid.cells).toEqual(grid.cells);
        expect(allocateWithBounds({ ...request, bounds: [...request.bounds, ...all] }).grid.cells).toEqual(grid.cells);
      }),
      runs(150),
    );
  });

  it('of a plan with an odd total give the same plan again', () => {
    fc.assert(
      fc.property(anyInstance, ({ weights, total, roundTo }) => {
        const request = { weights, total, roundTo, scale: 2 };
        const { grid } = allocateWithBounds({ ...request, bounds: [] });
        const all = grid.units.leaves.flatMap((unit) =>
          grid.periods.leaves.map((period) => boundOn(grid, { unit, period, kind: 'fix', room: 0n })),
        );
        expect(allocateWithBounds({ ...request, bounds: all }).grid.cells).toEqual(grid.cells);
      }),
      runs(150),
    );
  });

  it('because they hold anyway leave the unrounded plan as it is', () => {
    fc.assert(
      fc.property(anyBounded, fc.integer(), (request, seed) => {
        const next = stream(seed);
        const { total, roundTo, weights } = request;
        fc.pre(total > 0n);
        const bounds = request.bounds.slice(0, 1);
        const before = allocateWithBounds({ ...request, bounds });
        const whole = sum(before.unrounded.cells);
        const block = { unit: next(weights.units.nodes.length), period: next(weights.periods.nodes.length) };
        const least = (valueAt(before.unrounded, block.unit, block.period) * total) / (whole * roundTo);
        const loose = {
          ...block,
          min: least * roundTo,
          max: (least + 2n) * roundTo,
          source: { kind: 'x', place: undefined, reason: '' },
        };
        const after = allocateWithBounds({ ...request, bounds: [...bounds, loose] });
        const afterWhole = sum(after.unrounded.cells);
        for (const [i, cell] of before.unrounded.cells.entries()) {
          const [was, is] = [Number(cell) / Number(whole), Number(after.unrounded.cells[i]) / Number(afterWhole)];
          expect(Math.abs(was - is) * Number(total)).toBeLessThan(1e-3 + 1e-9 * Number(total));
        }
      }),
      runs(300),
    );
  });
});
