import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateWithBounds } from '../../../src/core/allocation/allocate-bounded.ts';
import { families } from '../../../src/core/allocation/locks/families.ts';
import type { Bound } from '../../../src/core/allocation/locks/lock.ts';
import { cellsOf } from '../../../src/core/allocation/locks/odd-cells.ts';
import type { Grid } from '../../../src/core/grid.ts';
import { gridOf, periods, runs, stream, units } from '../make.ts';
import { boundsOn, otherPlan } from './bounded-instances.ts';
import { found } from './request.ts';

/**
 * Least sum of x ln(x / weight) by projections on one bound after the other, where the multiplier of a floor stays at or above 1
 * and that of a cap at or below it (Bregman's method, with Hildreth's correction): slow, and known to arrive.
 */
function leastDivergence(weights: Grid, total: number, bounds: readonly Bound[]): number[] | undefined {
  const x = [...weights.cells].map(Number);
  const whole = { cells: [...x.keys()], min: total, max: total, factor: 1 };
  const rules = [
    ...bounds.map((bound) => ({
      cells: cellsOf(weights, bound),
      min: Number(bound.min ?? 0n),
      max: bound.max === undefined ? Number.POSITIVE_INFINITY : Number(bound.max),
      factor: 1,
    })),
    whole,
  ];
  for (let round = 0; round < 20_000; round++) {
    let moved = 0;
    for (const rule of rules) {
      const sum = rule.cells.reduce((all, cell) => all + (x[cell] as number), 0);
      if (sum === 0) continue;
      const free = sum / rule.factor;
      const factor = Math.min(Math.max(1, rule.min / free), rule.max / free);
      const step = factor / rule.factor;
      rule.factor = factor;
      moved = Math.max(moved, Math.abs(step - 1));
      for (const cell of rule.cells) x[cell]! *= step;
    }
    if (moved < 1e-13) return x;
  }
  return undefined;
}

const axes = { units: units('a/p', 'a/q', 'b/r', 'b/s'), periods: periods('2026-H1', 'quarter', 'month') };

/** Weights without and with empty cells, and locks in both families that can all hold. */
const anyCrossing = fc.tuple(fc.integer(), fc.boolean()).map(([seed, hasEmpty]) => {
  const next = stream(seed);
  const weights = gridOf(axes, 0, () => BigInt(hasEmpty && next(5) === 0 ? 0 : 1 + next(60)));
  const request = { weights, total: 1_000_000n, roundTo: 1n };
  const bounds = boundsOn(otherPlan(request, seed), 1n, seed + 1);
  return { ...request, scale: 2, bounds };
});

describe('the unrounded plan under locks that cross', () => {
  it('is the one of least divergence from the weights, unless a note says that it is not', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyCrossing, (request) => {
        const { down, up, middle } = families(axes, request.bounds);
        fc.pre(down.length > 0 && up.length > 0 && middle.length === 0);
        const expected = leastDivergence(request.weights, 1_000_000, request.bounds);
        const { unrounded, findings } = allocateWithBounds(request);
        if (!expected || found(findings, 'lock.not-nearest').length > 0) return;
        compared++;
        const parts = unrounded.cells.reduce((a, b) => a + Number(b), 0) / 1_000_000;
        unrounded.cells.forEach((cell, i) => {
          expect(Math.abs(Number(cell) / parts - expected[i]!)).toBeLessThan(0.05);
        });
      }),
      runs(100),
    );
    expect(compared).toBeGreaterThan(50);
  });
});
