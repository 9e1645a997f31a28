import { bottomUp } from '../../core/negotiation/bottom-up.ts';
import { numbersOf } from '../../core/negotiation/placed-number.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { reconciledSheet } from '../../report/commitments-sheet.ts';
import type { Command } from '../command.ts';
import { report } from '../context.ts';
import { SHOWING } from '../flags.ts';
import { nearUnit } from '../near-unit.ts';
import { readNegotiation } from '../negotiation.ts';
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
    const settling = options.policy && (await import('../settle-plan.ts'));
    const settled = settling && (await settling.readSettlement(options, { ...negotiation, unit }, context));
    const result = settled && (await settling.settledPlan(negotiation, settled, context));
    const grid = result?.grid;
    const lines = reconciledLines(options, negotiation, { below, unit, settled: grid });
    if (settled && grid) await settling.writeSettled(options, { ...settled, negotiation, grid, unit }, context);
    const findings = [...below.findings, ...(result?.findings ?? [])];
    const heading = { target: negotiation.read.target, metric: negotiation.read.metric, scale: plan.scale };
    await emit(reconciledSheet(lines, heading, context.words), shownOutput(options), context, findings);
    return 0;
  },
};

/** `-o` takes the plan where one is settled; then the table goes to stdout. */
function shownOutput({ policy, output }: ReconcileOptions): Output {
  return policy && output.file !== undefined ? { ...output, file: undefined, format: 'table' } : output;
}
