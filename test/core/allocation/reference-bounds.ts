import type { AllocateWithBounds, BoundedRequest } from '../../../src/core/allocation/methods/bounded-request.ts';
import { nodeAt } from '../../../src/core/tree.ts';

/**
 * A plain stand-in for the allocation with bounds, for fixes only: either disjoint blocks, each split by largest remainders as
 * is the rest; or two units and every leaf period, where what a unit gains is taken from the first periods that allow it.
 */
export const referenceBounds: AllocateWithBounds = (request) => {
  const units = request.bounds.filter(({ unit }) => unit > 0);
  const periods = request.bounds.filter(({ period }) => period > 0);
  const cells = units.length > 0 && periods.length > 0 ? twoUnits(request) : disjoint(request);
  const sum = cells.reduce((a, b) => a + b, 0n);
  if (sum !== request.total) throw new Error(`placed ${sum} of ${request.total}`);
  return { grid: { ...request.weights, scale: request.scale, cells }, findings: [] };
};

function disjoint({ weights, total, bounds }: BoundedRequest): BigInt64Array {
  const cells = new BigInt64Array(weights.cells.length);
  const free = new Set(cells.keys());
  let rest = total;
  for (const { unit, period, min, max } of bounds) {
    if (min === undefined || min !== max) throw new Error('the stand-in knows fixes only');
    const own = inside(weights, unit, period);
    for (const cell of own) if (!free.delete(cell)) throw new Error('blocks overlap');
    place(cells, own, { amount: min, weights: weights.cells });
    rest -= min;
  }
  place(cells, [...free], { amount: rest, weights: weights.cells });
  return cells;
}

function twoUnits({ weights, bounds }: BoundedRequest): BigInt64Array {
  const cells = new BigInt64Array(weights.cells.length);
  const fixes = bounds.filter(({ unit }) => unit > 0);
  const [a, b] = fixes.map(({ unit }) => unit) as [number, number];
  const columns = weights.periods.leaves.map((period) => {
    const fixed = bounds.find((bound) => bound.unit === 0 && bound.period === period);
    const [own, other] = [inside(weights, a, period), inside(weights, b, period)];
    const has = (some: number[]) => some.some((cell) => (weights.cells[cell] as bigint) > 0n);
    return { own, other, sum: fixed?.min as bigint, hasOwn: has(own), hasOther: has(other), share: 0n };
  });
  let rest = fixes[0]!.min as bigint;
  for (const column of columns) if (!column.hasOther) rest -= column.share = column.sum;
  for (const column of columns) {
    if (!column.hasOther || !column.hasOwn) continue;
    column.share = rest < column.sum ? rest : column.sum;
    rest -= column.share;
  }
  if (rest !== 0n) throw new Error(`no room for ${rest}`);
  for (const { own, other, sum, share } of columns) {
    place(cells, own, { amount: share, weights: weights.cells });
    place(cells, other, { amount: sum - share, weights: weights.cells });
  }
  return cells;
}

function inside({ units, periods }: BoundedRequest['weights'], unit: number, period: number): number[] {
  const [rows, columns] = [nodeAt(units, unit), nodeAt(periods, period)];
  const found: number[] = [];
  for (let u = rows.leafFrom; u < rows.leafTo; u++) {
    for (let p = columns.leafFrom; p < columns.leafTo; p++) found.push(u * periods.leaves.length + p);
  }
  return found;
}

interface Placing {
  readonly amount: bigint;
  readonly weights: BigInt64Array;
}

/** Largest remainders, ties to earlier cells. */
function place(cells: BigInt64Array, own: readonly number[], { amount, weights }: Placing): void {
  const sum = own.reduce((total, cell) => total + (weights[cell] as bigint), 0n);
  if (amount < 0n || (amount > 0n && sum === 0n)) throw new Error(`cannot place ${amount}`);
  if (amount === 0n) return;
  let left = amount;
  const rests = own.map((cell) => {
    const share = amount * (weights[cell] as bigint);
    cells[cell] = share / sum;
    left -= share / sum;
    return { cell, rest: share % sum };
  });
  rests.sort((a, b) => (a.rest === b.rest ? a.cell - b.cell : a.rest > b.rest ? -1 : 1));
  for (const { cell } of rests.slice(0, Number(left))) cells[cell]! += 1n;
}
