import { formatExact, power10 } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { fullPlanGrid, type PlanCell, type PlanSource } from '../plan.ts';
import { leafValue } from '../tree.ts';
import { type AssignedLayer, assignedLayers, atDepth } from './assigned.ts';
import { assignedTotal, type Buffer } from './buffer.ts';

/** A target's plan, its buffers, and what its assigned.csv holds. */
export interface AssignedPlan {
  readonly target: string;
  readonly source: PlanSource;
  readonly buffers: readonly Buffer[];
  /** Rows at `scale`, which is not finer than the plan's. */
  readonly rows: readonly (Pick<PlanCell, 'path' | 'period' | 'amount'> & { readonly level: string })[];
  readonly scale: number;
}

/**
 * What is wrong with the assigned layers of a target: a cell below the quota and a layer that does not add up to the quota x its
 * stacked buffers are errors; that it is not what the plan of today gives is a warning, with the first cell that differs.
 */
export function brokenLayers(plan: AssignedPlan): Finding[] {
  const { target, buffers, rows, source } = plan;
  if (buffers.length === 0 && rows.length === 0) return [];
  if (buffers.length === 0) return [finding('warning', 'check.assigned-without-buffer', { target, count: rows.length })];
  if (rows.length === 0) return [finding('error', 'check.assigned-missing', { target })];
  const base = fullPlanGrid(source);
  const layers = assignedLayers(base, buffers);
  const cellsOf = cellFinder(plan);
  const errors = layers.flatMap((layer) => layerErrors(plan, layer, { base, cells: cellsOf(layer) }));
  if (errors.length > 0) return errors;
  return layers.flatMap((layer) => otherCell(plan, layer, cellsOf(layer))).slice(0, 1);
}

interface Held {
  readonly base: Grid;
  /** What the file has in each cell of the layer. */
  readonly cells: readonly bigint[];
}

/** The file's amounts on the cells of a layer, at the plan's scale; nothing where it has no row. */
function cellFinder({ rows, scale, source }: AssignedPlan): (layer: AssignedLayer) => bigint[] {
  const key = (level: string, path: readonly string[], period: string) => JSON.stringify([level, period, ...path]);
  const factor = power10(source.scale - scale);
  const held = new Map(rows.map(({ level, path, period, amount = 0n }) => [key(level, path, period), amount * factor]));
  return ({ level, grid }) => {
    const width = grid.periods.leaves.length;
    return Array.from(grid.cells, (_, i) => {
      const [unit, period] = [leafValue(grid.units, Math.floor(i / width)), leafValue(grid.periods, i % width)];
      return held.get(key(level, unit.path, period.label)) ?? 0n;
    });
  };
}

function layerErrors({ target, rows, scale, source }: AssignedPlan, layer: AssignedLayer, { base, cells }: Held): Finding[] {
  const { level, depth, grid } = layer;
  const quota = atDepth(base, depth).cells;
  const total = base.cells.reduce((sum, cell) => sum + cell, 0n);
  const text = (amount: bigint) => formatExact(amount, source.scale, Math.min(2, source.scale));
  const below = cells.flatMap((amount, i) => {
    if (amount >= (quota[i] as bigint)) return [];
    return [
      finding('error', 'check.assigned-below', {
        ...{ target, level, ...named(grid, i) },
        amount: text(amount),
        base: text(quota[i] as bigint),
      }),
    ];
  });
  const own = rows.filter((row) => row.level === level);
  const sum = own.reduce((all, { amount = 0n }) => all + amount, 0n) * power10(source.scale - scale);
  const value = assignedTotal(total, layer);
  const off =
    sum === value ? [] : [finding('error', 'check.assigned-sum', { target, level, sum: text(sum), value: text(value) })];
  return [...below, ...off];
}

function otherCell({ target, source }: AssignedPlan, { level, grid }: AssignedLayer, cells: readonly bigint[]): Finding[] {
  const at = cells.findIndex((amount, i) => amount !== grid.cells[i]);
  if (at < 0) return [];
  const text = (amount: bigint) => formatExact(amount, source.scale, Math.min(2, source.scale));
  const values = { sum: text(cells[at] as bigint), value: text(grid.cells[at] as bigint) };
  return [finding('warning', 'check.assigned-edited', { target, level, ...named(grid, at), ...values })];
}

function named({ units, periods }: Grid, cell: number) {
  const width = periods.leaves.length;
  return {
    unit: formatPath(leafValue(units, Math.floor(cell / width)).path) || '-',
    period: leafValue(periods, cell % width).label,
  };
}
