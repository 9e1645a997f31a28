import { allocateWithBounds } from '../core/allocation/allocate-bounded.ts';
import { applyChanges, blocksOf, heldApart, heldBounds } from '../core/allocation/changes/apply-changes.ts';
import { placeChange } from '../core/allocation/changes/placed-change.ts';
import { lockBounds } from '../core/allocation/locks/lock-bounds.ts';
import { atScale, formatExact, power10 } from '../core/amount.ts';
import { type Finding, finding, refuseErrors } from '../core/finding.ts';
import { type Grid, valueAt } from '../core/grid.ts';
import { SUMS } from '../core/metrics/roll-up.ts';
import { FROZEN_KIND } from '../core/negotiation/frozen-cells.ts';
import { fullPlanGrid, planGrid } from '../core/plan.ts';
import { lockRecord } from '../plan-folder/lock-records.ts';
import type { LockRecord, PlanMeta } from '../plan-folder/plan-meta.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { asOfDay } from './as-of.ts';
import { type Context, type ExitCode, report } from './context.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import { deliverPlan } from './deliver-plan.ts';
import { lockFileWith } from './lock-file.ts';
import { parseAxes } from './parse-flags.ts';
import { sortedChanges } from './plan-parts.ts';
import { header } from './plan-record.ts';
import type { PlanPlace } from './plan-run.ts';
import { readLocks } from './read-locks.ts';
import { type ReadPlan, readPlan, refuseUnlessSums } from './read-plan.ts';
import { frozenRecord, heldChanges, recordedRounding } from './recorded-steps.ts';

/**
 * `decompose --change`: sets nodes of a plan that exists. Locks hold, and so does what earlier changes set. In a plan folder the
 * nodes are written to locks.csv besides, so that the next decomposition keeps them.
 */
export async function changePlan(options: DecomposeOptions, { folder, context }: PlanPlace): Promise<ExitCode> {
  const choice = { ...options, isFiscalGiven: options.flags['fiscal-start'] !== undefined };
  const read = await readPlan(choice, folder, context);
  refuseUnlessSums(read);
  const plan = fullPlanGrid(read.source);
  const { fiscal } = read.source;
  const finer = power10(plan.scale - options.decimals);
  const changes = options.changes.map((change) => placeChange(plan, change, fiscal));
  const { own, general, frozen } = await boundsOf({ ...options, target: read.target }, plan, { folder, context });
  const standing = sortedChanges(read).standing.map(({ step }) => step);
  const earlier = heldChanges(standing, plan.scale).flatMap((change) =>
    heldBounds(plan, blocksOf(placeChange(plan, change, fiscal)), change.text),
  );
  const roundTo =
    options.flags['round-to'] === undefined ? recordedRounding(read.made?.round_to, plan.scale) : options.roundTo * finer;
  const held = heldApart(own, earlier);
  const applying = { ...held, locks: [...held.locks, ...general], absorb: options.absorb, roundTo, allocate: allocateWithBounds };
  const { grid, changed, findings } = applyChanges(plan, changes, applying);
  const total = valueAt(grid, 0, 0);
  const all = [...findings, ...offTarget({ read, total, scale: grid.scale, folder })];
  await report(context, all);
  const locked = folder && { options, folder, target: read.target, nodes: changed };
  const { target, metric, meta } = read;
  await deliverPlan(
    {
      plan: { ...grid, periods: shownPeriods(read) },
      total,
      definition: read.definition,
      rollUp: SUMS,
      ...{ target, metric, period: grid.periods.nodes[0]!.value.label, findings: all, options, folder, before: meta },
      record: ({ before }) => changedRecord(before ?? meta, { read, options, frozen, total, grid, context }),
      beside: locked ? [lockFileWith(grid, locked)] : [],
    },
    context,
  );
  return 0;
}

/** A plan whose total may not be its target's any more. */
export interface ChangedTotal {
  readonly read: ReadPlan;
  readonly total: bigint;
  readonly scale: number;
  readonly folder: PlanFolder | undefined;
}

/** A target of the folder that the plan no longer adds up to: the next decomposition goes by the target. */
export function offTarget({ read, total, scale, folder }: ChangedTotal): Finding[] {
  const value = folder?.targets.rows.find(({ target }) => target === read.target)?.value;
  if (value === undefined || atScale(value, scale) === total) return [];
  const values = {
    target: read.target,
    value: formatExact(value.coefficient, value.scale, 2),
    total: formatExact(total, scale, 2),
  };
  return [finding('warning', 'change.off-target', values)];
}

/** The plan's periods by the grains that it was made with. */
function shownPeriods({ source, made }: ReadPlan): Grid['periods'] {
  return planGrid(source, parseAxes(made?.by ?? []).axes.grains ?? []).periods;
}

/** The locks on the plan: those of its own target, of which a change may take a `fix`'s place, and those of every target. */
async function boundsOf(options: DecomposeOptions, plan: Grid, { folder, context }: PlanPlace) {
  const locks = await readLocks(options, { folder, levels: plan.units.levels, context });
  const asOf = options.asOf === undefined ? context.today : asOfDay(options.asOf, undefined, context.today);
  const found = [false, true].map((isGeneral) => {
    const these = locks.filter(({ target }) => (target === '') === isGeneral);
    const scaled = these.map((lock) => ({ ...lock, amount: lock.amount * power10(plan.scale - options.decimals) }));
    return lockBounds({ axes: plan, locks: scaled, scale: plan.scale, asOf });
  }) as [ReturnType<typeof lockBounds>, ReturnType<typeof lockBounds>];
  const findings = found.flatMap((one) => one.findings);
  refuseErrors(findings);
  await report(context, findings);
  const frozen = locks.filter(({ kind }) => kind === FROZEN_KIND).map((lock) => lockRecord(lock, options.decimals));
  return { own: found[0].bounds, general: found[1].bounds, frozen };
}

function withFlags(text: string, { absorb, flags, roundTo, decimals }: DecomposeOptions): string {
  const rounding = flags['round-to'] === undefined ? '' : ` --round-to ${formatExact(roundTo, decimals, 0)}`;
  return `${text}${absorb === 'none' ? ' --absorb none' : ''}${rounding}`;
}

interface Changed {
  readonly read: ReadPlan;
  readonly options: DecomposeOptions;
  /** What frozen units held. */
  readonly frozen: readonly LockRecord[];
  readonly total: bigint;
  readonly grid: Grid;
  readonly context: Context;
}

/** The plan's record with the changes and the new total. */
function changedRecord(before: PlanMeta | undefined, { read, options, frozen, total, grid, context }: Changed): PlanMeta {
  const said = options.changes.map(({ text }) => withFlags(text, options));
  const target = {
    metric: read.metric,
    period: grid.periods.nodes[0]!.value.label,
    ...read.made,
    total: formatExact(total, grid.scale, options.decimals),
    changes: [...(read.made?.changes ?? []), ...frozenRecord(read.made, frozen), ...said],
  };
  return { ...header(before, context), inputs: before?.inputs ?? [], targets: { ...before?.targets, [read.target]: target } };
}
