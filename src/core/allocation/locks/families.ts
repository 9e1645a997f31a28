import type { PeriodTree } from '../../calendar/period-tree.ts';
import type { UnitTree } from '../../organisation/unit-tree.ts';
import { ancestry, nodeAt } from '../../tree.ts';
import type { Block } from './lock.ts';

/**
 * Blocks sorted into families that nest. Two blocks cross when one has the smaller unit and the longer period. `down` holds
 * those that nest in a leaf unit's course (a rep's year), `up` those that nest in a month of the whole (a region's March).
 * `middle` blocks cross one of each, and belong to neither.
 */
export interface Families<T extends Block> {
  readonly down: readonly T[];
  readonly up: readonly T[];
  readonly middle: readonly T[];
}

export interface BlockAxes {
  readonly units: UnitTree;
  readonly periods: PeriodTree;
}

/**
 * Sorts blocks into two nested families. "Smaller unit and longer period" is an order, so blocks with nothing below them nest,
 * and so do those with nothing above; only the middle of a chain of three fits into neither.
 */
export function families<T extends Block>(axes: BlockAxes, blocks: readonly T[]): Families<T> {
  const { below, above } = crossings(axes, blocks);
  const down: T[] = [];
  const up: T[] = [];
  const middle: T[] = [];
  blocks.forEach((block, i) => {
    if (below[i] && above[i]) middle.push(block);
    else if (below[i] || (!above[i] && risesFirst(axes, block))) up.push(block);
    else down.push(block);
  });
  return { down, up, middle };
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

/** Whether a block that crosses nothing is at home in the up family: a period of the whole, or a leaf period of a larger unit. */
function risesFirst({ units, periods }: BlockAxes, { unit, period }: Block): boolean {
  const isLeafUnit = nodeAt(units, unit).children.length === 0;
  const isLeafPeriod = nodeAt(periods, period).children.length === 0;
  return !isLeafUnit && period !== 0 && (unit === 0 || isLeafPeriod);
}
