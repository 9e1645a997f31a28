import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import { finding, refuse, refuseErrors } from '../core/finding.ts';
import { CLOSINGS, METRIC_KINDS, type Metric } from '../core/metrics/metric.ts';
import { addsUp, isRepeated, type RollUp, rollUpOf } from '../core/metrics/roll-up.ts';
import { inHomeMoney, type PlanMoney } from '../core/money/plan-money.ts';
import type { PlanSource } from '../core/plan.ts';
import { recoverBeside } from '../plan-folder/journal.ts';
import { type PlanRow, type PlanTable, readPlanCsv } from '../plan-folder/plan-csv.ts';
import { type PlanMeta, readPlanMeta } from '../plan-folder/plan-meta.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type Context, report } from './context.ts';
import { moneyOfRows } from './home-table.ts';
import { markInput } from './inputs.ts';
import type { OptionReader } from './option-reader.ts';
import { parseAxes } from './parse-flags.ts';
import { readFiscal } from './period-options.ts';
import { planMetric } from './plan-metric.ts';
import { readBytes } from './read-roster.ts';

/** Which plan to read: `--plan`, `--target`, and the fiscal year of its labels. */
export interface PlanChoice {
  readonly plan: string | undefined;
  readonly target: string | undefined;
  readonly fiscal: FiscalYear;
  /** Whether flags or the folder said the fiscal year: then it goes before the plan's own record. */
  readonly isFiscalGiven: boolean;
  readonly decimals: number;
  /** What flags say of the metric; they go before its record and the settings. */
  readonly said?: Partial<Pick<Metric, 'kind' | 'closing' | 'atMostOne'>> | undefined;
}

/** Flags that name a plan and what its metric is. */
export const PLAN_FLAGS = ['plan', 'target', 'kind', 'closing', 'atMostOne', 'fiscalStart', 'fiscalName'] as const;

/** Cells in local money, with what they are worth. */
export interface LocalLeaves {
  readonly source: PlanSource;
  readonly money: PlanMoney;
}

/** Whether the caller can do with a plan in local money: `home` understands that amounts are in home money, exact products. */
export type OnLocalMoney = 'refuse' | 'home';

/** One target's plan. */
export interface ReadPlan {
  /** In home money: of local money the exact products at plan rates. */
  readonly source: PlanSource;
  /** The leaves as they are, where some are in local money. */
  readonly local?: LocalLeaves | undefined;
  readonly target: string;
  readonly metric: string;
  readonly revision: number;
  readonly layer: 'quota';
  /** The levels of each row axis that it was planned by, as its record says; all levels as one axis where it does not say. */
  readonly unitAxes: readonly (readonly string[])[];
  /** What the record says of the plan as a whole, and of this target. */
  readonly meta: PlanMeta | undefined;
  readonly made: PlanMeta['targets'][string] | undefined;
  /** What the metric is, and how its cells roll up. */
  readonly definition: Metric;
  readonly rollUp: RollUp;
}

type PlanKind = Pick<ReadPlan, 'definition' | 'rollUp' | 'target'>;

/** Refuses a plan whose cells repeat an amount, or hold counts of each node, where they must be put together. */
export function refuseRepeated({ definition: { kind }, rollUp, target }: PlanKind): void {
  if (!isRepeated(rollUp)) return;
  throw refuse(kind === 'flow' ? 'plan.repeats' : 'plan.own-values', { target, kind });
}

/** Refuses a plan whose cells are no amounts that add up. */
export function refuseUnlessSums({ definition, rollUp, target }: PlanKind): void {
  refuseRepeated({ definition, rollUp, target });
  if (!addsUp(rollUp) || definition.kind === 'ratio') throw refuse('plan.not-sums', { target, kind: definition.kind });
}

export function readPlanChoice(reader: OptionReader, folder: PlanFolder | undefined): PlanChoice {
  const plan = reader.text('plan');
  if (folder === undefined) reader.need('plan', plan !== undefined);
  return { ...folderPlanChoice(reader, folder), plan };
}

/** A plan of the folder; the command refuses to run where there is none. */
export function folderPlanChoice(reader: OptionReader, folder: PlanFolder | undefined): PlanChoice {
  const decimals = folder?.settings.currency.decimals ?? 2;
  return {
    plan: undefined,
    target: reader.text('target'),
    fiscal: readFiscal(reader),
    isFiscalGiven: reader.text('fiscalStart') !== undefined,
    decimals,
    said: saidOf(reader),
  };
}

/** What `--kind`, `--closing` and `--at-most-one` say; these mean a kind that has them. */
function saidOf(reader: OptionReader): PlanChoice['said'] {
  const kind = reader.choice('kind', METRIC_KINDS);
  const closing = reader.choice('closing', CLOSINGS);
  const atMostOne = reader.on('atMostOne');
  const meant = kind ?? (closing ? 'stock' : atMostOne ? 'ratio' : undefined);
  return { ...(meant && { kind: meant }), ...(closing && { closing }), ...(atMostOne && { atMostOne }) };
}

/**
 * The plan of `--plan`, else the folder's; with several targets in it `--target` must say which. Refuses one with leaves in local
 * money unless the caller says that it knows about it.
 */
export async function readPlan(
  choice: PlanChoice & { readonly onLocalMoney?: OnLocalMoney },
  folder: PlanFolder | undefined,
  context: Context,
): Promise<ReadPlan> {
  const table = choice.plan === undefined ? (folder as PlanFolder).plan() : planFile(choice.plan, choice, context);
  const file = choice.plan ?? join((folder as PlanFolder).dir, 'plan.csv');
  markInput(file, context);
  refuseErrors(table.findings);
  await report(context, table.findings);
  const rows = rowsOf(table, choice.target, file);
  const [first] = rows as [PlanRow, ...PlanRow[]];
  const made = table.meta?.targets[first.target];
  const fiscal = choice.isFiscalGiven ? choice.fiscal : (fiscalOf(made) ?? choice.fiscal);
  const label = made?.period;
  const cells = rows.map(({ period, path, amount, denominator, currency, line }) => ({
    ...{ period, path, amount, denominator, currency },
    place: { file, line },
  }));
  const money = moneyOfRows(rows, first.target, table.meta);
  if (money && choice.onLocalMoney !== 'home') throw refuse('money.local-plan', { target: first.target }, { file });
  const definition = { ...planMetric(first.metric, { folder, made, rows }), ...choice.said };
  const own = {
    levels: table.levels,
    scale: table.scale,
    cells,
    period: label === undefined ? undefined : parsePeriod(label, fiscal),
    fiscal,
  };
  return {
    source: money ? { ...own, ...inHomeMoney(own, money) } : own,
    ...(money && { local: { source: own, money } }),
    target: first.target,
    metric: first.metric,
    revision: table.meta?.revision ?? 1,
    layer: 'quota',
    unitAxes: rowAxesOf(made, table.levels),
    meta: table.meta,
    made,
    definition,
    rollUp: rollUpOf(definition, made?.method ?? []),
  };
}

/** The row axes of a record, if these are the levels of the plan. */
function rowAxesOf(made: PlanMeta['targets'][string] | undefined, levels: readonly string[]): readonly (readonly string[])[] {
  const { unitAxes } = parseAxes(made?.by ?? []).axes;
  return unitAxes.flat().join('\n') === levels.join('\n') ? unitAxes : [levels];
}

/** The fiscal year that a plan was made with, as its record says. */
function fiscalOf(made: PlanMeta['targets'][string] | undefined): FiscalYear | undefined {
  const { start, name } = (made?.fiscal ?? {}) as { start?: unknown; name?: unknown };
  return typeof start === 'number' && (name === 'start' || name === 'end') ? { startMonth: start, name } : undefined;
}

/** A plan file with what its `.meta.json` says. */
export interface TableWithMeta extends PlanTable {
  readonly meta: PlanMeta | undefined;
}

/** A plan file with the `.meta.json` that may stand beside it. */
export function planFile(
  file: string,
  { decimals, fiscal }: Pick<PlanChoice, 'decimals' | 'fiscal'>,
  context: Context,
): TableWithMeta {
  markInput(file, context);
  recoverBeside(file);
  const table = readPlanCsv({ content: readBytes(file), file }, { decimals, fiscal });
  const beside = file.replace(/\.csv$/i, '.meta.json');
  if (beside === file || !existsSync(beside)) return { ...table, meta: undefined };
  markInput(beside, context);
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
    refuseErrors([finding('error', 'cli.not-in-plan', { target: id as string, known: targets.join(', ') }, { file })]);
  return rows;
}
