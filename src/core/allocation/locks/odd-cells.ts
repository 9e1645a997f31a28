import { nodeAt } from '../../tree.ts';
import type { BlockAxes } from './families.ts';
import type { Block } from './lock.ts';

/** A block whose sum is given exactly. */
export interface FixedBlock extends Block {
  readonly amount: bigint;
}

export interface OddRequest {
  readonly axes: BlockAxes;
  readonly weights: BigInt64Array;
  /** Every block with an exact sum, the whole among them. */
  readonly fixed: readonly FixedBlock[];
  /** Blocks that hold at most an amount below `roundTo`: no odd part goes where it does not fit. */
  readonly capped: readonly FixedBlock[];
  /** Cells that were tried in vain. */
  readonly avoided: ReadonlySet<number>;
  readonly roundTo: bigint;
}

/** What is left over in single cells, below `roundTo` each, so that every other cell can be a multiple. */
export type OddCells = ReadonlyMap<number, bigint>;

/**
 * An odd cell for each exact sum that is no multiple of `roundTo`, smaller blocks first: the cell of largest weight (ties to the
 * earlier) that lies in no smaller exact block. Undefined when some block has no such cell.
 */
export function oddCells({ axes, weights, fixed, capped, avoided, roundTo }: OddRequest): OddCells | undefined {
  const odd = new Map<number, bigint>();
  if (fixed.every(({ amount }) => amount % roundTo === 0n)) return odd;
  const taken = new Uint8Array(weights.length);
  const room = new Map<number, bigint>();
  for (const block of capped)
    for (const cell of cellsOf(axes, block)) room.set(cell, smaller(block.amount, room.get(cell) ?? block.amount));
  const bySize = [...fixed].sort((a, b) => size(axes, a) - size(axes, b));
  for (const block of bySize) {
    const inside = cellsOf(axes, block);
    const placed = inside.reduce((sum, cell) => sum + (odd.get(cell) ?? 0n), 0n);
    const rest = (((block.amount - placed) % roundTo) + roundTo) % roundTo;
    if (rest > 0n) {
      const open = inside.filter((cell) => !taken[cell] && !avoided.has(cell) && rest <= (room.get(cell) ?? rest));
      const cell = heaviest(open, weights);
      if (cell === undefined) return undefined;
      odd.set(cell, rest);
    }
    for (const cell of inside) taken[cell] = 1;
  }
  return odd;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function heaviest(cells: readonly number[], weights: BigInt64Array): number | undefined {
  let best: number | undefined;
  for (const cell of cells) {
    const weight = weights[cell] as bigint;
    if (weight > 0n && weight > (best === undefined ? 0n : (weights[best] as bigint))) best = cell;
  }
  return best;
}

/** The cells of a block, by number. */
export function cellsOf({ units, periods }: BlockAxes, { unit, period }: Block): number[] {
  const [rows, columns] = [nodeAt(units, unit), nodeAt(periods, period)];
  const width = periods.leaves.length;
  const cells: number[] = [];
  for (let row = rows.leafFrom; row < rows.leafTo; row++) {
    for (let column = columns.leafFrom; column < columns.leafTo; column++) cells.push(row * width + column);
  }
  return cells;
}

function size({ units, periods }: BlockAxes, { unit, period }: Block): number {
  const [rows, columns] = [nodeAt(units, unit), nodeAt(periods, period)];
  return (rows.leafTo - rows.leafFrom) * (columns.leafTo - columns.leafFrom);
}
