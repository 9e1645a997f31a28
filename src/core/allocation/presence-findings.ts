import { formatAmount } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { formatPath, leafIndex, pathKey, type UnitPath, type UnitTree, VACANT } from '../organisation/unit-tree.ts';
import { leafValue, nodeAt } from '../tree.ts';
import type { Bound } from './locks/lock.ts';
import { cellsOf } from './locks/odd-cells.ts';
import { blockNames } from './methods/block-names.ts';
import type { PresenceShares } from './presence-shares.ts';

/** A unit without anybody in some leaf periods. */
export interface Vacancy {
  readonly path: UnitPath;
  /** Leaf periods in which nobody is there. */
  readonly leaves: readonly number[];
}

/** A note that a unit keeps its amounts, and how many units inside it come, go or ramp up. */
export function keptFinding(units: UnitTree, shares: PresenceShares, node: number): Finding {
  const { leafFrom, leafTo, depth, value } = nodeAt(units, node);
  const count = units.nodes.filter(
    (inner, i) => shares.of[i] !== undefined && inner.depth > depth && leafFrom <= inner.leafFrom && inner.leafTo <= leafTo,
  ).length;
  return finding('note', 'roster.shared-again', { unit: formatPath(value.path) || '-', count });
}

/** A warning for the amount that nobody is there for. */
export function vacantFinding(grid: Grid, { path, leaves }: Vacancy): Finding {
  const width = grid.periods.leaves.length;
  const row = leafIndex(grid.units).get(pathKey([...path, VACANT])) as number;
  const amount = grid.cells.subarray(row * width, (row + 1) * width).reduce((sum, cell) => sum + cell, 0n);
  const periods = leaves.map((leaf) => leafValue(grid.periods, leaf).label);
  const shown = periods.length > 2 ? `${periods[0]} .. ${periods.at(-1)}` : periods.join(', ');
  return finding('warning', 'roster.vacant', {
    unit: formatPath(path) || '-',
    periods: shown,
    amount: formatAmount(amount, grid.scale),
  });
}

/** An error for each bound that needs an amount where nobody is there. */
export function absentBounds(weights: Grid, bounds: readonly Bound[]): Finding[] {
  return bounds.flatMap((bound) => {
    if ((bound.min ?? 0n) === 0n || cellsOf(weights, bound).some((cell) => weights.cells[cell]! > 0n)) return [];
    const { kind, place } = bound.source;
    return [finding('error', 'roster.lock-on-absent', { kind, ...blockNames(weights, bound) }, place)];
  });
}
