import { basename, dirname, resolve } from 'node:path';
import type { Lock } from '../core/allocation/locks/lock.ts';
import { atScale, type Decimal, parseDecimal, power10 } from '../core/amount.ts';
import { parseDay } from '../core/calendar/day.ts';
import { type Finding, finding, Refusal, refuse } from '../core/finding.ts';
import { cellCurrencies } from '../core/money/unit-currencies.ts';
import { pathKey, type UnitPath } from '../core/organisation/unit-tree.ts';
import type { StatedEvent } from '../core/reorganisation/stated-event.ts';
import { hashFile } from '../facts/files/hash-file.ts';
import { statedOfRecord } from '../plan-folder/event-records.ts';
import { lockOfRecord } from '../plan-folder/lock-records.ts';
import type { LockRecord } from '../plan-folder/plan-meta.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { addressFindings } from './addresses.ts';
import type { Context } from './context.ts';
import { type DecomposeOptions, readDecomposeOptions } from './decompose-options.ts';
import type { LeafMoney } from './leaf-money.ts';
import { OptionReader } from './option-reader.ts';
import type { MadePlan } from './plan-record.ts';
import type { PlanOptions, PlanPlace, PlanRun } from './plan-run.ts';
import type { LocalLeaves, PlanChoice, ReadPlan } from './read-plan.ts';
import { flagsOfRecord } from './recorded-flags.ts';
import { bookOfRecord, changedDefinitions, withoutTables } from './sources/book-record.ts';
import { bookOf, type SourceBook } from './sources/source-book.ts';

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
  const site = { dir, cwd: context.cwd };
  const book = made.read_from && bookOfRecord(made.read_from, site);
  const options = recordedOptions(flagsOfRecord(made.options, site), { folder, context }, book);
  const locks = locksOf(read, options);
  const run = await runAgain(
    {
      ...options,
      ...givenOf(made, options),
      ...(read.local && { leafMoney: recordedMoney(read.local) }),
      locks: folder ? [] : options.locks,
      ignoreLocks: options.ignoreLocks && locks.length === 0,
    },
    { folder: folder && withLocks(folder, locks), context },
    [...(made.events ?? []), ...(made.coming ?? [])].map(statedOfRecord),
  );
  return {
    ...{ options, run, locks, context },
    changedInputs: [
      ...(await changedInputs(folder ? { ...run, files: run.files.filter(({ role }) => role !== 'locks') } : run, read)),
      ...changedDefinitions(made.read_from, bookOf(folder), site),
    ],
  };
}

/** The money of every leaf as the plan has it, at the rates of its record. */
function recordedMoney({ source, money }: LocalLeaves): LeafMoney {
  const { home } = money;
  const known = new Map(cellCurrencies(source.cells, home).map(({ path, currency }) => [pathKey(path), currency]));
  const currencyOf = (path: UnitPath) => ({ currency: known.get(pathKey(path)) ?? home, assumed: false });
  return { home, findings: [], currencyOf, moneyOf: () => money };
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
function recordedOptions(flags: Recorded, { folder, context }: PlanPlace, book: SourceBook | undefined): DecomposeOptions {
  const { method, ...defaults } = flags;
  const raw = { ...(method !== undefined && { method }), ...(flags.noLocks !== undefined && { locks: false }) };
  const reader = new OptionReader({ raw, env: {}, defaults, dir: folder?.dir });
  const options = readDecomposeOptions(reader, { folder: folder && withoutTargets(folder, book), context, book });
  const missing = reader.missing.map((flag) => finding('error', 'cli.missing-flag', { flag: `--${flag}` }));
  if (reader.problems.length + missing.length > 0) throw new Refusal([...reader.problems, ...missing]);
  return options;
}

/** The record has the total, the period and the roles itself; what targets.csv and the settings say today does not matter. */
function withoutTargets(folder: PlanFolder, book: SourceBook | undefined): PlanFolder {
  return {
    ...folder,
    targets: { ...folder.targets, rows: [] },
    settings: { ...folder.settings, roles: {}, sources: {}, metrics: book?.metrics ?? withoutTables(folder.settings.metrics) },
  };
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

/** Files that this run read and that the record knows by another SHA-256, or that cannot be read once more. */
async function changedInputs({ facts, files }: PlanRun<MadePlan>, { meta }: ReadPlan): Promise<string[]> {
  const history = (facts?.files ?? []).filter(({ remote }) => !remote).map(({ name, sha256 }) => ({ name, sha256 }));
  const others = await Promise.all(
    files.map(async ({ file }) => ({ name: file, sha256: await hashFile(file).catch(() => undefined) })),
  );
  const known = new Map<string, Set<string>>();
  for (const { file, sha256 = '' } of meta?.inputs ?? [])
    known.set(basename(file), (known.get(basename(file)) ?? new Set()).add(sha256));
  return [...history, ...others].flatMap(({ name, sha256 }) => {
    const recorded = known.get(basename(name));
    return recorded && (sha256 === undefined || !recorded.has(sha256)) ? [name] : [];
  });
}

/** A warning that names the inputs that are not what they were, and a note of those that nobody can tell. */
export function inputFindings({ changedInputs }: Pick<RemadeRun<MadePlan>, 'changedInputs'>, read: ReadPlan): Finding[] {
  const files = changedInputs.join(', ');
  return [...(files === '' ? [] : [finding('warning', 'explain.inputs-changed', { files })]), ...addressFindings(read)];
}
