import type { Finding } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { applyEvents } from '../core/reorganisation/apply-events.ts';
import type { StepRecord } from '../plan-folder/plan-meta.ts';
import { eventSteps, movedLockFile, withNearNames } from './apply-to-plan.ts';
import { asOfDay } from './as-of.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import type { Delivery } from './deliver-plan.ts';
import { type MadePlan, type PlanRun, targetId } from './plan-record.ts';
import type { PlanPlace } from './plan-run.ts';

/** A decomposed plan after the events of its own period. */
export interface PlanAfterEvents {
  readonly plan: Grid;
  readonly steps: readonly StepRecord[];
  readonly findings: readonly Finding[];
  /** Files of the folder that change with it. */
  readonly beside: NonNullable<Delivery['beside']>;
}

/** Applies the events that come after the plan's first day. */
export function withLaterEvents(
  run: PlanRun<MadePlan>,
  options: DecomposeOptions,
  { folder, context }: PlanPlace,
): PlanAfterEvents {
  const { plan } = run.result;
  const after = withNearNames(plan, () =>
    applyEvents(plan, run.events.later, {
      roundTo: options.roundTo,
      onLock: options.onLock,
      locks: run.locks,
      asOf: options.asOf === undefined ? context.today : asOfDay(options.asOf, undefined, context.today),
      countDays: run.countDays,
    }),
  );
  const locks = folder && movedLockFile(after, { folder, target: targetId(options), decimals: options.decimals });
  return { plan: after.plan, steps: eventSteps(after), findings: after.findings, beside: locks ? [locks] : [] };
}
