import { GRAINS, type Grain } from './calendar/period.ts';
import type { PeriodTree } from './calendar/period-tree.ts';
import { type Grid, rollUp } from './grid.ts';
import { nodeAt, prune } from './tree.ts';

/** The grid without periods finer than `finest`: they are added up. */
export function coarsenPeriods(grid: Grid, finest: Grain): Grid {
  const isFiner = (grain: Grain | undefined) => grain !== undefined && GRAINS.indexOf(grain) > GRAINS.indexOf(finest);
  const periods = prune(grid.periods, (period) => hasCoarseChild(grid.periods, period, isFiner));
  return regather(grid, periods);
}

function hasCoarseChild(tree: PeriodTree, value: unknown, isFiner: (grain: Grain | undefined) => boolean): boolean {
  const node = tree.nodes.find((candidate) => candidate.value === value);
  return node?.children.some((child) => !isFiner(nodeAt(tree, child).value.grain)) ?? false;
}

function regather(grid: Grid, periods: PeriodTree): Grid {
  const { units } = grid;
  const values = rollUp(grid);
  const width = grid.periods.nodes.length;
  const sources = periods.leaves.map((leaf) => {
    const { value } = nodeAt(periods, leaf);
    return grid.periods.nodes.findIndex((node) => node.value === value);
  });
  const cells = new BigInt64Array(units.leaves.length * sources.length);
  units.leaves.forEach((unit, u) => {
    sources.forEach((source, p) => {
      cells[u * sources.length + p] = values[unit * width + source] as bigint;
    });
  });
  return { units, periods, scale: grid.scale, cells };
}
