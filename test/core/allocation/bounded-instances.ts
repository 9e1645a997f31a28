import fc from 'fast-check';
import { allocateWithBounds, type Placement } from '../../../src/core/allocation/allocate-bounded.ts';
import type { Bound, LockKind } from '../../../src/core/allocation/locks/lock.ts';
import type { BoundedRequest } from '../../../src/core/allocation/methods/bounded-request.ts';
import { roundCells } from '../../../src/core/allocation/rounding/round-cells.ts';
import { shareOut } from '../../../src/core/allocation/rounding/share-out.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { stream } from '../make.ts';
import { anyInstance, promisedNodes } from './instances.ts';

const KINDS: readonly LockKind[] = ['fix', 'floor', 'cap'];

/** Some plan with the same empty cells, in whole rounding units of a total that is one. */
export function otherPlan({ weights, total, roundTo }: Omit<BoundedRequest, 'scale' | 'bounds'>, seed: number): Grid {
  const next = stream(seed);
  const other = weights.cells.map((weight) => (weight > 0n ? BigInt(1 + next(40)) : 0n));
  const exact = shareOut({ weights: other, amount: total, roundTo, odd: undefined });
  return { ...weights, cells: roundCells(weights, exact).cells.map((count) => count * roundTo) };
}

/** A limit that holds for a plan: exactly, or with some room that may be none. */
export function boundOn(plan: Grid, at: { unit: number; period: number; kind: LockKind; room: bigint }): Bound {
  const { unit, period, kind, room } = at;
  const sum = valueAt(plan, unit, period);
  const min = kind === 'cap' ? undefined : kind === 'fix' || sum < room ? sum : sum - room;
  const max = kind === 'floor' ? undefined : kind === 'fix' ? sum : sum + room;
  return { unit, period, min, max, source: { kind, place: undefined, reason: '' } };
}

/** None to six locks on any nodes, which can all hold since another plan keeps them. */
export function boundsOn(plan: Grid, roundTo: bigint, seed: number): Bound[] {
  const next = stream(seed);
  return Array.from({ length: next(7) }, () =>
    boundOn(plan, {
      unit: next(plan.units.nodes.length),
      period: next(plan.periods.nodes.length),
      kind: KINDS[next(3)] as LockKind,
      room: next(2) === 0 ? 0n : BigInt(next(5)) * roundTo + BigInt(next(Number(roundTo))),
    }),
  );
}

/** A total of whole rounding units under locks that can all hold. */
export const anyBounded: fc.Arbitrary<BoundedRequest> = fc
  .tuple(anyInstance, fc.integer(), fc.integer())
  .map(([{ weights, total, roundTo }, seed, other]) => {
    const whole = { weights, total: total - (total % roundTo), roundTo };
    return { ...whole, scale: 2, bounds: boundsOn(otherPlan(whole, other), roundTo, seed) };
  });

/** The placement, undefined when it is refused as impossible for one of the reasons. */
export function placed(request: BoundedRequest, ...codes: string[]): Placement | undefined {
  try {
    return allocateWithBounds(request);
  } catch (error) {
    if (error instanceof Refusal && error.findings.some(({ code }) => codes.includes(code))) return undefined;
    throw error;
  }
}

/** How far every promised node lies from its unrounded value, in rounding units. */
export function distances({ grid, unrounded }: Placement, roundTo: bigint): number[] {
  const sum = (cells: BigInt64Array) => cells.reduce((a, b) => a + b, 0n);
  const [whole, total] = [sum(unrounded.cells), sum(grid.cells)];
  return promisedNodes(grid).map(([unit, period]) => {
    const distance = valueAt(grid, unit, period) * whole - total * valueAt(unrounded, unit, period);
    return Number(((distance < 0n ? -distance : distance) * 1_000_000n) / (whole * roundTo)) / 1_000_000;
  });
}
