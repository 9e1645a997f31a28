import type { BasisSource } from '../core/allocation/basis/basis-source.ts';
import { planBasis } from '../core/allocation/basis/plan-basis.ts';
import { tableBasis } from '../core/allocation/basis/table-basis.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import { refuse, refuseErrors } from '../core/finding.ts';
import { isCoarse, planTotals, unitWeights } from '../core/plan-totals.ts';
import { readWeightsCsv } from '../plan-folder/weights-csv.ts';
import type { FileBasisChoice } from './axis-choices.ts';
import { type Context, report } from './context.ts';
import { homeTable } from './home-table.ts';
import { markInput } from './inputs.ts';
import { planFile } from './read-plan.ts';
import { readBytes } from './read-roster.ts';

interface Form {
  readonly decimals: number;
  readonly fiscal: FiscalYear;
  /** Whether the basis is that of units alone, and not of periods too. */
  readonly isOfUnits: boolean;
}

/** A basis whose content is a file: weights that a person wrote, or another plan. */
export async function readFileBasis(choice: FileBasisChoice, form: Form, context: Context): Promise<BasisSource> {
  return choice.kind === 'file' ? weightsBasis(choice, form, context) : otherPlan(choice, form, context);
}

async function weightsBasis({ name, path }: FileBasisChoice, form: Form, context: Context): Promise<BasisSource> {
  markInput(path, context);
  const { findings, ...table } = readWeightsCsv({ content: readBytes(path), file: path }, form);
  refuseErrors(findings);
  await report(context, findings);
  return tableBasis(name, table);
}

/** A plan file of one target. */
async function otherPlan({ name, path }: FileBasisChoice, form: Form, context: Context): Promise<BasisSource> {
  const table = homeTable(planFile(path, form, context));
  refuseErrors(table.findings);
  await report(context, table.findings);
  const targets = [...new Set(table.rows.map(({ target }) => target))];
  if (targets.length === 0) throw refuse('cli.empty-plan', {}, { file: path });
  if (targets.length > 1) throw refuse('cli.several-targets', { targets: targets.join(', ') }, { file: path });
  if (form.isOfUnits && isCoarse(table, form.fiscal)) return tableBasis(name, unitWeights(table));
  return planBasis(name, planTotals(table, form.fiscal));
}
