import type { PeriodTree } from '../calendar/period-tree.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { allocateWithBounds, type Placement } from './allocate-bounded.ts';
import type { Bound } from './locks/lock.ts';

/** Amounts of leaf periods to be shared by units. */
export interface ColumnsRequest {
  /** What each leaf period has in all, >= 0, in 10^-scale of the base unit. */
  readonly columns: readonly bigint[];
  readonly scale: number;
  readonly roundTo: bigint;
  /** Non-negative weights of the units that share, by the leaf periods of `columns`. */
  readonly weights: Grid;
  /** What else must hold on the nodes of `weights`: locks. */
  readonly bounds?: readonly Bound[];
  /** Who keeps the amounts of the periods, for messages. */
  readonly kind: string;
}

/**
 * Shares out the amount of each leaf period in proportion to the weights of that period: every column keeps its sum exactly, and
 * each unit ends, over the whole span, within one rounding unit of its unrounded amount. Refuses (impossible) a period with an amount
 * and without any weight, and bounds that cannot hold.
 */
export function placeColumns(request: ColumnsRequest): Placement {
  const { columns, scale, roundTo, weights, bounds = [], kind } = request;
  const total = columns.reduce((sum, amount) => sum + amount, 0n);
  if (total === 0n) return { grid: emptyGrid({ ...weights, scale }), unrounded: weights, settled: undefined, findings: [] };
  const kept = columns.map((amount, leaf) => keptColumn(weights.periods, leaf, { amount, kind }));
  return allocateWithBounds({ total, scale, roundTo, weights, bounds: [...bounds, ...kept] });
}

function keptColumn(periods: PeriodTree, leaf: number, { amount, kind }: { amount: bigint; kind: string }): Bound {
  const source = { kind, place: undefined, reason: '' };
  return { unit: 0, period: periods.leaves[leaf] as number, min: amount, max: amount, source };
}
