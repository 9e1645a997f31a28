import { createHash } from 'node:crypto';
import { FORECAST_BASIS } from '../core/allocation/basis/basis-source.ts';
import type { Decomposition } from '../core/allocation/decompose.ts';
import type { Lock } from '../core/allocation/locks/lock.ts';
import { formatExact } from '../core/amount.ts';
import { formatDay } from '../core/calendar/day.ts';
import type { CountDays } from '../core/calendar/day-count.ts';
import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import type { Grid } from '../core/grid.ts';
import type { Metric } from '../core/metrics/metric.ts';
import type { LocalPlan } from '../core/money/local-plan.ts';
import type { OrgEvent } from '../core/reorganisation/event.ts';
import type { StatedEvent } from '../core/reorganisation/stated-event.ts';
import { statedRecord } from '../plan-folder/event-records.ts';
import { lockRecord } from '../plan-folder/lock-records.ts';
import { moneyRecord } from '../plan-folder/money-record.ts';
import type { PlanMeta, StepRecord } from '../plan-folder/plan-meta.ts';
import { shownWords } from './addresses.ts';
import type { Context } from './context.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import type { Facts } from './read-facts.ts';
import { readBytes } from './read-roster.ts';
import { flagsForRecord } from './recorded-flags.ts';
import { bookRecord } from './sources/book-record.ts';
import { VERSION } from './version.ts';

/** A file beside the history that a plan was made from. */
export interface InputFile {
  readonly file: string;
  readonly role: 'locks' | 'roster' | 'weights' | 'plan' | 'calendar' | 'market' | 'moving-events';
}

/** What every plan has, whatever it was made of; a ratio's amounts are its numerators. */
export interface MadePlan extends Omit<Decomposition, 'trace'> {
  readonly denominator?: Grid;
}

/** A decomposition with what it was read from. */
export interface PlanRun<Result extends MadePlan = Decomposition> {
  readonly result: Result;
  readonly facts: Facts | undefined;
  readonly locks: readonly Lock[];
  readonly files: readonly InputFile[];
  /** Leaves in local money, where some are. */
  readonly local?: LocalPlan | undefined;
  /** By which days a period counts in part. */
  readonly countDays: CountDays;
  /** Events that the history was seen under, those that come after the plan's first day, and those that frozen amounts hold already. */
  readonly events: {
    readonly past: readonly StatedEvent[];
    readonly later: readonly OrgEvent[];
    readonly held?: readonly OrgEvent[];
  };
}

/** Where a record goes, and the one that stands there. */
export interface RecordSite {
  readonly dir: string;
  readonly before: PlanMeta | undefined;
}

type Inputs = PlanMeta['inputs'];

/** The record of a decomposition: everything that `explain` needs to make it again. */
export function planRecord(
  run: PlanRun<MadePlan> & { readonly steps?: readonly StepRecord[] },
  options: DecomposeOptions,
  { dir, before }: RecordSite,
  context: Context,
): PlanMeta {
  const { result, locks } = run;
  const { basis, method, axes, roundTo, decimals } = options;
  const period = options.period as Period;
  const readFrom = bookRecord(options.metric, options.reading, { dir, cwd: context.cwd });
  const target = {
    total: formatExact(result.total, result.plan.scale, decimals),
    metric: options.metric,
    ...kindOf(options.definition),
    period: period.label,
    by: [(axes.grains ?? ['month']).join(','), ...(axes.unitAxes ?? []).map((axis) => axis.join(','))].filter(
      (axis) => axis !== '',
    ),
    basis: [`time=${basis.time.name}`, `org=${basis.org.name}`],
    method: method.time.text === method.org.text ? [method.time.text] : [`time=${method.time.text}`, `org=${method.org.text}`],
    shape: options.shape,
    round_to: formatExact(roundTo, decimals, 0),
    ...(isFiscalLabel(period.label) && { fiscal: { start: options.fiscal.startMonth, name: options.fiscal.name } }),
    windows: result.windows.map(({ start, end }) => `${formatDay(start)}..${formatDay(end)}`),
    ...(dependsOnToday(run, options) && { today: formatDay(context.today) }),
    options: flagsForRecord(options.flags, { dir, cwd: context.cwd }),
    ...(readFrom && { read_from: readFrom }),
    ...(run.local && { money: moneyRecord(run.local.money) }),
    ...(options.buffers.length > 0 && { buffer: options.buffers.map(({ text }) => text) }),
    ...(run.events.past.length > 0 && { events: run.events.past.map(statedRecord) }),
    ...(run.events.later.length > 0 && { coming: run.events.later.map(comingRecord) }),
    ...(run.events.held && run.events.held.length > 0 && { held: run.events.held.map(comingRecord) }),
    ...(locks.length > 0 && { locks: locks.map((lock) => lockRecord(lock, decimals)) }),
    ...(run.steps && run.steps.length > 0 && { changes: [...run.steps] }),
  };
  return {
    ...header(before, context),
    inputs: [...historyInputs(run), ...run.files.map(inputRecord)],
    targets: { ...before?.targets, [targetId(options)]: target },
  };
}

/** A plain sum needs no word. */
function kindOf({ kind, closing, atMostOne, direction }: Metric) {
  const lower = direction === 'lower' ? { direction } : {};
  if (kind === 'flow') return lower;
  return { kind, ...lower, ...(kind === 'stock' && { closing }), ...(kind === 'ratio' && { at_most_one: atMostOne }) };
}

/** Who goes by an event is planned to the end before it is made, whatever the roster says: the record has to know that. */
function comingRecord({ heirs, ...event }: OrgEvent) {
  return statedRecord({ ...event, heirs: heirs.map((heir) => ({ ...heir, customers: undefined })) });
}

/** Whether the same command gives another plan on another day: locks that end, days that are said by today's, months that are not over. */
function dependsOnToday({ locks }: PlanRun<MadePlan>, { asOf, basis }: DecomposeOptions): boolean {
  const isForecast = [basis.time, basis.org].some(({ name }) => name === FORECAST_BASIS);
  return asOf === 'last-month-end' || (asOf === undefined && (isForecast || locks.some(({ until }) => until !== undefined)));
}

/** What is the same in every record. */
export function header(before: PlanMeta | undefined, context: Context) {
  return {
    schema: 'salesplan/plan-meta@1' as const,
    version: VERSION,
    revision: before?.revision ?? 1,
    layer: 'quota' as const,
    command: shownWords(context.argv),
  };
}

/** `--target`, else the metric and the period. */
export function targetId({ target, metric, period }: Pick<DecomposeOptions, 'target' | 'metric' | 'period'>): string {
  return target ?? `${metric}-${(period as Period).label}`;
}

function historyInputs({ facts }: PlanRun<MadePlan>): Inputs {
  return (facts?.files ?? []).flatMap(({ name, bytes, sha256, remote }) => {
    if (remote) return [{ file: name, role: 'history' as const }];
    return sha256 === undefined ? [] : [{ file: name, sha256, bytes, role: 'history' as const }];
  });
}

function inputRecord({ file, role }: InputFile): Inputs[number] {
  const bytes = readBytes(file);
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, role };
}
