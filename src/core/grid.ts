import type { PeriodTree } from './calendar/period-tree.ts';
import type { UnitTree } from './organisation/unit-tree.ts';
import { nodeAt, type Tree } from './tree.ts';

/**
 * One metric over leaf units (rows) x leaf periods (columns): exact integers of 10^-scale of the base unit, row by row.
 * Every value of a larger node is the sum of its cells. Whoever fills the cells sees to it that the sum of their
 * absolute values stays below 2^63.
 */
export interface Grid {
  readonly units: UnitTree;
  readonly periods: PeriodTree;
  readonly scale: number;
  /** `cells[leafUnit * leafPeriods + leafPeriod]` */
  readonly cells: BigInt64Array;
}

/** The two axes and the scale of a grid. */
export type GridShape = Omit<Grid, 'cells'>;

/** A grid of zeros. */
export function emptyGrid(shape: GridShape): Grid {
  return { ...shape, cells: new BigInt64Array(shape.units.leaves.length * shape.periods.leaves.length) };
}

/** The value of any unit node x any period node. */
export function valueAt(grid: Grid, unitNode: number, periodNode: number): bigint {
  const unit = nodeAt(grid.units, unitNode);
  const period = nodeAt(grid.periods, periodNode);
  const width = grid.periods.leaves.length;
  let sum = 0n;
  for (let u = unit.leafFrom; u < unit.leafTo; u++) {
    for (let p = period.leafFrom; p < period.leafTo; p++) sum += grid.cells[u * width + p] as bigint;
  }
  return sum;
}

/**
 * All node values at once: `values[unitNode * periodNodes + periodNode]`. One pass over the cells, one over each tree.
 */
export function rollUp(grid: Grid): BigInt64Array {
  const width = grid.periods.nodes.length;
  const values = new BigInt64Array(grid.units.nodes.length * width);
  const columns = grid.periods.leaves;
  grid.units.leaves.forEach((unitNode, u) => {
    for (let p = 0; p < columns.length; p++) {
      values[unitNode * width + (columns[p] as number)] = grid.cells[u * columns.length + p] as bigint;
    }
    addToParents(grid.periods, values, unitNode * width);
  });
  for (let node = grid.units.nodes.length - 1; node > 0; node--) {
    const parent = nodeAt(grid.units, node).parent;
    for (let p = 0; p < width; p++) values[parent * width + p]! += values[node * width + p] as bigint;
  }
  return values;
}

/** Adds every node of one row into its parent, deepest first: in preorder a child always stands after its parent. */
function addToParents(periods: Tree<unknown>, values: BigInt64Array, offset: number): void {
  for (let node = periods.nodes.length - 1; node > 0; node--) {
    const { parent } = nodeAt(periods, node);
    values[offset + parent]! += values[offset + node] as bigint;
  }
}
