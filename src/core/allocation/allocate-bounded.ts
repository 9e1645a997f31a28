import { formatAmount } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { type Allocation, allocate, assertExact, inUnitsOf, notNearest, oddFinding } from './allocate.ts';
import type { Block, Bound } from './locks/lock.ts';
import { cellsOf } from './locks/odd-cells.ts';
import { type SettledBounds, settleBounds } from './locks/settle-bounds.ts';
import { blockNames } from './methods/block-names.ts';
import type { BoundedRequest } from './methods/bounded-request.ts';
import type { ExactCells } from './rounding/exact-fractions.ts';
import { roundCells } from './rounding/round-cells.ts';
import { addSteps, shareClasses } from './rounding/share-classes.ts';

/** An allocation with what it was rounded from. */
export interface Placement extends Allocation {
  /** Cells in the proportions of the unrounded plan. */
  readonly unrounded: Grid;
  /** How the bounds were kept; undefined without bounds. */
  readonly settled: SettledBounds | undefined;
}

/** `allocate` under bounds, if there are any. */
export function allocateWithBounds(request: BoundedRequest): Placement {
  if (request.bounds.length === 0) return { ...allocate(request), unrounded: request.weights, settled: undefined };
  return allocateBounded(request);
}

/**
 * The plan under bounds: the nearest one to the weights that keeps them, rounded so that they still hold, which is checked once
 * more at the end. Nodes that cross a bound of their own family may end more than one unit from their unrounded value; a
 * finding lists those that do.
 */
function allocateBounded({ total, scale, weights, roundTo, bounds }: BoundedRequest): Placement {
  const settled = settleBounds({ axes: weights, weights: weights.cells, total, scale, roundTo, bounds });
  const { classes, amounts, fineness, odd } = settled;
  const parts = Number(roundTo) * fineness;
  const exact = shareClasses({ weights: weights.cells, of: classes.of, classWeight: classes.weight, amounts, parts });
  const takeOdd = (sign: number) => {
    for (const [cell, amount] of odd) addSteps(exact, cell, sign * Number(amount) * fineness * (exact.denominator / parts));
  };
  takeOdd(-1);
  const rounded = roundCells(weights, exact, { down: settled.down, up: settled.up });
  takeOdd(1);
  const unrounded = { ...weights, cells: toOneScale(exact, total / roundTo) };
  const cells = inUnitsOf(roundTo, rounded.cells);
  for (const [cell, amount] of odd) cells[cell]! += amount;
  assertExact(cells, total);
  assertBounds(weights, cells, bounds);
  const grid = { ...weights, cells, scale };
  const findings = [
    ...settled.findings,
    ...[...odd].flatMap(([cell, amount]) => oddFinding(grid, amount, cell)),
    ...(rounded.nearest ? [] : [notNearest(cells.length)]),
    ...givenUpFinding({ plan: grid, unrounded, roundTo }, rounded.givenUp),
  ];
  return { grid, unrounded, settled, findings };
}

/** The cells, in place, as whole numbers of 2^-m of a unit: m is as large as the sum of all allows. */
function toOneScale({ whole, numerator, denominator }: ExactCells, units: bigint): BigInt64Array {
  const power = Math.max(0, Math.min(40, UNROUNDED_BITS - units.toString(2).length));
  const scale = 2 ** power;
  const shift = BigInt(power);
  for (let i = 0; i < whole.length; i++) {
    whole[i] = ((whole[i] as bigint) << shift) + BigInt(Math.round(((numerator[i] as number) / denominator) * scale));
  }
  return whole;
}

const UNROUNDED_BITS = 60;

/** Locks are hard; a plan that breaks one must not leave the house. */
function assertBounds(axes: Grid, cells: BigInt64Array, bounds: readonly Bound[]): void {
  for (const bound of bounds) {
    const sum = cellsOf(axes, bound).reduce((all, cell) => all + (cells[cell] as bigint), 0n);
    if (sum < (bound.min ?? sum) || sum > (bound.max ?? sum)) {
      throw new Error(
        `a bound of ${bound.min}..${bound.max} holds ${sum} (${bound.source.kind}, node ${bound.unit} x ${bound.period})`,
      );
    }
  }
}

interface Rounded {
  readonly plan: Grid;
  readonly unrounded: Grid;
  readonly roundTo: bigint;
}

const NAMED = 10;

/** The nodes whose nearness was given up and that did end a whole unit or more away; the first ten by name, the rest counted. */
function givenUpFinding({ plan, unrounded, roundTo }: Rounded, givenUp: readonly Block[]): Finding[] {
  if (givenUp.length === 0) return [];
  const whole = unrounded.cells.reduce((sum, cell) => sum + cell, 0n);
  const total = plan.cells.reduce((sum, cell) => sum + cell, 0n);
  const away = givenUp.flatMap((block) => {
    const cells = cellsOf(plan, block);
    const [rounded, exact] = [plan, unrounded].map((grid) => cells.reduce((sum, cell) => sum + (grid.cells[cell] as bigint), 0n));
    const apart = (rounded as bigint) * whole - (exact as bigint) * total;
    const distance = Number(apart < 0n ? -apart : apart) / Number(whole * roundTo);
    return distance >= 1 ? [{ block, distance }] : [];
  });
  if (away.length === 0) return [];
  const name = ({ block }: { block: Block }) => Object.values(blockNames(plan, block)).join(' ');
  const values = {
    nodes: away.slice(0, NAMED).map(name).join(', '),
    more: Math.max(0, away.length - NAMED),
    count: away.length,
    units: Math.max(...away.map(({ distance }) => distance)).toFixed(2),
    amount: formatAmount(roundTo, plan.scale),
  };
  return [finding('note', away.length > NAMED ? 'lock.given-up-many' : 'lock.given-up', values)];
}
