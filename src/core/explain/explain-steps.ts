import type { Period } from '../calendar/period.ts';
import type { Grid } from '../grid.ts';
import { pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { leavesOf, sumOver } from './explained-block.ts';
import type { ChangeStep, Explanation } from './explanation.ts';
import type { PlanAfterStep } from './plan-steps.ts';

/** The explanation of the plan's first number, with what every later step did to it: also those that left it as it was. */
export function withSteps(explained: Explanation, period: Period, steps: readonly PlanAfterStep[]): Explanation {
  let before = explained.value;
  const after = steps.map(({ kind, text, plan }): ChangeStep => {
    const value = valueIn(plan, explained.unit, period);
    const step: ChangeStep = { kind: 'change', by: kind, text, before, after: value };
    before = value;
    return step;
  });
  return { ...explained, value: before, steps: [...explained.steps, ...after] };
}

/** The start of an explanation for a unit that the plan did not have when it was decomposed. */
export function absentAtFirst(unit: UnitPath, period: Period, scale: number): Explanation {
  return { unit, period: period.label, scale, value: 0n, month: undefined, steps: [{ kind: 'absent' }] };
}

/** Zero for a unit that the plan does not have then. */
function valueIn(plan: Grid, unit: UnitPath, period: Period): bigint {
  const range = leavesOf(plan.periods, period);
  if (!range) throw new Error(`a step took ${period.label} out of the plan`);
  const key = pathKey(unit);
  const node = plan.units.nodes.findIndex(({ value }) => pathKey(value.path) === key);
  return node < 0 ? 0n : sumOver(plan.cells, plan.periods.leaves.length, { ...nodeAt(plan.units, node), ...range });
}
