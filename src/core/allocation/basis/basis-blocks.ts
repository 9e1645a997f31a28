import { divideRounded } from '../../amount.ts';
import { overlap } from '../../calendar/period.ts';
import type { PeriodTree } from '../../calendar/period-tree.ts';
import { leafValue, nodeAt } from '../../tree.ts';
import type { Block } from '../locks/lock.ts';
import { type BasisRequest, rawCells } from './basis-cells.ts';

/** What the basis holds in a block of the plan, in 10^-scale. */
export type BasisBlocks = (periods: PeriodTree) => (block: Block) => { readonly amount: bigint; readonly scale: number };

/**
 * The basis of any node, returns included, months of several years by their mean: for growth on nodes. The periods of a block
 * may be those of a tree with more grains than the basis was read for, not finer ones. Undefined when no days are read.
 */
export function basisBlocks(request: BasisRequest): BasisBlocks | undefined {
  const reading = request.windows.org ?? request.windows.time;
  if (!reading) return undefined;
  const { basis } = rawCells(request, reading);
  const { units } = request.members;
  return (periods) => (block) => {
    const { value: span } = nodeAt(periods, block.period);
    const { leafFrom, leafTo } = nodeAt(units, block.unit);
    let amount = 0n;
    request.months.leaves.forEach((_, month) => {
      if (!overlap(leafValue(request.months, month), span)) return;
      for (let leaf = leafFrom; leaf < leafTo; leaf++) amount += basis.cells[leaf * basis.columns + month] as bigint;
    });
    return { amount: divideRounded(amount, basis.times), scale: basis.scale };
  };
}
