import { allocate } from '../allocation/allocate.ts';
import { type FractionRow, refineRows } from '../allocation/rounding/exact-fractions.ts';
import { roundCells } from '../allocation/rounding/round-cells.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import { emptyGrid, type Grid, rollUp } from '../grid.ts';
import { leafIndex, pathKey, type UnitTree } from '../organisation/unit-tree.ts';
import { buildTree, leafValue, nodeAt, prune } from '../tree.ts';
import { assignedTotal, type Buffer, type StackedLevel, stackedLevels } from './buffer.ts';

/** What one level is assigned: units of that level x the leaf periods of the plan. A unit that stops above it stands for itself. */
export interface AssignedLayer extends StackedLevel {
  readonly grid: Grid;
}

/**
 * The assigned layer of each level that has a buffer or lies below one. A level's total is the base's x the stacked factors,
 * rounded once. What it has above the level before it is placed by the base, so that no cell is below the base, the units below a unit
 * have together in each leaf period at least what that unit is assigned itself, and exactly that where the level has no buffer
 * of its own. Amounts are whole smallest units, each near its unrounded value; what coarser periods have is their sum.
 */
export function assignedLayers(plan: Grid, buffers: readonly Buffer[]): AssignedLayer[] {
  const base = { ...plan, periods: leavesOnly(plan.periods) };
  const stack = stackedLevels(base.units.levels, buffers);
  const total = base.cells.reduce((sum, cell) => sum + cell, 0n);
  let above = atDepth(base, (stack[0]?.depth ?? 1) - 1);
  let before = total;
  return stack.map((level) => {
    const assigned = assignedTotal(total, level);
    const parents = raised(above, assigned - before, atDepth(base, level.depth - 1));
    above = sharedBelow(parents, atDepth(base, level.depth));
    before = assigned;
    return { ...level, grid: above };
  });
}

/** The span and its leaf periods: the layers are the same by whatever coarser grains the plan is looked at. */
function leavesOnly(periods: PeriodTree): PeriodTree {
  const root = nodeAt(periods, 0).value;
  const leaves = periods.leaves.map((_, leaf) => leafValue(periods, leaf));
  return buildTree(root, (period) => (period === root && leaves[0] !== root ? leaves : []));
}

/** The grid by the units of a depth; a leaf above it stays. */
export function atDepth(grid: Grid, depth: number): Grid {
  const pruned = prune(grid.units, ({ path }) => path.length < depth);
  const units: UnitTree = { levels: grid.units.levels, ...pruned };
  const values = rollUp(grid);
  const width = grid.periods.nodes.length;
  const coarse = emptyGrid({ ...grid, units });
  const sources = nodesOf(grid.units, units);
  sources.forEach((node, row) => {
    grid.periods.leaves.forEach((period, column) => {
      coarse.cells[row * grid.periods.leaves.length + column] = values[node * width + period] as bigint;
    });
  });
  return coarse;
}

/** For each leaf of a cut tree its node in the whole one. */
function nodesOf(whole: UnitTree, cut: UnitTree): number[] {
  const index = new Map(whole.nodes.map(({ value }, node) => [pathKey(value.path), node]));
  return cut.leaves.map((_, leaf) => index.get(pathKey(leafValue(cut, leaf).path)) as number);
}

/** The grid with an amount on top, in the proportions of the base. */
function raised(grid: Grid, extra: bigint, weights: Grid): Grid {
  if (extra === 0n) return grid;
  const { grid: added } = allocate({ total: extra, scale: grid.scale, roundTo: 1n, weights });
  return { ...grid, cells: grid.cells.map((cell, i) => cell + (added.cells[i] as bigint)) };
}

/**
 * Each parent's amount of a leaf period among the units of the next level, by the base. The sums of the parents are whole before
 * rounding, and so stay as they are.
 */
function sharedBelow(parents: Grid, base: Grid): Grid {
  const width = base.periods.leaves.length;
  const cells = base.cells.slice();
  const parentRows = leafIndex(parents.units);
  const rows: FractionRow[] = [];
  const places: number[] = [];
  for (const { from, to, row } of families(base.units, parentRows)) {
    for (let p = 0; p < width; p++) {
      const own = Array.from({ length: to - from }, (_, i) => base.cells[(from + i) * width + p] as bigint);
      const sum = own.reduce((all, cell) => all + cell, 0n);
      const extra = (parents.cells[row * width + p] as bigint) - sum;
      for (let i = from; i < to; i++) places.push(i * width + p);
      rows.push({ numerators: own.map((cell) => cell * extra), denominator: sum > 0n ? sum : 1n });
    }
  }
  const refined = refineRows(rows);
  const exact = { ...refined, whole: new BigInt64Array(cells.length), numerator: new Float64Array(cells.length) };
  places.forEach((cell, i) => {
    exact.whole[cell] = refined.whole[i] as bigint;
    exact.numerator[cell] = refined.numerator[i] as number;
  });
  const added = roundCells(base, exact).cells;
  for (let i = 0; i < cells.length; i++) cells[i]! += added[i] as bigint;
  return { ...base, cells };
}

interface Family {
  /** Leaves of the level, the first included, the last not. */
  readonly from: number;
  readonly to: number;
  /** The parent's row. */
  readonly row: number;
}

/** The units of a level under each unit of the level above; one that stops there is its own. */
function families(units: UnitTree, parentRows: ReadonlyMap<string, number>): Family[] {
  return units.nodes.flatMap((_, index): Family[] => {
    const { value, leafFrom: from, leafTo: to } = nodeAt(units, index);
    const row = parentRows.get(pathKey(value.path));
    return row === undefined ? [] : [{ from, to, row }];
  });
}
