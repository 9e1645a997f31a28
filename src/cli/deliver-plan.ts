import { existsSync, lstatSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { formatExact } from '../core/amount.ts';
import { type Finding, finding, refuse, refuseErrors } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { assignedLayers } from '../core/layers/assigned.ts';
import type { Buffer } from '../core/layers/buffer.ts';
import type { Metric } from '../core/metrics/metric.ts';
import type { RollUp } from '../core/metrics/roll-up.ts';
import type { LocalPlan } from '../core/money/local-plan.ts';
import { shownLocally, viewOfPlan } from '../core/money/local-values.ts';
import { isWithin } from '../core/organisation/unit-tree.ts';
import { SHOWN_DECIMALS, shownIn } from '../core/show-in.ts';
import { writeFiles } from '../plan-folder/atomic-write.ts';
import { ioRefusal } from '../plan-folder/io-refusal.ts';
import { type PlanRow, writePlanCsv } from '../plan-folder/plan-csv.ts';
import type { PlanMeta } from '../plan-folder/plan-meta.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { writePlanMeta } from '../plan-folder/write-plan-meta.ts';
import { type PlanHeading, tidyPlanSheet, widePlanSheet } from '../report/plan-sheet.ts';
import { assignedFile, type ReplacedPart, refuseBufferOfRates, stackFindings, type WholePlan } from './assigned-file.ts';
import { type Context, report, sayPhrase, signals } from './context.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import { claimOutput } from './inputs.ts';
import { emit, emitText, isForPeople, withBom } from './output.ts';
import type { RecordSite } from './plan-record.ts';
import { gridRows, rescaledRows } from './plan-rows.ts';
import { shownDecimals } from './shown-decimals.ts';

export { planRecord, targetId } from './plan-record.ts';

/** A plan to write or to show. */
export interface Delivery {
  readonly plan: Grid;
  readonly total: bigint;
  readonly target: string;
  readonly metric: string;
  readonly period: string;
  readonly definition: Metric;
  readonly rollUp: RollUp;
  /** For a ratio, whose numerators `plan` has. */
  readonly denominator?: Grid | undefined;
  /** The leaves in local money, where some are. */
  readonly local?: LocalPlan | undefined;
  readonly findings: readonly Finding[];
  readonly options: Pick<DecomposeOptions, 'output' | 'layout' | 'dryRun' | 'decimals'>;
  readonly folder: PlanFolder | undefined;
  /** What stands beside the plan, given where. */
  readonly record: (site: RecordSite) => PlanMeta;
  /** The record that the plan was made on, when it is no new plan. */
  readonly before?: PlanMeta | undefined;
  readonly part?: ReplacedPart;
  /** What is assigned above the plan by levels, where it is only shown. */
  readonly buffers?: readonly Buffer[];
  /** Files that the folder gets with the plan, by their names. */
  readonly beside?: readonly { readonly path: string; readonly content: string }[];
}

/** The plan where it belongs: into the folder, into the file of `-o`, or shown. A dry run only shows it. */
export async function deliverPlan(delivery: Delivery, context: Context): Promise<void> {
  const { options, folder, plan } = delivery;
  const { output, dryRun } = options;
  const toFolder = folder !== undefined && output.file === undefined && !dryRun;
  await signals();
  if (toFolder) await writeToFolder(delivery, context);
  if (output.file !== undefined && !dryRun && isPlanFile(options)) await writeFile(delivery, context);
  else if (!toFolder || context.stdout.isTTY || output.format !== 'table')
    await show(dryRun ? { ...delivery, options: withoutFile(options) } : delivery, context);
  const values = {
    target: delivery.target,
    total: formatExact(delivery.total, plan.scale, Math.min(options.decimals, plan.scale)),
    cells: plan.cells.length,
  };
  const file = dryRun ? undefined : toFolder ? join(folder.dir, 'plan.csv') : output.file;
  const phrase = dryRun ? 'plan.dry-run' : file === undefined ? 'plan.done' : 'plan.written';
  sayPhrase(context, phrase, { ...values, units: plan.units.leaves.length, file: file ?? '' });
}

/** Writes the plan where it belongs and shows nothing: the file that it went to, undefined where nothing is written. */
export async function storePlan(delivery: Delivery, context: Context): Promise<string | undefined> {
  const { options, folder } = delivery;
  if (options.dryRun) return undefined;
  await signals();
  if (options.output.file !== undefined) {
    await writeFile(delivery, context);
    return options.output.file;
  }
  if (!folder) return undefined;
  await writeToFolder(delivery, context);
  return join(folder.dir, 'plan.csv');
}

/** Whether the output is plan.csv as it stands, and not a selection of it. */
function isPlanFile({ output, layout }: Delivery['options']): boolean {
  const isSelected = output.totals || output.fields !== undefined || output.sort !== undefined || output.top !== undefined;
  return output.format === 'csv' && layout !== 'wide' && !isSelected;
}

function withoutFile(options: Delivery['options']): Delivery['options'] {
  return { ...options, output: { ...options.output, file: undefined } };
}

/** Writes the plan into the folder, or as a CSV into the file of `-o`; gives the name of the file. */
export async function writePlan(delivery: Delivery, context: Context): Promise<string> {
  const { options, folder } = delivery;
  await signals();
  if (options.output.file === undefined) await writeToFolder(delivery, context);
  else await writeFile(delivery, context);
  return options.output.file ?? join((folder as PlanFolder).dir, 'plan.csv');
}

function headingOf(delivery: Delivery, revision: number): PlanHeading {
  const { target, metric, period, options, definition, rollUp, denominator } = delivery;
  const unit = options.output.showIn;
  const decimals = unit ? SHOWN_DECIMALS : shownDecimals(definition, options.decimals, options.output);
  return { target, metric, period, layer: 'quota', revision, unit, decimals, definition, rollUp, denominator };
}

async function show(delivery: Delivery, context: Context): Promise<void> {
  const { plan, options, folder, findings } = delivery;
  await report(context, shownStack(delivery));
  const { output } = options;
  const own = headingOf(delivery, folder?.plan().meta?.revision ?? 1);
  const isWide = options.layout === undefined ? isForPeople(output) : options.layout === 'wide';
  if (isPlanFile(options)) {
    await emitText(planCsv(delivery), output, context);
    return;
  }
  const local = delivery.local && shownLocally(viewOfPlan(delivery.local), { decimals: options.decimals, unit: output.showIn });
  const heading = { ...own, ...local?.heading };
  const grid = local?.grid ?? (output.showIn ? shownIn(plan, output.showIn) : plan);
  const depths = [0, ...grid.units.levels.map((_, depth) => depth + 1)];
  const sheet = (isWide ? widePlanSheet : tidyPlanSheet)(grid, heading, { words: context.words, depths });
  await emit(sheet, output, context, findings);
}

/** What would be assigned above a plan that is only shown; refuses what writing it would refuse. */
function shownStack({ plan, buffers = [], options, rollUp, target }: Delivery): Finding[] {
  if (buffers.length === 0) return [];
  refuseBufferOfRates({ rollUp, target });
  const stack = stackFindings(plan, assignedLayers(plan, buffers), options.decimals);
  return options.dryRun ? stack : [...stack, finding('note', 'layers.not-written')];
}

function planCsv(delivery: Delivery): Iterable<string> {
  const { plan, options } = delivery;
  return writePlanCsv(rowsOf(delivery), {
    levels: plan.units.levels,
    scale: plan.scale,
    decimals: options.decimals,
  });
}

/** What plan.csv has of the plan: local money where there is any. */
function rowsOf({ plan, local, denominator: below, ...names }: Delivery): Iterable<PlanRow> {
  return gridRows(local?.grid ?? plan, names, { below, currencies: local?.currencies });
}

/** `-o plan.csv` with its `plan.meta.json`, and what is assigned above it, all or none. */
async function writeFile(delivery: Delivery, context: Context): Promise<void> {
  const { options, part } = delivery;
  const path = options.output.file as string;
  if (extname(path) !== '.csv' || !isPlainFile(path)) {
    await emitText(planCsv(delivery), options.output, context);
    return;
  }
  // A part goes back into the plan that it was read from.
  if (part?.whole === undefined) claimOutput(path, context);
  const meta = delivery.record({ dir: resolve(context.cwd, dirname(path)), before: delivery.before });
  const stem = basename(path).slice(0, -'.csv'.length);
  const isThere = existsSync(join(dirname(path), `${stem}.assigned.csv`));
  const assigned = await assignedFile(delivery, { meta, others: [], scale: delivery.plan.scale, isThere });
  if (assigned) claimOutput(join(dirname(path), `${stem}.assigned.csv`), context);
  await report(context, assigned?.findings ?? []);
  writeFiles(dirname(path), [
    { path: `${stem}.csv`, content: withBom(part?.whole ? wholeCsv(delivery, part.whole) : planCsv(delivery), options.output) },
    { path: `${stem}.meta.json`, content: writePlanMeta(meta) },
    ...(assigned ? [{ path: `${stem}.assigned.csv`, content: withBom(assigned.content, options.output) }] : []),
  ]);
}

/** A plan with its part replaced. */
function wholeCsv(delivery: Delivery, { rows, levels, scale: before }: WholePlan) {
  const { plan, options } = delivery;
  const { decimals } = options;
  const scale = Math.max(before, plan.scale, decimals);
  const all = [...rescaledRows(keptRows(delivery, rows), before, scale), ...rescaledRows(rowsOf(delivery), plan.scale, scale)];
  return writePlanCsv(all, { levels, scale, decimals });
}

/** The rows that stay: those of other targets, and of the same where only a part is replaced. */
function keptRows({ target, part }: Delivery, rows: readonly PlanRow[]): readonly PlanRow[] {
  if (part?.whole) return rows.filter((row) => row.target !== target || !isWithin(row.path, part.unit));
  return rows.filter((row) => row.target !== target);
}

/** A new file or a regular one; links and devices get the plan alone. */
function isPlainFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch (error) {
    throw ioRefusal(error, path, 'write');
  }
}

/** Replaces the target's rows of plan.csv, or those of its part, and no others; and what is assigned above it with them. */
async function writeToFolder(delivery: Delivery, context: Context): Promise<void> {
  const { plan } = delivery;
  const folder = delivery.folder as PlanFolder;
  const before = folder.plan();
  const assignedBefore = folder.assigned();
  refuseErrors([...before.findings, ...assignedBefore.findings]);
  const { levels } = plan.units;
  if (keptRows(delivery, before.rows).length > 0 && before.levels.join('\n') !== levels.join('\n')) {
    throw refuse(
      'cli.levels-differ',
      { levels: levels.join(','), existing: before.levels.join(',') },
      { file: join(folder.dir, 'plan.csv') },
    );
  }
  const meta = delivery.record({ dir: resolve(context.cwd, folder.dir), before: before.meta });
  const others = assignedBefore.rows.filter((row) => row.target !== delivery.target);
  const isThere = folder.stamps.get('assigned.csv') !== 'absent';
  const assigned = await assignedFile(delivery, { meta, others, scale: assignedBefore.scale, isThere });
  await report(context, assigned?.findings ?? []);
  const files = [
    { path: 'plan.csv', content: wholeCsv(delivery, { ...before, levels }) },
    { path: 'plan.meta.json', content: writePlanMeta(meta) },
    ...(assigned ? [{ path: 'assigned.csv', content: assigned.content }] : []),
    ...(delivery.beside ?? []),
  ];
  writeFiles(
    folder.dir,
    files.map((file) => ({ ...file, ...expected(folder, file.path) })),
  );
}

function expected(folder: PlanFolder, name: string) {
  const stamp = folder.stamps.get(name);
  return stamp === undefined ? {} : { expected: stamp };
}
