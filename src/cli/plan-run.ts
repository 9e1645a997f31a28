import { join } from 'node:path';
import type { AxisBasis } from '../core/allocation/basis/basis-cells.ts';
import type { Axis, BasisSource } from '../core/allocation/basis/basis-source.ts';
import { decompose } from '../core/allocation/decompose.ts';
import type { Lock } from '../core/allocation/locks/lock.ts';
import { civil, type Day } from '../core/calendar/day.ts';
import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import { isMonthAligned, type Period } from '../core/calendar/period.ts';
import { refuse } from '../core/finding.ts';
import { formatPath, unitTree } from '../core/organisation/unit-tree.ts';
import { attributeTotals } from '../core/reorganisation/attribute-totals.ts';
import { withCustomerShares } from '../core/reorganisation/customer-shares.ts';
import { withFullPaths } from '../core/reorganisation/full-paths.ts';
import { effectiveBy, inOrder } from '../core/reorganisation/order-events.ts';
import { needsCustomers, type StatedEvent } from '../core/reorganisation/stated-event.ts';
import { throughDay } from '../core/through-day.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { asOfDay } from './as-of.ts';
import type { Context } from './context.ts';
import { type DecomposeOptions, needsHistory } from './decompose-options.ts';
import { unitPathOf } from './level-choice.ts';
import { type InputFile, type PlanRun, targetId } from './plan-record.ts';
import { CUSTOMER, readEvents } from './read-events.ts';
import { type Facts, readFacts } from './read-facts.ts';
import { readLocks } from './read-locks.ts';
import { readRoster } from './read-roster.ts';

export type { PlanRun } from './plan-record.ts';

export interface PlanPlace {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

/** Reads everything that the options name and decomposes; nothing is written or shown but what reading has to say. */
export async function runPlan(
  options: DecomposeOptions,
  { folder, context }: PlanPlace,
  recorded?: readonly StatedEvent[],
): Promise<PlanRun> {
  const { axes, fiscal, decimals } = options;
  const levels = axes.levels ?? [];
  const asOf = options.asOf === undefined ? undefined : asOfDay(options.asOf, undefined, context.today);
  const stated = recorded ?? (await readEvents(options, { folder, context }));
  const withCustomers = stated.some(needsCustomers);
  const read = needsHistory(options) ? await history(options, asOf, { context, withCustomers }) : undefined;
  const { past, later } = eventsOf(stated, options, read);
  const facts = read && { ...read, totals: attributeTotals(read.totals, past, withCustomers) };
  refuseBlankUnits(options, facts);
  const period = options.period as Period;
  const known = facts ? unitPathOf(formatPath(options.unit), levels, facts.totals.units) : options.unit;
  const locks = await readLocks({ ...options, target: targetId(options) }, { folder, levels, context });
  const result = decompose({
    ...options,
    period,
    scale: decimals,
    grains: axes.grains ?? ['month'],
    fiscal: isFiscalLabel(period.label) ? fiscal : undefined,
    levels,
    unitAxes: axes.unitAxes ?? [],
    unit: known,
    basis: await bases(options, context),
    tilts: options.weights,
    locks,
    asOf: asOf ?? context.today,
    roster: await readRoster({ file: options.org, folder }, levels, context),
    totals: facts?.totals,
  });
  return {
    result,
    facts,
    locks,
    files: inputFiles(options, folder, locks),
    events: { past, later: withCustomerShares([...past, ...later], read?.totals).slice(past.length) },
  };
}

/** The events by when they are: those that the planned period's first day finds done, and those to come. */
function eventsOf(stated: readonly StatedEvent[], { axes, period }: DecomposeOptions, read: Facts | undefined) {
  const units = unitTree(axes.levels ?? [], read?.totals.units ?? []);
  return effectiveBy(inOrder(withFullPaths(stated, units)), (period as Period).start);
}

/** The files that were named, and those of the folder that had a say. */
function inputFiles(options: DecomposeOptions, folder: PlanFolder | undefined, locks: readonly Lock[]): InputFile[] {
  const { basis, org } = options;
  const named = [...new Set([basis.org, basis.time])].flatMap((choice): InputFile[] =>
    'kind' in choice ? [{ file: choice.path, role: choice.kind === 'file' ? 'weights' : 'plan' }] : [],
  );
  const lockFiles = new Set(locks.flatMap(({ place }) => place?.file ?? []));
  const roster = org ?? (folder && folder.organisation.rows.length > 0 ? rosterFile(folder) : undefined);
  return [
    ...[...lockFiles].map((file): InputFile => ({ file, role: 'locks' })),
    ...(roster === undefined ? [] : [{ file: roster, role: 'roster' as const }]),
    ...new Map(named.map((input) => [input.file, input])).values(),
  ];
}

function rosterFile({ dir, settings }: PlanFolder): string {
  return join(dir, settings.org ?? 'organisation.csv');
}

/** The facts of the history; as they were known on the as-of day when one is named. */
interface HistoryForm {
  readonly context: Context;
  /** Whether each unit has the customer as its last name. */
  readonly withCustomers: boolean;
}

async function history(
  options: DecomposeOptions,
  asOf: Day | undefined,
  { context, withCustomers }: HistoryForm,
): Promise<Facts> {
  const grains = options.axes.grains ?? [];
  const cutsMonth = !isMonthAligned(options.period as Period) || (asOf !== undefined && civil(asOf + 1).day !== 1);
  const { reading, axes } = options;
  const facts = await readFacts(
    {
      files: options.history,
      reading,
      levels: [...(axes.levels ?? []), ...(withCustomers ? [CUSTOMER] : [])],
      grain: grains.includes('week') || grains.includes('day') || cutsMonth ? 'day' : 'month',
      identify: true,
      metric: options.metric,
      meanwhile: deliver,
    },
    context,
  );
  return asOf === undefined ? facts : { ...facts, totals: throughDay(facts.totals, asOf) };
}

/** How plans are written; loaded while the engine reads. */
export const deliver = () => import('./deliver-plan.ts');

/** The bases of both axes, those that are files read; one and the same where both name the same. */
async function bases({ basis, decimals, fiscal }: DecomposeOptions, context: Context): Promise<AxisBasis> {
  const read = async (axis: Axis): Promise<BasisSource> => {
    const choice = basis[axis];
    if (!('kind' in choice)) return choice;
    const { readFileBasis } = await import('./read-file-basis.ts');
    return readFileBasis(choice, { decimals, fiscal }, context);
  };
  const org = await read('org');
  return { org, time: basis.time.name === basis.org.name ? org : await read('time') };
}

function refuseBlankUnits({ onBlankUnit }: DecomposeOptions, facts: Facts | undefined): void {
  const blank = facts?.totals.units.filter((path) => path.includes('(unassigned)')) ?? [];
  if (onBlankUnit === 'error' && blank.length > 0) throw refuse('cli.blank-units', { units: blank.length });
}
