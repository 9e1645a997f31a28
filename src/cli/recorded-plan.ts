import { basename, dirname, resolve } from 'node:path';
import type { Decomposition } from '../core/allocation/decompose.ts';
import type { Lock } from '../core/allocation/locks/lock.ts';
import { atScale, type Decimal, parseDecimal, power10 } from '../core/amount.ts';
import { parseDay } from '../core/calendar/day.ts';
import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import { grainsDownTo } from '../core/calendar/period.ts';
import { periodTree } from '../core/calendar/period-tree.ts';
import { type PlanAfterStep, type PlanStep, replaySteps } from '../core/explain/plan-steps.ts';
import { withPart } from '../core/explain/with-part.ts';
import { type Finding, finding, Refusal, refuse } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { leafIndex, pathKey, type UnitPath } from '../core/organisation/unit-tree.ts';
import type { StatedEvent } from '../core/reorganisation/stated-event.ts';
import { nodeAt } from '../core/tree.ts';
import { hashFile } from '../facts/hash-file.ts';
import { statedOfRecord } from '../plan-folder/event-records.ts';
import { lockOfRecord } from '../plan-folder/lock-records.ts';
import type { LockRecord } from '../plan-folder/plan-meta.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { asOfDay } from './as-of.ts';
import type { Context } from './context.ts';
import { type DecomposeOptions, readDecomposeOptions } from './decompose-options.ts';
import { OptionReader } from './option-reader.ts';
import { partAbove, type RecordedPart, recordedParts, type StandingChange, standingChanges } from './plan-parts.ts';
import type { MadePlan } from './plan-record.ts';
import { type PlanOptions, type PlanPlace, type PlanRun, runPlan } from './plan-run.ts';
import type { PlanChoice, ReadPlan } from './read-plan.ts';
import { flagsOfRecord } from './recorded-flags.ts';
import { recordedStep } from './recorded-steps.ts';

/** A plan made again from its record. */
export interface RemadePlan {
  readonly options: DecomposeOptions;
  readonly result: Decomposition;
  /** The plan after each recorded step. */
  readonly steps: readonly PlanAfterStep[];
  /** Inputs that are not what they were when the plan was made, by name. */
  readonly changedInputs: readonly string[];
}

/**
 * Decomposes again as the record beside the plan says, then makes its steps; for a unit below one that was broken down on its own,
 * that part with the steps made since. Refuses a plan without such a record.
 */
export async function remakePlan(read: ReadPlan, choice: PlanChoice, place: PlanPlace, unit: UnitPath = []): Promise<RemadePlan> {
  const part = partAbove(read, unit);
  const asked = await remakeOne(part ? { ...read, made: part.made } : read, choice, place);
  const standing = standingChanges(read);
  if (standing.length === 0) return { ...asked, steps: [] };
  const parts = await Promise.all(
    recordedParts(read).map(async (one) => {
      const { result } = await remakeOne({ ...read, made: one.made }, choice, place);
      return { ...one, plan: result.plan };
    }),
  );
  const whole = part ? await remakeOne(read, choice, place) : asked;
  const made = whole.replay(standing, parts);
  return { ...asked, steps: made.filter((_, i) => (standing[i] as StandingChange).place >= (part?.after ?? 0)) };
}

interface RemadePart extends RecordedPart {
  readonly plan: Grid;
}

interface RemadeOne extends Omit<RemadePlan, 'steps'> {
  readonly replay: (standing: readonly StandingChange[], parts: readonly RemadePart[]) => readonly PlanAfterStep[];
}

async function remakeOne(read: ReadPlan, choice: PlanChoice, place: PlanPlace): Promise<RemadeOne> {
  const { options, run, locks, context, changedInputs } = await remakeRun(read, choice, { place, run: runPlan });
  return {
    options,
    result: run.result,
    replay: (standing, parts) => replayed({ read, options, locks, context, standing, parts }, run.result.plan),
    changedInputs,
  };
}

/** A plan made again by the flags of its record. */
export interface RemadeRun<Result extends MadePlan> {
  readonly options: DecomposeOptions;
  readonly run: PlanRun<Result>;
  readonly locks: readonly Lock[];
  readonly context: Context;
  readonly changedInputs: readonly string[];
}

type RunPlan<Result extends MadePlan> = (
  options: PlanOptions,
  place: PlanPlace,
  recorded?: readonly StatedEvent[],
) => Promise<PlanRun<Result>>;

/** Runs what the record beside the plan says. Refuses a plan without such a record. */
export async function remakeRun<Result extends MadePlan>(
  read: ReadPlan,
  choice: PlanChoice,
  { place, run: runAgain }: { readonly place: PlanPlace; readonly run: RunPlan<Result> },
): Promise<RemadeRun<Result>> {
  const { folder } = place;
  const { made } = read;
  const context = asThen(place.context, read);
  if (made?.options === undefined) throw refuse('explain.no-record', { target: read.target });
  const dir = choice.plan === undefined ? (folder as PlanFolder).dir : dirname(resolve(context.cwd, choice.plan));
  const options = recordedOptions(flagsOfRecord(made.options, { dir, cwd: context.cwd }), { folder, context });
  const locks = locksOf(read, options);
  const run = await runAgain(
    {
      ...options,
      ...givenOf(made, options),
      locks: folder ? [] : options.locks,
      ignoreLocks: options.ignoreLocks && locks.length === 0,
    },
    { folder: folder && withLocks(folder, locks), context },
    [...(made.events ?? []), ...(made.coming ?? [])].map(statedOfRecord),
  );
  return {
    ...{ options, run, locks, context },
    changedInputs: await changedInputs(folder ? { ...run, files: run.files.filter(({ role }) => role !== 'locks') } : run, read),
  };
}

interface Recording {
  readonly read: ReadPlan;
  readonly options: DecomposeOptions;
  readonly locks: readonly Lock[];
  readonly context: PlanPlace['context'];
  readonly standing: readonly StandingChange[];
  readonly parts: readonly RemadePart[];
}

/**
 * The plan after each recorded step. A change outside a plan folder held locks only if it named them, which no record says: of both
 * ways the one that gives the plan as it stands, else the first that is possible.
 */
function replayed({ read, options, locks, context, standing, parts }: Recording, plan: Grid): readonly PlanAfterStep[] {
  const asOf = options.asOf === undefined ? context.today : asOfDay(options.asOf, undefined, context.today);
  const form = { scale: plan.scale, fiscal: read.source.fiscal, asOf, roundTo: read.made?.round_to };
  const steps = standing.flatMap(({ step, place }, i) => {
    const before = standing[i - 1]?.place ?? -1;
    const due = parts.filter(({ after }) => before < after && after <= place);
    return [...due.map(partStep), { ...recordedStep(step, form), isRecorded: true }];
  });
  const full = withEveryGrain(plan, options);
  const ways = locks.length > 0 ? [locks, []] : [[]];
  const tried = ways.map((held) => possible(() => replaySteps({ plan: full, locks: held, held: [] }, steps)));
  const found = tried.find((way) => way.plans && isPlanned(way.plans.at(-1)?.plan, read)) ?? tried.find(({ plans }) => plans);
  if (!found?.plans) throw tried[0]?.refusal;
  return found.plans.filter((_, i) => steps[i]?.isRecorded);
}

/** A part that was broken down between two steps. */
function partStep({ plan, unit }: RemadePart): PlanStep & { readonly isRecorded: boolean } {
  const apply: PlanStep['apply'] = (state) => ({ ...state, plan: withPart(state.plan, plan, unit) });
  return { kind: 'change', text: '', apply, isRecorded: false };
}

function possible(replay: () => PlanAfterStep[]): { readonly plans?: PlanAfterStep[]; readonly refusal?: Refusal } {
  try {
    return { plans: replay() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

/** Whether plan.csv has exactly these cells. */
function isPlanned(grid: Grid | undefined, { source }: ReadPlan): boolean {
  if (!grid) return false;
  const units = leafIndex(grid.units);
  const columns = new Map(grid.periods.leaves.map((node, leaf) => [nodeAt(grid.periods, node).value.label, leaf]));
  const factor = power10(Math.max(0, source.scale - grid.scale));
  return source.cells.every(({ path, period, amount = 0n }) => {
    const [unit, column] = [units.get(pathKey(path)), columns.get(period)];
    const cell = unit === undefined || column === undefined ? 0n : grid.cells[unit * grid.periods.leaves.length + column];
    return amount === (cell as bigint) * factor;
  });
}

/** What a part of a plan was given, at the scale that it needs. */
function givenOf({ given }: NonNullable<ReadPlan['made']>, { decimals, roundTo, unit }: DecomposeOptions): Partial<PlanOptions> {
  if (given === undefined) return {};
  const amounts = Object.entries(given).map(([period, text]) => ({ period, amount: parseDecimal(text) as Decimal }));
  const scale = Math.max(decimals, ...amounts.map(({ amount }) => amount.scale));
  const whole = amounts.map(({ period, amount }) => ({ period, amount: atScale(amount, scale) as bigint }));
  return {
    ...{ givenAmounts: whole, unit, decimals: scale, roundTo: roundTo * power10(scale - decimals) },
    total: { kind: 'amount', amount: whole.reduce((sum, { amount }) => sum + amount, 0n) },
  };
}

type Recorded = ReturnType<typeof flagsOfRecord>;

/** The day that it was when the plan was made, if the record says it. */
function asThen(context: Context, { made }: ReadPlan): Context {
  return { ...context, today: parseDay(made?.today ?? '') ?? context.today };
}

/** The options of the first run, none of today's. */
function recordedOptions(flags: Recorded, { folder, context }: PlanPlace): DecomposeOptions {
  const { method, ...defaults } = flags;
  const raw = { ...(method !== undefined && { method }), ...(flags.noLocks !== undefined && { locks: false }) };
  const reader = new OptionReader({ raw, env: {}, defaults });
  const options = readDecomposeOptions(reader, folder && withoutTargets(folder), context);
  const missing = reader.missing.map((flag) => finding('error', 'cli.missing-flag', { flag: `--${flag}` }));
  if (reader.problems.length + missing.length > 0) throw new Refusal([...reader.problems, ...missing]);
  return options;
}

/** The record has the total, the period and the roles itself; what targets.csv and the settings say today does not matter. */
function withoutTargets(folder: PlanFolder): PlanFolder {
  return { ...folder, targets: { ...folder.targets, rows: [] }, settings: { ...folder.settings, roles: {} } };
}

/** The locks that were applied, by the record, not those that the folder has today: a change of the plan adds to them. */
function withLocks(folder: PlanFolder, locks: readonly Lock[]): PlanFolder {
  const levels = folder.plan().levels;
  const rows = locks.map((lock) => ({ ...lock, target: '', line: lock.place?.line ?? 0 }));
  const none = { levels, rows: [], findings: [] };
  return { ...folder, locks: () => ({ levels, rows, findings: [] }), commitments: () => none };
}

function locksOf({ made, source }: ReadPlan, { decimals }: DecomposeOptions): Lock[] {
  const context = { decimals, fiscal: source.fiscal };
  return (made?.locks ?? []).map((record) => lockOfRecord(record, context) ?? unreadableLock(record));
}

function unreadableLock({ kind, amount, unit, period }: LockRecord): never {
  throw refuse('explain.unreadable-lock', { lock: `${kind} ${amount} ${unit} ${period}` });
}

/** With every coarser period, since a change may name any. */
function withEveryGrain(plan: Grid, { fiscal, period }: DecomposeOptions): Grid {
  const { value } = nodeAt(plan.periods, 0);
  const finest = nodeAt(plan.periods, plan.periods.leaves[0] as number).value.grain;
  const isFiscal = period !== undefined && isFiscalLabel(period.label);
  return { ...plan, periods: periodTree(value, grainsDownTo(finest), isFiscal ? fiscal : undefined).tree };
}

/** Files that this run read and that the record knows by another SHA-256, or that cannot be read once more. */
async function changedInputs({ facts, files }: PlanRun<MadePlan>, { meta }: ReadPlan): Promise<string[]> {
  const history = (facts?.files ?? []).map(({ name, sha256 }) => ({ name, sha256 }));
  const others = await Promise.all(
    files.map(async ({ file }) => ({ name: file, sha256: await hashFile(file).catch(() => undefined) })),
  );
  const known = new Map<string, Set<string>>();
  for (const { file, sha256 } of meta?.inputs ?? [])
    known.set(basename(file), (known.get(basename(file)) ?? new Set()).add(sha256));
  return [...history, ...others].flatMap(({ name, sha256 }) => {
    const recorded = known.get(basename(name));
    return recorded && (sha256 === undefined || !recorded.has(sha256)) ? [name] : [];
  });
}

/** A warning that names the inputs that are not what they were. */
export function inputFindings({ changedInputs }: Pick<RemadePlan, 'changedInputs'>): Finding[] {
  return changedInputs.length === 0 ? [] : [finding('warning', 'explain.inputs-changed', { files: changedInputs.join(', ') })];
}
