import type { Block, Bound } from '../allocation/locks/lock.ts';
import { formatDay } from '../calendar/day.ts';
import type { Place } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { ancestry, nodeAt } from '../tree.ts';
import type { PlacedCommitment } from './placed-number.ts';

/** The source kind of bounds that a frozen commitment puts. */
export const FROZEN_KIND = 'frozen';

/** A frozen block of the plan, with what a message says of it. */
export interface FrozenBlock extends Block {
  readonly place: Place | undefined;
  readonly reason: string;
}

/** The blocks that are frozen, the outermost of them only. */
export function frozenBlocks(plan: Grid, placed: readonly PlacedCommitment[]): readonly FrozenBlock[] {
  const frozen = placed.filter(({ commitment }) => commitment.status === 'frozen');
  return frozen
    .filter(
      (one) =>
        !isFrozenIn(
          plan,
          frozen.filter((other) => other !== one),
        )(one),
    )
    .map(({ unit, period, place, commitment: { by, date } }) => {
      const reason = [by, date === undefined ? '' : formatDay(date)].filter((text) => text !== '').join(' ');
      return { unit, period, place, reason };
    });
}

/** Whether a block lies in one of the frozen ones. */
export function isFrozenIn({ units, periods }: Pick<Grid, 'units' | 'periods'>, frozen: readonly Block[]) {
  return ({ unit, period }: Block): boolean => {
    if (frozen.length === 0) return false;
    const [above, around] = [ancestry(units, unit), ancestry(periods, period)];
    return frozen.some((block) => above.includes(block.unit) && around.includes(block.period));
  };
}

/** Every cell of frozen blocks, fixed at what the plan has. */
export function frozenBounds(plan: Grid, frozen: readonly FrozenBlock[]): Bound[] {
  const width = plan.periods.leaves.length;
  return frozen.flatMap(({ unit, period, place, reason }) => {
    const [rows, columns] = [nodeAt(plan.units, unit), nodeAt(plan.periods, period)];
    const source = { kind: FROZEN_KIND, place, reason };
    const bounds: Bound[] = [];
    for (let u = rows.leafFrom; u < rows.leafTo; u++) {
      for (let p = columns.leafFrom; p < columns.leafTo; p++) {
        const amount = plan.cells[u * width + p] as bigint;
        const block = { unit: plan.units.leaves[u] as number, period: plan.periods.leaves[p] as number };
        bounds.push({ ...block, min: amount, max: amount, source });
      }
    }
    return bounds;
  });
}
