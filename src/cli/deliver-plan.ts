import { lstatSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { formatAmount } from '../core/amount.ts';
import { type Finding, refuse, refuseErrors } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import type { Metric } from '../core/metrics/metric.ts';
import type { RollUp } from '../core/metrics/roll-up.ts';
import { SHOWN_DECIMALS, shownIn } from '../core/show-in.ts';
import { leafValue } from '../core/tree.ts';
import { writeFiles } from '../plan-folder/atomic-write.ts';
import { ioRefusal } from '../plan-folder/io-refusal.ts';
import { type PlanRow, writePlanCsv } from '../plan-folder/plan-csv.ts';
import type { PlanMeta } from '../plan-folder/plan-meta.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { writePlanMeta } from '../plan-folder/write-plan-meta.ts';
import { type PlanHeading, tidyPlanSheet, widePlanSheet } from '../report/plan-sheet.ts';
import { type Context, sayPhrase, signals } from './context.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import { claimOutput } from './inputs.ts';
import { emit, emitText, isForPeople, withBom } from './output.ts';
import type { RecordSite } from './plan-record.ts';

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
  readonly findings: readonly Finding[];
  readonly options: Pick<DecomposeOptions, 'output' | 'layout' | 'dryRun' | 'decimals'>;
  readonly folder: PlanFolder | undefined;
  /** What stands beside the plan, given where. */
  readonly record: (site: RecordSite) => PlanMeta;
  /** The record that the plan was made on, when it is no new plan. */
  readonly before?: PlanMeta | undefined;
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
  const values = { target: delivery.target, total: formatAmount(delivery.total, plan.scale), cells: plan.cells.length };
  const file = dryRun ? undefined : toFolder ? join(folder.dir, 'plan.csv') : output.file;
  const phrase = dryRun ? 'plan.dry-run' : file === undefined ? 'plan.done' : 'plan.written';
  sayPhrase(context, phrase, { ...values, units: plan.units.leaves.length, file: file ?? '' });
}

/** Whether the output is plan.csv as it stands, and not a selection of it. */
function isPlanFile({ output, layout }: Delivery['options']): boolean {
  const isSelected = output.totals || output.fields !== undefined || output.sort !== undefined || output.top !== undefined;
  return output.format === 'csv' && layout !== 'wide' && !isSelected;
}

function withoutFile(options: Delivery['options']): Delivery['options'] {
  return { ...options, output: { ...options.output, file: undefined } };
}

function headingOf(delivery: Delivery, revision: number): PlanHeading {
  const { target, metric, period, options, definition, rollUp, denominator } = delivery;
  const unit = options.output.showIn;
  const decimals = unit ? SHOWN_DECIMALS : options.decimals;
  return { target, metric, period, layer: 'quota', revision, unit, decimals, definition, rollUp, denominator };
}

async function show(delivery: Delivery, context: Context): Promise<void> {
  const { plan, options, folder, findings } = delivery;
  const { output } = options;
  const heading = headingOf(delivery, folder?.plan().meta?.revision ?? 1);
  const isWide = options.layout === undefined ? isForPeople(output) : options.layout === 'wide';
  if (isPlanFile(options)) {
    await emitText(planCsv(delivery), output, context);
    return;
  }
  const grid = output.showIn ? shownIn(plan, output.showIn) : plan;
  const depths = [0, ...grid.units.levels.map((_, depth) => depth + 1)];
  const sheet = (isWide ? widePlanSheet : tidyPlanSheet)(grid, heading, { words: context.words, depths });
  await emit(sheet, output, context, findings);
}

function planCsv(delivery: Delivery): Iterable<string> {
  const { plan, options } = delivery;
  return writePlanCsv(planRows(delivery), { levels: plan.units.levels, scale: plan.scale, decimals: options.decimals });
}

function* planRows({ plan, target, metric, denominator: below }: Delivery): Generator<PlanRow> {
  const width = plan.periods.leaves.length;
  for (let p = 0; p < width; p++) {
    const { label } = leafValue(plan.periods, p);
    for (let u = 0; u < plan.units.leaves.length; u++) {
      const cell = u * width + p;
      const [amount, denominator] = [plan.cells[cell] as bigint, below?.cells[cell]];
      yield { target, metric, period: label, path: leafValue(plan.units, u).path, amount, denominator, line: 0 };
    }
  }
}

/** `-o plan.csv` with its `plan.meta.json` beside it, both or neither. */
async function writeFile(delivery: Delivery, context: Context): Promise<void> {
  const { options } = delivery;
  const path = options.output.file as string;
  const csv = planCsv(delivery);
  if (extname(path) !== '.csv' || !isPlainFile(path)) {
    await emitText(csv, options.output, context);
    return;
  }
  claimOutput(path, context);
  const meta = writePlanMeta(delivery.record({ dir: resolve(context.cwd, dirname(path)), before: delivery.before }));
  const name = basename(path);
  writeFiles(dirname(path), [
    { path: name, content: withBom(csv, options.output) },
    { path: `${name.slice(0, -'.csv'.length)}.meta.json`, content: meta },
  ]);
}

/** A new file or a regular one; links and devices get the plan alone. */
function isPlainFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch (error) {
    throw ioRefusal(error, path, 'write');
  }
}

/** Replaces the target's rows of plan.csv, and no others. */
async function writeToFolder(delivery: Delivery, context: Context): Promise<void> {
  const { options, plan, target } = delivery;
  const folder = delivery.folder as PlanFolder;
  const before = folder.plan();
  refuseErrors(before.findings);
  const kept = before.rows.filter((row) => row.target !== target);
  const { levels } = plan.units;
  if (kept.length > 0 && before.levels.join('\n') !== levels.join('\n')) {
    throw refuse(
      'cli.levels-differ',
      { levels: levels.join(','), existing: before.levels.join(',') },
      { file: join(folder.dir, 'plan.csv') },
    );
  }
  const { decimals } = options;
  const scale = Math.max(before.scale, plan.scale, decimals);
  const rows = [...rescaled(kept, before.scale, scale), ...rescaled(planRows(delivery), plan.scale, scale)];
  const meta = delivery.record({ dir: resolve(context.cwd, folder.dir), before: before.meta });
  const files = [
    { path: 'plan.csv', content: writePlanCsv(rows, { levels, scale, decimals }) },
    { path: 'plan.meta.json', content: writePlanMeta(meta) },
    ...(delivery.beside ?? []),
  ];
  writeFiles(
    folder.dir,
    files.map((file) => ({ ...file, ...expected(folder, file.path) })),
  );
}

function* rescaled(rows: Iterable<PlanRow>, from: number, to: number): Generator<PlanRow> {
  const factor = 10n ** BigInt(to - from);
  const scaled = (value: bigint | undefined) => value && value * factor;
  for (const row of rows)
    yield factor === 1n ? row : { ...row, amount: scaled(row.amount), denominator: scaled(row.denominator) };
}

function expected(folder: PlanFolder, name: string) {
  const stamp = folder.stamps.get(name);
  return stamp === undefined ? {} : { expected: stamp };
}
