import type { Lock } from '../allocation/locks/lock.ts';
import type { PlanStep } from '../explain/plan-steps.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { FROZEN_KIND } from './frozen-cells.ts';

/** What is frozen from here on, cell by cell, as a step of the record: it takes the place of what was frozen before. */
export function frozenStep(locks: readonly Lock[]): PlanStep {
  const units = [...new Set(locks.map(({ path }) => formatPath(path)))];
  return {
    kind: 'frozen',
    text: units.join(', ') || '-',
    apply: (state) => ({ ...state, locks: [...state.locks.filter(({ kind }) => kind !== FROZEN_KIND), ...locks] }),
  };
}
