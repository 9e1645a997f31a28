import type { Change } from '../allocation/changes/change.ts';
import type { Lock } from '../allocation/locks/lock.ts';
import type { Grid } from '../grid.ts';

/** A plan between two steps of its record. */
export interface PlanState {
  readonly plan: Grid;
  /** Locks at the plan's scale. */
  readonly locks: readonly Lock[];
  /** Changes since the plan was made, or since a step of another kind: what they set is held. */
  readonly held: readonly Change[];
}

/** What a step of the record is called: its words are `explain.<kind>` in the catalogues. */
export type PlanStepKind = 'change' | 'event';

/** One step that was made with a plan after it was decomposed; it refuses as it did then. */
export interface PlanStep {
  readonly kind: PlanStepKind;
  /** As it was written, for people. */
  readonly text: string;
  readonly apply: (state: PlanState) => PlanState;
}

/** The plan after a step. */
export interface PlanAfterStep extends Pick<PlanStep, 'kind' | 'text'> {
  readonly plan: Grid;
}

/** The plan after each of its recorded steps, in order. */
export function replaySteps(first: PlanState, steps: readonly PlanStep[]): PlanAfterStep[] {
  let state = first;
  return steps.map(({ kind, text, apply }) => {
    state = apply(state);
    return { kind, text, plan: state.plan };
  });
}
