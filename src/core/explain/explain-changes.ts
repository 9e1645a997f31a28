import type { Period } from '../calendar/period.ts';
import type { Grid } from '../grid.ts';
import { pathKey, type UnitPath, unitIndex } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { leavesOf, sumOver } from './explained-block.ts';
import type { ChangeStep, Explanation } from './explanation.ts';

/** The plan after a change, with the change as it was written. */
export interface PlanAfterChange {
  readonly text: string;
  readonly plan: Grid;
}

/** The explanation of the plan's first number, with what every later change did to it: also those that left it as it was. */
export function withChanges(explained: Explanation, period: Period, changes: readonly PlanAfterChange[]): Explanation {
  let before = explained.value;
  const steps = changes.map(({ text, plan }): ChangeStep => {
    const after = valueIn(plan, explained.unit, period);
    const step: ChangeStep = { kind: 'change', text, before, after };
    before = after;
    return step;
  });
  return { ...explained, value: before, steps: [...explained.steps, ...steps] };
}

function valueIn(plan: Grid, unit: UnitPath, period: Period): bigint {
  const range = leavesOf(plan.periods, period);
  if (!range) throw new Error(`a change took ${period.label} out of the plan`);
  const node = unitIndex(plan.units).get(pathKey(unit)) as number;
  return sumOver(plan.cells, plan.periods.leaves.length, { ...nodeAt(plan.units, node), ...range });
}
