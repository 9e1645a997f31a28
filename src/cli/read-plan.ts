import { existsSync, readFileSync } from 'node:fs';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import { finding, refuse, refuseErrors } from '../core/finding.ts';
import type { PlanSource } from '../core/plan.ts';
import { recoverBeside } from '../plan-folder/journal.ts';
import { type PlanRow, type PlanTable, readPlanCsv } from '../plan-folder/plan-csv.ts';
import { type PlanMeta, readPlanMeta } from '../plan-folder/plan-meta.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type Context, report } from './context.ts';
import type { OptionReader } from './option-reader.ts';
import { readFiscal } from './period-options.ts';
import { readBytes } from './read-roster.ts';

/** Which plan to read: `--plan`, `--target`, and the fiscal year of its labels. */
export interface PlanChoice {
  readonly plan: string | undefined;
  readonly target: string | undefined;
  readonly fiscal: FiscalYear;
  readonly decimals: number;
}

/** One target's plan. */
export interface ReadPlan {
  readonly source: PlanSource;
  readonly target: string;
  readonly metric: string;
  readonly revision: number;
  readonly layer: 'quota';
}

export function readPlanChoice(reader: OptionReader, folder: PlanFolder | undefined): PlanChoice {
  const plan = reader.text('plan');
  if (folder === undefined) reader.need('plan', plan !== undefined);
  const decimals = folder?.settings.currency.decimals ?? 2;
  return { plan, target: reader.text('target'), fiscal: readFiscal(reader), decimals };
}

/** The plan of `--plan`, else the folder's; with several targets in it `--target` must say which. */
export async function readPlan(choice: PlanChoice, folder: PlanFolder | undefined, context: Context): Promise<ReadPlan> {
  const { fiscal } = choice;
  const table = choice.plan === undefined ? (folder as PlanFolder).plan() : planFile(choice.plan, choice);
  const file = choice.plan ?? 'plan.csv';
  refuseErrors(table.findings);
  await report(context, table.findings);
  const rows = rowsOf(table, choice.target, file);
  const [first] = rows as [PlanRow, ...PlanRow[]];
  const label = table.meta?.targets[first.target]?.period;
  const cells = rows.map(({ period, path, amount, line }) => ({ period, path, amount, place: { file, line } }));
  return {
    source: {
      levels: table.levels,
      scale: table.scale,
      cells,
      period: label === undefined ? undefined : parsePeriod(label, fiscal),
      fiscal,
    },
    target: first.target,
    metric: first.metric,
    revision: table.meta?.revision ?? 1,
    layer: 'quota',
  };
}

/** A plan file with what its `.meta.json` says. */
export interface TableWithMeta extends PlanTable {
  readonly meta: PlanMeta | undefined;
}

/** A plan file with the `.meta.json` that may stand beside it. */
export function planFile(file: string, { decimals, fiscal }: Pick<PlanChoice, 'decimals' | 'fiscal'>): TableWithMeta {
  recoverBeside(file);
  const table = readPlanCsv({ content: readBytes(file), file }, { decimals, fiscal });
  const beside = file.replace(/\.csv$/i, '.meta.json');
  if (beside === file || !existsSync(beside)) return { ...table, meta: undefined };
  const { meta, findings } = readPlanMeta(readFileSync(beside, 'utf8'), beside);
  return { ...table, meta, findings: [...table.findings, ...findings] };
}

function rowsOf(table: PlanTable, target: string | undefined, file: string): readonly PlanRow[] {
  const targets = [...new Set(table.rows.map((row) => row.target))];
  if (targets.length === 0) throw refuse('cli.empty-plan', {}, { file });
  if (target === undefined && targets.length > 1) throw refuse('cli.several-targets', { targets: targets.join(', ') }, { file });
  const id = target ?? targets[0];
  const rows = table.rows.filter((row) => row.target === id);
  if (rows.length === 0)
    refuseErrors([finding('error', 'cli.no-target', { target: id as string, known: targets.join(', ') }, { file })]);
  return rows;
}
