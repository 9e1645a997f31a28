import { allocateWithBounds } from '../core/allocation/allocate-bounded.ts';
import { applyChanges, blocksOf, heldBounds } from '../core/allocation/changes/apply-changes.ts';
import { parseChange } from '../core/allocation/changes/change.ts';
import type { Absorb } from '../core/allocation/changes/change-problem.ts';
import { placeChange } from '../core/allocation/changes/placed-change.ts';
import type { Bound } from '../core/allocation/locks/lock.ts';
import { lockBounds } from '../core/allocation/locks/lock-bounds.ts';
import { atScale, formatExact, parseDecimal, power10 } from '../core/amount.ts';
import { refuseErrors } from '../core/finding.ts';
import { type Grid, valueAt } from '../core/grid.ts';
import { fullPlanGrid } from '../core/plan.ts';
import { NO_REPEATS } from '../core/repeats.ts';
import type { PlanMeta } from '../plan-folder/plan-meta.ts';
import { asOfDay } from './as-of.ts';
import { type Context, type ExitCode, report } from './context.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import { deliverPlan } from './deliver-plan.ts';
import { lockFileWith } from './lock-file.ts';
import { header } from './plan-record.ts';
import type { PlanPlace } from './plan-run.ts';
import { readLocks } from './read-locks.ts';
import { type ReadPlan, readPlan, refuseRepeated } from './read-plan.ts';

/**
 * `decompose --change`: sets nodes of a plan that exists. Locks hold, and so does what earlier changes set. In a plan folder the
 * nodes are written to locks.csv besides, so that the next decomposition keeps them.
 */
export async function changePlan(options: DecomposeOptions, { folder, context }: PlanPlace): Promise<ExitCode> {
  const choice = { ...options, isFiscalGiven: options.flags['fiscal-start'] !== undefined };
  const read = await readPlan(choice, folder, context);
  refuseRepeated(read);
  const plan = fullPlanGrid(read.source);
  const { fiscal } = read.source;
  const finer = power10(plan.scale - options.decimals);
  const changes = options.changes.map((change) => placeChange(plan, change, fiscal));
  const locks = await boundsOf({ ...options, target: read.target }, plan, { folder, context });
  const earlier = (read.made?.changes ?? []).flatMap((text) => earlierBounds(plan, { text, fiscal }));
  const roundTo =
    options.flags['round-to'] === undefined ? recordedRounding(read.made?.round_to, plan.scale) : options.roundTo * finer;
  const applying = { absorb: options.absorb, roundTo, locks: [...locks, ...earlier], allocate: allocateWithBounds };
  const { grid, changed, findings } = applyChanges(plan, changes, applying);
  await report(context, findings);
  const locked = folder && { options, folder, target: read.target, nodes: changed };
  const { target, metric, meta } = read;
  const total = valueAt(grid, 0, 0);
  await deliverPlan(
    {
      plan: grid,
      total,
      repeats: NO_REPEATS,
      ...{ target, metric, period: grid.periods.nodes[0]!.value.label, findings, options, folder, before: meta },
      record: ({ before }) => changedRecord(before ?? meta, { read, options, total, grid, context }),
      beside: locked ? [lockFileWith(grid, locked)] : [],
    },
    context,
  );
  return 0;
}

async function boundsOf(options: DecomposeOptions, plan: Grid, { folder, context }: PlanPlace): Promise<Bound[]> {
  const locks = await readLocks(options, { folder, levels: plan.units.levels, context });
  const asOf = options.asOf === undefined ? context.today : asOfDay(options.asOf, undefined, context.today);
  const scaled = locks.map((lock) => ({ ...lock, amount: lock.amount * power10(plan.scale - options.decimals) }));
  const { bounds, findings } = lockBounds({ axes: plan, locks: scaled, scale: plan.scale, asOf });
  refuseErrors(findings);
  await report(context, findings);
  return bounds;
}

/** What an earlier change set, at what it holds now. */
function earlierBounds(plan: Grid, { text, fiscal }: { text: string; fiscal: ReadPlan['source']['fiscal'] }): Bound[] {
  const change = parseChange(recordedFlags(text).text, plan.scale);
  return change ? heldBounds(plan, blocksOf(placeChange(plan, change, fiscal)), text) : [];
}

/** A recorded change: its text, and the flags beside it where they were not the usual ones. */
export function recordedFlags(recorded: string): {
  readonly text: string;
  readonly absorb: Absorb;
  readonly roundTo: string | undefined;
} {
  const [text = '', ...flags] = recorded.split(/ --(?=absorb none|round-to [\d.]+)/);
  const value = (name: string) => flags.find((flag) => flag.startsWith(`${name} `))?.slice(name.length + 1);
  return { text, absorb: value('absorb') === 'none' ? 'none' : 'siblings', roundTo: value('round-to') };
}

function withFlags(text: string, { absorb, flags, roundTo, decimals }: DecomposeOptions): string {
  const rounding = flags['round-to'] === undefined ? '' : ` --round-to ${formatExact(roundTo, decimals, 0)}`;
  return `${text}${absorb === 'none' ? ' --absorb none' : ''}${rounding}`;
}

/** A rounding unit of a record at the scale of its plan; the smallest unit where it says none. */
export function recordedRounding(text: string | undefined, scale: number): bigint {
  const written = text === undefined ? undefined : parseDecimal(text);
  return (written && atScale(written, scale)) || 1n;
}

interface Changed {
  readonly read: ReadPlan;
  readonly options: DecomposeOptions;
  readonly total: bigint;
  readonly grid: Grid;
  readonly context: Context;
}

/** The plan's record with the changes and the new total. */
function changedRecord(before: PlanMeta | undefined, { read, options, total, grid, context }: Changed): PlanMeta {
  const said = options.changes.map(({ text }) => withFlags(text, options));
  const target = {
    metric: read.metric,
    period: grid.periods.nodes[0]!.value.label,
    ...read.made,
    total: formatExact(total, grid.scale, options.decimals),
    changes: [...(read.made?.changes ?? []), ...said],
  };
  return { ...header(before, context), inputs: before?.inputs ?? [], targets: { ...before?.targets, [read.target]: target } };
}
