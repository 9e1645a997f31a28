import { GRAINS, type Grain } from './calendar/period.ts';
import type { PeriodTree } from './calendar/period-tree.ts';
import type { Grid } from './grid.ts';
import { type RollUp, rollUpBy, SUMS } from './metrics/roll-up.ts';
import { nodeAt, prune } from './tree.ts';

/** A plan by its metric's rule: the values of all nodes, `unit * periods + period`, undefined where there is none. */
export type NodeValues = ArrayLike<bigint | undefined>;

/** The grid without periods finer than `finest`: these are rolled up by the rule, which must give every node a value. */
export function coarsenPeriods(grid: Grid, finest: Grain, rule: RollUp = SUMS): Grid {
  const isFiner = (grain: Grain | undefined) => grain !== undefined && GRAINS.indexOf(grain) > GRAINS.indexOf(finest);
  const periods = prune(grid.periods, (period) => hasCoarseChild(grid.periods, period, isFiner));
  const values = rollUpBy(grid, rule);
  const width = grid.periods.nodes.length;
  const sources = sourcesOf(grid, periods);
  const { units } = grid;
  const cells = new BigInt64Array(units.leaves.length * periods.leaves.length);
  units.leaves.forEach((unit, u) => {
    periods.leaves.forEach((node, p) => {
      cells[u * periods.leaves.length + p] = values[unit * width + (sources[node] as number)] as bigint;
    });
  });
  return { units, periods, scale: grid.scale, cells };
}

/** For each node of some of the grid's periods the node of the grid. */
function sourcesOf(grid: Grid, periods: PeriodTree): number[] {
  return periods.nodes.map(({ value }) => grid.periods.nodes.findIndex((node) => node.value === value));
}

function hasCoarseChild(tree: PeriodTree, value: unknown, isFiner: (grain: Grain | undefined) => boolean): boolean {
  const node = tree.nodes.find((candidate) => candidate.value === value);
  return node?.children.some((child) => !isFiner(nodeAt(tree, child).value.grain)) ?? false;
}

/** The values of a grid's units in some of its periods, each from the grid's own cells: no mean of means. */
export function nodeValues(grid: Grid, periods: PeriodTree, rule: RollUp): (bigint | undefined)[] {
  const values = rollUpBy(grid, rule);
  const width = grid.periods.nodes.length;
  const sources = sourcesOf(grid, periods);
  return grid.units.nodes.flatMap((_, unit) => sources.map((source) => values[unit * width + source]));
}
