import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateWithBounds } from '../../../src/core/allocation/allocate-bounded.ts';
import type { Bound } from '../../../src/core/allocation/locks/lock.ts';
import { cellsOf } from '../../../src/core/allocation/locks/odd-cells.ts';
import type { BoundedRequest } from '../../../src/core/allocation/methods/bounded-request.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { runs } from '../make.ts';
import { anyBounded } from './bounded-instances.ts';

const sum = (cells: BigInt64Array) => cells.reduce((a, b) => a + b, 0n);

describe('the unrounded plan', () => {
  it('is proportional to the weights without locks, and with one that only says the total', () => {
    fc.assert(
      fc.property(anyBounded, (request) => {
        const { weights, total } = request;
        fc.pre(total > 0n);
        expect(allocateWithBounds({ ...request, bounds: [] }).unrounded.cells).toEqual(weights.cells);
        const bound = { unit: 0, period: 0, min: total, max: total, source: { kind: 'fix', place: undefined, reason: '' } };
        const { unrounded } = allocateWithBounds({ ...request, bounds: [bound] });
        const [whole, fine] = [sum(weights.cells), sum(unrounded.cells)];
        unrounded.cells.forEach((cell, i) => {
          const distance = cell * whole - fine * (weights.cells[i] as bigint);
          const steps = whole * BigInt(3 + unrounded.cells.length);
          expect(distance < steps && distance > -steps).toBe(true);
        });
      }),
      runs(200),
    );
  });

  it('under locks that nest scales the cells of each class alike, and only locks that bind make a difference', () => {
    let binding = 0;
    fc.assert(
      fc.property(anyBounded, ({ bounds, ...request }) => {
        fc.pre(request.total > 10n ** 6n && request.roundTo === 1n);
        const nested = nestedOnly(request.weights, bounds);
        fc.pre(nested.length > 0);
        const { unrounded } = allocateWithBounds({ ...request, bounds: nested });
        binding += expectClosedForm(request, nested, unrounded);
      }),
      runs(400),
    );
    expect(binding).toBeGreaterThan(40);
  });
});

/** The bounds that nest with all taken before them, one for the same cells. */
function nestedOnly(axes: Grid, bounds: readonly Bound[]): Bound[] {
  const taken: Bound[] = [];
  for (const bound of bounds) {
    const own = new Set(cellsOf(axes, bound));
    const nests = taken.every((other) => {
      const theirs = cellsOf(axes, other);
      const inside = theirs.filter((cell) => own.has(cell)).length;
      return inside === 0 || (inside === own.size) !== (inside === theirs.length);
    });
    if (nests) taken.push(bound);
  }
  return taken;
}

/**
 * The conditions of least sum of x ln(x / weight) under nested bounds: x = weight x the factor of the smallest bound around; that
 * factor is the next outer one's unless the bound is met: higher where it is at its floor, lower at its cap. How many bind.
 */
function expectClosedForm({ weights, total }: Omit<BoundedRequest, 'bounds'>, nested: readonly Bound[], unrounded: Grid): number {
  const parts = Number(sum(unrounded.cells)) / Number(total);
  const rings = [undefined, ...nested].map((bound) => new Set(bound ? cellsOf(weights, bound) : weights.cells.keys()));
  const smallest = (cell: number) =>
    rings.reduce((best, ring, i) => (ring.has(cell) && ring.size <= rings[best]!.size ? i : best), 0);
  const factors = new Map<number, number[]>();
  weights.cells.forEach((weight, cell) => {
    if (weight === 0n) return;
    const ring = smallest(cell);
    factors.set(ring, [...(factors.get(ring) ?? []), Number(unrounded.cells[cell]) / parts / Number(weight)]);
  });
  const rate = (ring: number) => {
    const all = factors.get(ring);
    if (!all) return undefined;
    const amount = [...weights.cells.keys()].filter((cell) => weights.cells[cell] !== 0n && smallest(cell) === ring);
    const [x, w] = [unrounded.cells, weights.cells].map((cells) => amount.reduce((s, cell) => s + Number(cells[cell]), 0));
    amount.forEach((cell, i) => {
      const slack = 2 / parts / Number(weights.cells[cell]);
      expect(Math.abs(all[i]! - x! / parts / w!)).toBeLessThan(slack + 1e-9 * all[i]!);
    });
    return x! / parts / w!;
  };
  const rates = rings.map((_, ring) => rate(ring));
  let binding = 0;
  nested.forEach((bound, i) => {
    const outer = rings.reduce<number | undefined>((best, ring, j) => {
      const isOuter = j !== i + 1 && ring.size > rings[i + 1]!.size && [...rings[i + 1]!].every((cell) => ring.has(cell));
      return isOuter && (best === undefined || ring.size <= rings[best]!.size) ? j : best;
    }, undefined);
    const [own, above] = [rates[i + 1], outer === undefined ? undefined : rates[outer]];
    if (own === undefined || above === undefined || own === 0) return;
    const value = Number(valueAt(unrounded, bound.unit, bound.period)) / parts;
    const near = 1e-3 + 1e-8 * Number(total);
    const [atMin, atMax] = [value < Number(bound.min ?? -1n) + near, bound.max !== undefined && value > Number(bound.max) - near];
    if (atMin || atMax) binding++;
    if (!atMin) expect(own).toBeLessThanOrEqual(above * (1 + 1e-4) + 1e-12);
    if (!atMax) expect(own).toBeGreaterThanOrEqual(above * (1 - 1e-4) - 1e-12);
  });
  return binding;
}
