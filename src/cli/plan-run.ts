import { join } from 'node:path';
import type { DecomposeRequest } from '../core/allocation/decompose.ts';
import type { GivenAmount } from '../core/allocation/given.ts';
import type { Lock } from '../core/allocation/locks/lock.ts';
import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import { cutLevels } from '../core/cut-levels.ts';
import { finding, refuse } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import type { StockPlan } from '../core/metrics/decompose-stock.ts';
import { formatPath, isWithin } from '../core/organisation/unit-tree.ts';
import { deepest } from '../core/reorganisation/at-depth.ts';
import { attributeTotals } from '../core/reorganisation/attribute-totals.ts';
import { withCustomerShares } from '../core/reorganisation/customer-shares.ts';
import { rosterBeforeEvents } from '../core/reorganisation/roster-before-events.ts';
import { needsCustomers, type StatedEvent } from '../core/reorganisation/stated-event.ts';
import { MOST_GROUPS } from '../facts/sum-limit.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { asOfDay } from './as-of.ts';
import { type Context, report } from './context.ts';
import { decomposeLocally } from './decompose-locally.ts';
import { type DecomposeOptions, needsHistory, weighsHistory } from './decompose-options.ts';
import { type LeafMoney, leafMoney } from './leaf-money.ts';
import { depthsOf, unitPathOf } from './level-choice.ts';
import { planBases, workingDaysOf } from './plan-bases.ts';
import { readHistory, refuseBlankUnits } from './plan-history.ts';
import { type InputFile, type PlanRun, targetId } from './plan-record.ts';
import { readDayCounting } from './read-calendar.ts';
import { readEvents } from './read-events.ts';
import { readLocks } from './read-locks.ts';
import { readRoster } from './read-roster.ts';
import { apartFromFrozen, frozenUnits, sortEvents } from './sorted-events.ts';

export type { PlanRun } from './plan-record.ts';

export interface PlanPlace {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

/** Options with what a part of a plan was given, and what a plan had. */
export type PlanOptions = DecomposeOptions & {
  readonly givenAmounts?: readonly GivenAmount[];
  /** The money of a plan that is made again, as its record and its rows say. */
  readonly leafMoney?: LeafMoney | undefined;
};

/** Reads everything that the options name and decomposes; nothing is written or shown but what reading has to say. */
export async function runPlan(options: PlanOptions, place: PlanPlace, recorded?: readonly StatedEvent[]): Promise<PlanRun> {
  const { request, all, roster, ...read } = await readRequest(options, place, recorded);
  const isOwn = recorded === undefined && options.givenAmounts === undefined;
  const money = isOwn ? await leafMoney(options, { ...place, roster, facts: read.facts }) : options.leafMoney;
  const { result, local } = decomposeLocally(request, money, options.buffers.length);
  if (local && read.events.later.length > 0) throw refuse('money.not-with-local', { what: 'events.csv' });
  const plan = withLevels(result.plan, all);
  const leaves = local && { local: { ...local, grid: withLevels(local.grid, all) } };
  return { result: { ...result, plan }, ...leaves, ...read };
}

/** The same of a stock. */
export async function runStock(
  options: DecomposeOptions,
  place: PlanPlace,
  recorded?: readonly StatedEvent[],
): Promise<PlanRun<StockPlan>> {
  const { request, all, roster: _, ...read } = await readRequest(options, place, recorded);
  const { metric, definition } = options;
  if (read.locks.length > 0) throw refuse('metric.no-locks', { metric, kind: 'stock', count: read.locks.length });
  const { decomposeStock } = await import('../core/metrics/decompose-stock.ts');
  const result = decomposeStock(request, definition.closing);
  return { result: { ...result, plan: withLevels(result.plan, all) }, ...read };
}

/** A plan that stops above some levels, with room for them. */
function withLevels(plan: Grid, levels: readonly string[]): Grid {
  return { ...plan, units: { ...plan.units, levels } };
}

async function readRequest(options: PlanOptions, place: PlanPlace, recorded: readonly StatedEvent[] | undefined) {
  const { folder, context } = place;
  const { axes, fiscal, decimals } = options;
  const frame = frameOf(options, context);
  const { all, levels, period, asOf } = frame;
  const { facts, past, later } = await readPast(options, place, { ...frame, recorded });
  refuseBlankUnits(options, facts?.totals.units ?? []);
  const known = facts && !options.givenAmounts ? unitPathOf(formatPath(options.unit), levels, facts.totals.units) : options.unit;
  const locks = await heldLocks(options, { all, levels }, place);
  const counting = await readDayCounting(options, { folder, context, span: period });
  const working = await workingDaysOf(options, { counting, period }, place);
  const alignment = await alignmentOf(options, place, period);
  const frozen = { folder, target: targetId(options), levels, period };
  const asRecorded = { free: later, held: [], findings: [] };
  const { free: coming, held, findings } = recorded ? asRecorded : apartFromFrozen(later, frozen);
  await report(context, findings);
  const roster = await readRoster({ file: options.org, folder }, levels, context);
  const request: DecomposeRequest = {
    ...options,
    period,
    scale: decimals,
    grains: axes.grains ?? ['month'],
    mostCells: options.reading.maxGroups ?? MOST_GROUPS,
    fiscal: isFiscalLabel(period.label) ? fiscal : undefined,
    levels,
    unitAxes: cutAxes(axes.unitAxes ?? [], levels),
    unit: known,
    basis: await planBases(options, { totals: facts?.totals, working }, place),
    tilts: options.weights,
    locks,
    asOf: asOf ?? context.today,
    roster: roster && rosterBeforeEvents(roster, coming),
    countDays: counting.countDays,
    comparable: alignment?.comparable,
    totals: facts?.totals,
    // A part has no row of what is frozen beside it.
    named: frozenUnits(locks, levels).filter((path) => isWithin(path, known)),
  };
  const days = new Map([...calendarInput(working ?? counting), ...(alignment?.files ?? [])].map((input) => [input.file, input]));
  const files = [...inputFiles(options, folder, locks), ...days.values()];
  return { request, all, roster, facts, locks, files, countDays: counting.countDays, events: { past, later: coming, held } };
}

/** What is planned, and the day up to which its history is known, where one was named. */
function frameOf(options: PlanOptions, { today }: Context) {
  const asOf = options.asOf === undefined ? undefined : asOfDay(options.asOf, undefined, today);
  return { ...plannedLevels(options), period: options.period as Period, asOf };
}

interface PastForm extends ReturnType<typeof frameOf> {
  /** The events of a plan that is made again. */
  readonly recorded: readonly StatedEvent[] | undefined;
}

/** The history under the units that there are on the plan's first day, where it is needed, and the events before that day and after. */
async function readPast(options: PlanOptions, place: PlanPlace, { all, levels, period, asOf, recorded }: PastForm) {
  const { context } = place;
  const stated = recorded ?? (await readEvents(options, place));
  const withCustomers = stated.some(needsCustomers);
  // A unit that moves below the plan's levels moves its history between them.
  const readLevels = stated.some((event) => deepest(event) > levels.length) ? all : levels;
  const read = needsHistory(options)
    ? await readHistory(options, asOf, { levels: readLevels, context, withCustomers })
    : undefined;
  const { past, later, findings } = sortEvents(stated, { read: readLevels, levels, period }, read);
  await report(context, findings);
  const facts = read && { ...read, totals: cutLevels(attributeTotals(read.totals, past, withCustomers), levels.length) };
  return { facts, past, later: withCustomerShares([...past, ...later], read?.totals, (event) => later.includes(event)) };
}

/** What is comparable, where history has a say; a flag that would do nothing is refused, a setting told. */
async function alignmentOf(options: PlanOptions, { folder, context }: PlanPlace, period: Period) {
  const { align } = options;
  if (align === undefined) return undefined;
  if (!weighsHistory(options) || options.definition.kind !== 'flow') {
    if (options.isGiven('align')) throw refuse('holidays.nothing-to-align', { align });
    await report(context, [finding('note', 'holidays.nothing-to-align', { align })]);
    return undefined;
  }
  const { readAlignment, withYearsBefore } = await import('./read-align.ts');
  return readAlignment(options, { folder, context, span: withYearsBefore(period, 1) });
}

function calendarInput({ file }: { readonly file?: string | undefined }): InputFile[] {
  return file === undefined ? [] : [{ file, role: 'calendar' }];
}

/** All levels, and those down to `--level`; refuses a level or a buffer of one that there is not. */
function plannedLevels({ axes, level, buffers }: DecomposeOptions) {
  const all = axes.levels ?? [];
  const levels = level === undefined ? all : all.slice(0, depthsOf([level], all)[0]);
  depthsOf(
    buffers.map((buffer) => buffer.level),
    all,
  );
  return { all, levels };
}

/** Each axis without the levels that are not planned. */
function cutAxes(unitAxes: readonly (readonly string[])[], levels: readonly string[]) {
  return unitAxes.map((axis) => axis.filter((level) => levels.includes(level))).filter((axis) => axis.length > 0);
}

/** The locks on what is planned, with a note on deeper ones; refuses deeper units that are frozen. */
async function heldLocks(
  options: PlanOptions,
  { all, levels }: ReturnType<typeof plannedLevels>,
  { folder, context }: PlanPlace,
) {
  const every = await readLocks({ ...options, target: targetId(options) }, { folder, levels: all, context });
  const deeper = every.filter(({ path }) => path.length > levels.length);
  const level = levels.at(-1) ?? '-';
  if (deeper.some(({ kind }) => kind === 'frozen')) throw refuse('layers.deeper-frozen', { level });
  if (deeper.length > 0) await report(context, [finding('note', 'layers.deeper-locks', { count: deeper.length, level })]);
  return every.filter(({ path }) => path.length <= levels.length);
}

/** The files that were named, and those of the folder that had a say. */
function inputFiles(options: DecomposeOptions, folder: PlanFolder | undefined, locks: readonly Lock[]): InputFile[] {
  const { basis } = options;
  const named = [...new Set([basis.org, basis.time])].flatMap((choice): InputFile[] =>
    'path' in choice ? [{ file: choice.path, role: choice.kind === 'file' ? 'weights' : 'plan' }] : [],
  );
  const lockFiles = new Set(locks.flatMap(({ place }) => place?.file ?? []));
  return [
    ...[...lockFiles].map((file): InputFile => ({ file, role: 'locks' })),
    ...rosterInput(options, folder),
    ...new Map(named.map((input) => [input.file, input])).values(),
  ];
}

/** The roster that has a say, if there is one. */
export function rosterInput({ org }: DecomposeOptions, folder: PlanFolder | undefined): InputFile[] {
  const roster = org ?? (folder && folder.organisation.rows.length > 0 ? rosterFile(folder) : undefined);
  return roster === undefined ? [] : [{ file: roster, role: 'roster' }];
}

function rosterFile({ dir, settings }: PlanFolder): string {
  return join(dir, settings.org ?? 'organisation.csv');
}
