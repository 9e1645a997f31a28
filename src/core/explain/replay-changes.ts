import { applyChanges, blocksOf, heldApart, heldBounds } from '../allocation/changes/apply-changes.ts';
import type { Change } from '../allocation/changes/change.ts';
import type { Absorb } from '../allocation/changes/change-problem.ts';
import { placeChange } from '../allocation/changes/placed-change.ts';
import type { Lock } from '../allocation/locks/lock.ts';
import { lockBounds } from '../allocation/locks/lock-bounds.ts';
import type { AllocateWithBounds } from '../allocation/methods/bounded-request.ts';
import type { Day } from '../calendar/day.ts';
import type { FiscalYear } from '../calendar/period.ts';
import type { Grid } from '../grid.ts';
import type { PlanAfterChange } from './explain-changes.ts';

/** A change as it was recorded. */
export interface RecordedChange {
  readonly change: Change;
  readonly absorb: Absorb;
  readonly roundTo: bigint;
}

/** Changes to make once more, in order, under the locks that held on `asOf`. */
export interface Replay {
  readonly changes: readonly RecordedChange[];
  readonly locks: readonly Lock[];
  readonly asOf: Day;
  readonly fiscal: FiscalYear;
  readonly allocate: AllocateWithBounds;
  readonly prepare?: Prepare;
}

/** The plan as it was before a change: parts of it may have been broken down since the change before. */
export type Prepare = (next: number, plan: Grid) => Grid;

/** The plan after each of its recorded changes; locks hold, and so does what earlier changes set. Refuses as they did. */
export function replayChanges(plan: Grid, { changes, locks, asOf, fiscal, prepare, ...options }: Replay): PlanAfterChange[] {
  const earlier: Change[] = [];
  let grid = plan;
  return changes.map(({ change, absorb, roundTo }, next) => {
    const now = prepare?.(next, grid) ?? grid;
    const { bounds } = lockBounds({ axes: now, locks, scale: now.scale, asOf });
    const placed = placeChange(now, change, fiscal);
    const held = earlier.flatMap((one) => heldBounds(now, blocksOf(placeChange(now, one, fiscal)), one.text));
    grid = applyChanges(now, [placed], { ...options, absorb, roundTo, ...heldApart(bounds, held) }).grid;
    earlier.push(change);
    return { text: change.text, plan: grid };
  });
}
