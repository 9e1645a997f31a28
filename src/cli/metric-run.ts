import { finding } from '../core/finding.ts';
import { report } from './context.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import type { MadePlan, PlanRun } from './plan-record.ts';
import { type PlanPlace, runPlan, runStock } from './plan-run.ts';

/** Reads and plans what the kind of the metric asks for. */
export async function runKind(options: DecomposeOptions, place: PlanPlace): Promise<PlanRun<MadePlan>> {
  const { kind } = options.definition;
  if (kind === 'stock') return runStock(options, place);
  if (kind !== 'ratio') return runPlan(options, place);
  if (options.align) await report(place.context, [finding('note', 'holidays.nothing-to-align', { align: options.align })]);
  const { runRatio } = await import('./ratio-run.ts');
  return runRatio(options, place);
}
