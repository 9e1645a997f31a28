import { divideRounded } from '../amount.ts';
import type { Grid } from '../grid.ts';
import { leafValue, type TreeNode } from '../tree.ts';
import type { Cut } from './cut.ts';
import { firstDayAfter, type OrgEvent } from './event.ts';
import { byLargestRemainder } from './largest-remainder.ts';

export interface MoveForm {
  readonly cut: Cut | undefined;
  readonly roundTo: bigint;
}

/**
 * What goes of each cell of a unit, row by row from its first leaf: nothing of periods before the new state, all of those after,
 * and of the one that is cut all but `kept` of `days`, rounded once for the unit and shared out among its leaves by largest
 * remainder, in multiples of the rounding unit; an odd part stays. A rename takes every period.
 */
export function movedCells(
  plan: Grid,
  { leafFrom, leafTo }: TreeNode<unknown>,
  event: OrgEvent,
  { cut, roundTo }: MoveForm,
): bigint[] {
  const width = plan.periods.leaves.length;
  const cells = Array.from(plan.cells.subarray(leafFrom * width, leafTo * width));
  const firstDay = event.kind === 'rename' ? Number.NEGATIVE_INFINITY : firstDayAfter(event);
  for (let p = 0; p < width; p++) {
    const { start, end, label } = leafValue(plan.periods, p);
    if (firstDay <= start) continue;
    const rows = Array.from({ length: leafTo - leafFrom }, (_, row) => row * width + p);
    const column = rows.map((cell) => cells[cell] as bigint);
    const kept = firstDay > end || cut?.period !== label ? column : keptOf(column, cut, roundTo);
    for (const [i, cell] of rows.entries()) cells[cell]! -= kept[i] as bigint;
  }
  return cells;
}

function keptOf(column: readonly bigint[], { kept, days }: Cut, roundTo: bigint): bigint[] {
  const units = column.map((amount) => amount / roundTo);
  const all = units.reduce((sum, amount) => sum + amount, 0n);
  const parts = byLargestRemainder(divideRounded(all * BigInt(kept), BigInt(days)), units);
  return parts.map((part, i) => part * roundTo + ((column[i] as bigint) % roundTo));
}
