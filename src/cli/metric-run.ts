import type { DecomposeOptions } from './decompose-options.ts';
import type { MadePlan, PlanRun } from './plan-record.ts';
import { type PlanPlace, runPlan, runStock } from './plan-run.ts';

/** Reads and plans what the kind of the metric asks for. */
export async function runKind(options: DecomposeOptions, place: PlanPlace): Promise<PlanRun<MadePlan>> {
  const { kind } = options.definition;
  if (kind === 'stock') return runStock(options, place);
  if (kind !== 'ratio') return runPlan(options, place);
  const { runRatio } = await import('./ratio-run.ts');
  return runRatio(options, place);
}
