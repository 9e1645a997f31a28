import type { PeriodTree } from '../../calendar/period-tree.ts';
import type { UnitTree } from '../../organisation/unit-tree.ts';
import { ancestry, nodeAt } from '../../tree.ts';
import type { Block } from './lock.ts';

/**
 * Blocks sorted into families that nest. Two blocks cross when one has the smaller unit and the longer period. `down` holds
 * those that are only crossed by larger units in shorter periods (a rep's year), `up` those of the other side (a region's
 * March), `middle` those that cross one of each and belong to neither, `loose` those that cross nothing.
 */
export interface Families<T extends Block> {
  readonly down: readonly T[];
  readonly up: readonly T[];
  readonly middle: readonly T[];
  readonly loose: readonly T[];
}

export interface BlockAxes {
  readonly units: UnitTree;
  readonly periods: PeriodTree;
}

/**
 * Sorts blocks into nested families. "Smaller unit and longer period" is an order, so blocks with nothing below them nest, and
 * so do those with nothing above; only the middle of a chain of three fits into neither. Loose ones nest in either.
 */
export function families<T extends Block>(axes: BlockAxes, blocks: readonly T[]): Families<T> {
  const { below, above } = crossings(axes, blocks);
  const where = (isBelow: boolean, isAbove: boolean) => blocks.filter((_, i) => below[i] === isBelow && above[i] === isAbove);
  return { down: where(false, true), up: where(true, false), middle: where(true, true), loose: where(false, false) };
}

/**
 * The same with every block that a leaf-period piece of a middle one would cross among the middle ones, until none is left:
 * pieces of leaf periods nest with each other.
 */
export function withPieces<T extends Block>(axes: BlockAxes, sorted: Families<T>): Families<T> {
  const isPieced = ({ unit, period }: Block) =>
    nodeAt(axes.periods, period).children.length > 0 &&
    sorted.middle.some((middle) => crossesPiece(axes, { unit, period }, middle));
  const crossed = sorted.middle.length === 0 ? [] : sorted.up.filter(isPieced);
  if (crossed.length === 0) return sorted;
  const up = sorted.up.filter((block) => !crossed.includes(block));
  return withPieces(axes, { ...sorted, up, middle: [...sorted.middle, ...crossed] });
}

/** Whether a block has a smaller unit than another and longer periods in common with it than its leaf periods. */
function crossesPiece({ units, periods }: BlockAxes, block: Block, other: Block): boolean {
  const [own, others] = [nodeAt(periods, block.period), nodeAt(periods, other.period)];
  const meets = own.leafFrom < others.leafTo && others.leafFrom < own.leafTo;
  return meets && block.unit !== other.unit && ancestry(units, block.unit).includes(other.unit);
}

/** Loose blocks by the family in which the rounding has a place for them without giving up a node. */
export function atHome<T extends Block>(axes: BlockAxes, loose: readonly T[]): { down: readonly T[]; up: readonly T[] } {
  return { down: loose.filter((block) => !rises(axes, block)), up: loose.filter((block) => rises(axes, block)) };
}

/** For each block whether it crosses one of a smaller unit and longer period (below), or of the reverse (above). */
function crossings(axes: BlockAxes, blocks: readonly Block[]): { below: boolean[]; above: boolean[] } {
  const width = axes.periods.nodes.length;
  const at = new Map<number, number[]>();
  blocks.forEach(({ unit, period }, i) => {
    const key = unit * width + period;
    at.set(key, [...(at.get(key) ?? []), i]);
  });
  const below = blocks.map(() => false);
  const above = blocks.map(() => false);
  const inside = axes.periods.nodes.map((_, node) => insideOf(axes.periods, node));
  blocks.forEach((block, i) => {
    for (const unit of ancestry(axes.units, block.unit).slice(1)) {
      for (const period of inside[block.period] as number[]) {
        const crossed = at.get(unit * width + period);
        if (!crossed) continue;
        above[i] = true;
        for (const other of crossed) below[other] = true;
      }
    }
  });
  return { below, above };
}

/** The nodes strictly below `node`: in preorder they follow it. */
function insideOf(periods: PeriodTree, node: number): number[] {
  const { depth } = nodeAt(periods, node);
  const found: number[] = [];
  for (let next = node + 1; next < periods.nodes.length && nodeAt(periods, next).depth > depth; next++) found.push(next);
  return found;
}

/** Whether a block is at home in the up family: a period of the whole, or a leaf period of a larger unit. */
function rises({ units, periods }: BlockAxes, { unit, period }: Block): boolean {
  const isLeafUnit = nodeAt(units, unit).children.length === 0;
  const isLeafPeriod = nodeAt(periods, period).children.length === 0;
  return !isLeafUnit && period !== 0 && (unit === 0 || isLeafPeriod);
}
