import { bottomUp } from '../../core/negotiation/bottom-up.ts';
import { numbersOf } from '../../core/negotiation/placed-number.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { reconciledSheet } from '../../report/commitments-sheet.ts';
import type { Command } from '../command.ts';
import { type Context, report } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { nearUnit } from '../near-unit.ts';
import { type Negotiation, readNegotiation } from '../negotiation.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, type Output } from '../output.ts';
import { type ReconcileOptions, readReconcileOptions } from '../reconcile-options.ts';
import { reconciledLines } from '../reconciled-lines.ts';
import { resolve } from '../resolve.ts';

export const command: Command = {
  flags: [
    ...(['target', 'unit', 'period', 'by', 'policy', 'tie', 'authority', 'status', 'person', 'reason'] as const),
    ...(['fiscalStart', 'fiscalName'] as const),
    ...SHOWING,
    'dryRun',
  ],
  examples: [
    'salesplan reconcile --unit 华东',
    "salesplan reconcile --policy middle:50% --reason 'settled on 15 November'",
    "salesplan reconcile --policy authority --authority '华东=0.8' --tie settled -n",
  ],
  run: async (input, context) => {
    const read = (reader: OptionReader, found: PlanFolder | undefined) => readReconcileOptions(reader, found, context);
    const { options, folder } = await resolve(input, read, context);
    const negotiation = await readNegotiation(options.choice, { folder, command: 'reconcile' }, context);
    const { plan, placed } = negotiation;
    const unit = options.unit === undefined ? 0 : nearUnit(plan.units, options.unit);
    const below = bottomUp(plan, numbersOf(placed));
    await report(context, below.findings);
    const settled = await settle(options, { ...negotiation, unit }, context);
    const lines = reconciledLines(options, negotiation, { below, unit, settled: settled?.grid });
    const findings = [...below.findings, ...(settled?.findings ?? [])];
    const heading = { target: negotiation.read.target, metric: negotiation.read.metric, scale: plan.scale };
    await emit(reconciledSheet(lines, heading, context.words), shownOutput(options), context, findings);
    return 0;
  },
};

/** `-o` takes the plan where one is settled; then the table goes to stdout. */
function shownOutput({ policy, output }: ReconcileOptions): Output {
  return policy && output.file !== undefined ? { ...output, file: undefined, format: 'table' } : output;
}

async function settle(options: ReconcileOptions, negotiation: Negotiation & { readonly unit: number }, context: Context) {
  if (!options.policy) return undefined;
  const { settlePlan } = await import('../settle-plan.ts');
  return settlePlan(options, negotiation, context);
}
