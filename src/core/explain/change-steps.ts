import { applyChanges, blocksOf, heldApart, heldBounds } from '../allocation/changes/apply-changes.ts';
import type { Change } from '../allocation/changes/change.ts';
import type { Absorb } from '../allocation/changes/change-problem.ts';
import { placeChange } from '../allocation/changes/placed-change.ts';
import { lockBounds } from '../allocation/locks/lock-bounds.ts';
import type { AllocateWithBounds } from '../allocation/methods/bounded-request.ts';
import type { Day } from '../calendar/day.ts';
import type { FiscalYear } from '../calendar/period.ts';
import type { PlanStep } from './plan-steps.ts';

/** A change as it was recorded. */
export interface RecordedChange {
  readonly change: Change;
  readonly absorb: Absorb;
  readonly roundTo: bigint;
}

/** How changes are made once more: under the locks that held on `asOf`. */
export interface ChangeForm {
  readonly asOf: Day;
  readonly fiscal: FiscalYear;
  readonly allocate: AllocateWithBounds;
}

/** A change as a step of the record; locks hold, and so does what earlier changes set. */
export function changeStep(recorded: RecordedChange, { asOf, fiscal, allocate }: ChangeForm): PlanStep {
  const { change, absorb, roundTo } = recorded;
  return {
    kind: 'change',
    text: change.text,
    apply: ({ plan, locks, held }) => {
      const { bounds } = lockBounds({ axes: plan, locks, scale: plan.scale, asOf });
      const place = (one: Change) => placeChange(plan, one, fiscal);
      const earlier = held.flatMap((one) => heldBounds(plan, blocksOf(place(one)), one.text));
      const { grid } = applyChanges(plan, [place(change)], { allocate, absorb, roundTo, ...heldApart(bounds, earlier) });
      return { plan: grid, locks, held: [...held, change] };
    },
  };
}
