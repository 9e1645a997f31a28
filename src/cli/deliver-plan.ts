import { lstatSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Decomposition } from '../core/allocation/decompose.ts';
import { formatAmount, formatExact } from '../core/amount.ts';
import { formatDay } from '../core/calendar/day.ts';
import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import { refuse, refuseErrors } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
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
import type { Facts } from './read-facts.ts';
import { VERSION } from './version.ts';

export interface Delivery {
  readonly result: Decomposition;
  readonly options: DecomposeOptions;
  readonly facts: Facts | undefined;
  readonly folder: PlanFolder | undefined;
}

/** The plan where it belongs: into the folder, into the file of `-o`, or shown. A dry run only shows it. */
export async function deliverPlan(delivery: Delivery, context: Context): Promise<void> {
  const { options, folder, result } = delivery;
  const { output, dryRun } = options;
  const id = targetId(options);
  const toFolder = folder !== undefined && output.file === undefined && !dryRun;
  await signals();
  if (toFolder) await writeToFolder(delivery, context);
  if (output.file !== undefined && !dryRun && isPlanFile(options)) await writeFile(delivery, context);
  else if (!toFolder || context.stdout.isTTY || output.format !== 'table')
    await show(dryRun ? { ...delivery, options: withoutFile(options) } : delivery, context);
  const values = { target: id, total: formatAmount(result.total, options.decimals), cells: result.plan.cells.length };
  const file = dryRun ? undefined : toFolder ? join(folder.dir, 'plan.csv') : output.file;
  const phrase = dryRun ? 'plan.dry-run' : file === undefined ? 'plan.done' : 'plan.written';
  sayPhrase(context, phrase, { ...values, units: result.plan.units.leaves.length, file: file ?? '' });
}

/** Whether the output is plan.csv as it stands, and not a selection of it. */
function isPlanFile({ output, layout }: DecomposeOptions): boolean {
  const isSelected = output.totals || output.fields !== undefined || output.sort !== undefined || output.top !== undefined;
  return output.format === 'csv' && layout !== 'wide' && !isSelected;
}

function withoutFile(options: DecomposeOptions): DecomposeOptions {
  return { ...options, output: { ...options.output, file: undefined } };
}

/** `--target`, else the metric and the period. */
function targetId({ target, metric, period }: DecomposeOptions): string {
  return target ?? `${metric}-${(period as Period).label}`;
}

function headingOf(options: DecomposeOptions, revision: number): PlanHeading {
  const { metric, period, output, decimals } = options;
  const unit = output.showIn;
  return {
    target: targetId(options),
    metric,
    period: (period as Period).label,
    layer: 'quota',
    revision,
    unit,
    decimals: unit ? SHOWN_DECIMALS : decimals,
  };
}

async function show({ result, options, folder }: Delivery, context: Context): Promise<void> {
  const { output } = options;
  const heading = headingOf(options, folder?.plan().meta?.revision ?? 1);
  const isWide = options.layout === undefined ? isForPeople(output) : options.layout === 'wide';
  if (isPlanFile(options)) {
    await emitText(planCsv(result.plan, options), output, context);
    return;
  }
  const grid = output.showIn ? shownIn(result.plan, output.showIn) : result.plan;
  const depths = [0, ...grid.units.levels.map((_, depth) => depth + 1)];
  const sheet = (isWide ? widePlanSheet : tidyPlanSheet)(grid, heading, { words: context.words, depths });
  await emit(sheet, output, context, result.findings);
}

function planCsv(plan: Grid, options: DecomposeOptions): Iterable<string> {
  const { decimals } = options;
  return writePlanCsv(planRows(plan, options), { levels: plan.units.levels, scale: decimals, decimals });
}

function* planRows(plan: Grid, options: DecomposeOptions): Generator<PlanRow> {
  const [target, { metric }] = [targetId(options), options];
  const width = plan.periods.leaves.length;
  for (let p = 0; p < width; p++) {
    const { label } = leafValue(plan.periods, p);
    for (let u = 0; u < plan.units.leaves.length; u++) {
      yield {
        target,
        metric,
        period: label,
        path: leafValue(plan.units, u).path,
        amount: plan.cells[u * width + p] as bigint,
        line: 0,
      };
    }
  }
}

/** `-o plan.csv` with its `plan.meta.json` beside it, both or neither. */
async function writeFile(delivery: Delivery, context: Context): Promise<void> {
  const { options, result } = delivery;
  const path = options.output.file as string;
  const csv = planCsv(result.plan, options);
  if (extname(path) !== '.csv' || !isPlainFile(path)) {
    await emitText(csv, options.output, context);
    return;
  }
  claimOutput(path, context);
  const meta = writePlanMeta(metaOf(delivery, undefined, context));
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
  const { options, result } = delivery;
  const folder = delivery.folder as PlanFolder;
  const before = folder.plan();
  refuseErrors(before.findings);
  const kept = before.rows.filter((row) => row.target !== targetId(options));
  const { levels } = result.plan.units;
  if (kept.length > 0 && before.levels.join('\n') !== levels.join('\n')) {
    throw refuse(
      'cli.levels-differ',
      { levels: levels.join(','), existing: before.levels.join(',') },
      { file: join(folder.dir, 'plan.csv') },
    );
  }
  const { decimals } = options;
  const scale = Math.max(before.scale, decimals);
  const rows = [...rescaled(kept, before.scale, scale), ...rescaled(planRows(result.plan, options), decimals, scale)];
  const meta = metaOf(delivery, before.meta, context);
  writeFiles(folder.dir, [
    { path: 'plan.csv', content: writePlanCsv(rows, { levels, scale, decimals }), ...expected(folder, 'plan.csv') },
    { path: 'plan.meta.json', content: writePlanMeta(meta), ...expected(folder, 'plan.meta.json') },
  ]);
}

function* rescaled(rows: Iterable<PlanRow>, from: number, to: number): Generator<PlanRow> {
  const factor = 10n ** BigInt(to - from);
  for (const row of rows) yield factor === 1n || row.amount === undefined ? row : { ...row, amount: row.amount * factor };
}

function expected(folder: PlanFolder, name: string) {
  const stamp = folder.stamps.get(name);
  return stamp === undefined ? {} : { expected: stamp };
}

function metaOf({ options, result, facts }: Delivery, before: PlanMeta | undefined, context: Context): PlanMeta {
  const inputs = (facts?.files ?? []).flatMap(({ name, bytes, sha256 }) =>
    sha256 === undefined ? [] : [{ file: name, sha256, bytes }],
  );
  const { basis, axes, period, roundTo, decimals } = options;
  const target = {
    total: formatExact(result.total, decimals, decimals),
    metric: options.metric,
    period: (period as Period).label,
    by: [(axes.grains ?? ['month']).join(','), (axes.levels ?? []).join(',')].filter((axis) => axis !== ''),
    basis: [`time=${basis.time.name}`, `org=${basis.org.name}`],
    method: ['proportional'],
    shape: options.shape,
    round_to: formatExact(roundTo, decimals, 0),
    ...(isFiscalLabel((period as Period).label) && { fiscal: { start: options.fiscal.startMonth, name: options.fiscal.name } }),
    windows: result.windows.map(({ start, end }) => `${formatDay(start)}..${formatDay(end)}`),
  };
  return {
    schema: 'salesplan/plan-meta@1',
    version: VERSION,
    revision: before?.revision ?? 1,
    layer: 'quota',
    inputs,
    command: [...context.argv],
    targets: { ...before?.targets, [targetId(options)]: target },
  };
}
