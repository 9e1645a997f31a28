import type { Lock } from '../core/allocation/locks/lock.ts';
import { power10 } from '../core/amount.ts';
import { formatDay } from '../core/calendar/day.ts';
import { Refusal, refuse } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { FROZEN_KIND } from '../core/negotiation/frozen-cells.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import { fullPlanGrid } from '../core/plan.ts';
import { type AfterEvents, applyEvents } from '../core/reorganisation/apply-events.ts';
import { withCustomerShares } from '../core/reorganisation/customer-shares.ts';
import type { OnLock, OrgEvent } from '../core/reorganisation/event.ts';
import { withFullPaths } from '../core/reorganisation/full-paths.ts';
import { inOrder } from '../core/reorganisation/order-events.ts';
import { needsCustomers, type StatedEvent } from '../core/reorganisation/stated-event.ts';
import type { Totals } from '../core/totals.ts';
import { nodeAt } from '../core/tree.ts';
import { eventRecord } from '../plan-folder/event-records.ts';
import { pathAtLevels } from '../plan-folder/level-columns.ts';
import { type LockRow, writeLocksCsv } from '../plan-folder/locks-csv.ts';
import type { StepRecord } from '../plan-folder/plan-meta.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type AsOf, asOfDay } from './as-of.ts';
import type { Context } from './context.ts';
import { nearUnits } from './near-unit.ts';
import { readDayCounting } from './read-calendar.ts';
import { CUSTOMER, type EventChoice } from './read-events.ts';
import { readFacts, sayRows } from './read-facts.ts';
import { readLocks, type TargetLock } from './read-locks.ts';
import type { ReadPlan } from './read-plan.ts';
import type { Reading } from './reading-options.ts';
import { recordedRounding } from './recorded-steps.ts';
import { refuseNoFacts } from './sources/metric-terms.ts';

/** How events are applied to a plan that exists. */
export interface EventOptions extends EventChoice {
  readonly onLock: OnLock;
  readonly locks: readonly string[];
  readonly asOf: AsOf | undefined;
  readonly history: readonly string[];
  readonly reading: Reading;
  readonly decimals: number;
}

export interface EventRun {
  readonly read: ReadPlan;
  /** Every event there is, in any order. */
  readonly events: readonly StatedEvent[];
  readonly options: EventOptions;
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

/** Applies the events that the plan's record does not know yet. */
export async function applyToPlan(run: EventRun): Promise<AfterEvents> {
  const { read, events, options, folder, context } = run;
  const plan = fullPlanGrid(read.source);
  const ordered = inOrder(withFullPaths(events, plan.units));
  const isKnown = knownEvents(read);
  const isOpen = (event: StatedEvent) => !isKnown(event);
  const totals = ordered.some((event) => isOpen(event) && needsCustomers(event)) ? await customerTotals(run) : undefined;
  const open = withCustomerShares(ordered, totals, isOpen);
  const factor = power10(plan.scale - options.decimals);
  const found = await readLocks(
    { ...options, ignoreLocks: false, target: read.target, fiscal: read.source.fiscal },
    { folder, levels: plan.units.levels, context },
  );
  const { countDays } = await readDayCounting(options, { folder, context, span: nodeAt(plan.periods, 0).value });
  return withNearNames(plan, () =>
    applyEvents(plan, open, {
      roundTo: recordedRounding(read.made?.round_to, plan.scale),
      onLock: options.onLock,
      locks: found.map((lock) => ({ ...lock, amount: lock.amount * factor })),
      asOf: options.asOf === undefined ? context.today : asOfDay(options.asOf, undefined, context.today),
      countDays,
    }),
  );
}

/** History with the customer as the last name of each unit. */
export async function customerTotals({ read, options, context }: Omit<EventRun, 'events' | 'folder'>): Promise<Totals> {
  const { history, reading } = options;
  refuseNoFacts('history', read.metric, { ...reading, files: history });
  const levels = [...read.source.levels, CUSTOMER];
  const facts = await readFacts({ files: history, reading, levels, grain: 'day', metric: read.metric }, context);
  sayRows(facts.totals.account, context);
  return facts.totals;
}

/** Whether the plan has an event already: in the history it was made from, or as a step of its record. */
export function knownEvents({ made }: Pick<ReadPlan, 'made'>): (event: Pick<OrgEvent, 'date' | 'kind' | 'unit'>) => boolean {
  const steps = (made?.changes ?? []).flatMap((step) => (typeof step !== 'string' && 'event' in step ? [step.event] : []));
  const keys = new Set(
    [...steps, ...(made?.events ?? []), ...(made?.held ?? [])].map(({ date, kind, unit }) => `${date} ${kind} ${unit}`),
  );
  return ({ date, kind, unit }) => keys.has(`${formatDay(date)} ${kind} ${formatPath(unit)}`);
}

/** An unknown unit with the names that may be meant. */
export function withNearNames<T>({ units }: Pick<Grid, 'units'>, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const findings = error.findings.map((one) => {
      const near = one.code === 'event.no-such-unit' ? nearUnits(units, String(one.values?.unit)) : [];
      return near.length === 0 ? one : { ...one, code: 'event.near-unit', values: { ...one.values, near: near.join(', ') } };
    });
    throw new Refusal(findings, error.kind);
  }
}

/** The events as steps of the plan's record. */
export function eventSteps({ results }: AfterEvents): StepRecord[] {
  return results.map(({ recorded }) => ({ event: eventRecord(recorded) }));
}

interface LockFile {
  readonly folder: PlanFolder;
  readonly target: string;
  readonly decimals: number;
}

/** The folder's locks.csv after events took locks along; undefined when none did. */
export function movedLockFile(
  { plan, locks, results }: AfterEvents,
  { folder, target, decimals }: LockFile,
): { readonly path: string; readonly content: string } | undefined {
  if (results.every(({ applied }) => applied.movedLocks.length === 0)) return undefined;
  const { rows, levels } = folder.locks();
  const others = rows.filter((row) => row.target !== '' && row.target !== target);
  const factor = power10(plan.scale - decimals);
  // What is frozen stands in commitments.csv.
  const written = (locks as readonly (Lock & TargetLock)[]).filter(({ kind }) => kind !== FROZEN_KIND);
  const own = written.map((lock): LockRow => {
    const path = pathAtLevels(lock.path, plan.units.levels, levels);
    if (!path) throw refuse('lock.unknown-level', { levels: levels.join(', '), has: plan.units.levels.join(', ') }, lock.place);
    return { ...lock, path, amount: lock.amount / factor, line: 0 };
  });
  return { path: folder.settings.locks ?? 'locks.csv', content: writeLocksCsv([...others, ...own], { levels, decimals }) };
}
