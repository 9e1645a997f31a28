import { cutLevels } from '../core/cut-levels.ts';
import { refuse } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { runningLevels } from '../core/measures/running-levels.ts';
import { formatPath, pathKey, unitIndex, unitTree } from '../core/organisation/unit-tree.ts';
import { attributeGrid } from '../core/reorganisation/attribute-grid.ts';
import { attributeTotals } from '../core/reorganisation/attribute-totals.ts';
import { levelsFor } from '../core/reorganisation/deeper-levels.ts';
import { withFullPaths } from '../core/reorganisation/full-paths.ts';
import { effectiveBy, inOrder } from '../core/reorganisation/order-events.ts';
import { needsCustomers, type StatedEvent } from '../core/reorganisation/stated-event.ts';
import type { Totals } from '../core/totals.ts';
import { eventOfRecord } from '../plan-folder/event-records.ts';
import type { StepRecord } from '../plan-folder/plan-meta.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type AsOf, asOfDay, parseAsOf } from './as-of.ts';
import type { Context } from './context.ts';
import type { OptionReader } from './option-reader.ts';
import { CUSTOMER, type EventChoice, readEventChoice, readEvents } from './read-events.ts';
import { type Facts, type FactsRequest, isRunning, readFacts } from './read-facts.ts';
import type { ReadPlan } from './read-plan.ts';

const STRUCTURES = ['as-is', 'as-was'] as const;

/** Units as the rows say (as-was), or as they are on the as-of day (as-is). */
export type Structure = (typeof STRUCTURES)[number];

export interface StructureChoice extends EventChoice {
  readonly structure: Structure | undefined;
  readonly asOf: AsOf | undefined;
}

export function readStructure(reader: OptionReader): StructureChoice {
  return {
    ...readEventChoice(reader),
    structure: reader.choice('structure', STRUCTURES),
    asOf: reader.value('asOf', parseAsOf, '2026-03-31, last-month-end'),
  };
}

interface StructureSite {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

/** The events that units are seen under, in their order: none as they were. Refuses `as-is` without any event. */
export async function eventsFor(choice: StructureChoice, usual: Structure, site: StructureSite): Promise<readonly StatedEvent[]> {
  if ((choice.structure ?? usual) === 'as-was') return [];
  const events = await readEvents(choice, site);
  if (events.length === 0 && choice.structure === 'as-is') throw refuse('event.none-as-is');
  const { today } = site.context;
  // The as-of day itself counts: who leaves on it has been there, who moves on it has moved.
  return effectiveBy(events, choice.asOf === undefined ? today : asOfDay(choice.asOf, undefined, today)).past;
}

export interface AttributedRequest extends FactsRequest {
  /** Every level that the data is known to have, for events of units below the asked ones. */
  readonly all?: readonly string[];
}

/** Facts under the units that there are after some events; as the rows say without any. */
export async function readAttributed(
  request: AttributedRequest,
  events: readonly StatedEvent[],
  context: Context,
): Promise<Totals> {
  return (await attributedFacts(request, events, context)).totals;
}

/** The same with the files that were read. */
export async function attributedFacts(
  request: AttributedRequest,
  events: readonly StatedEvent[],
  context: Context,
): Promise<Facts> {
  const { all = [], ...wanted } = request;
  const withCustomers = events.some(needsCustomers);
  const deep = levelsFor(events, { levels: wanted.levels, all });
  const levels = withCustomers ? [...deep, CUSTOMER] : deep;
  const facts = await readFacts({ ...wanted, levels, flows: true }, context);
  const { totals } = facts;
  const named = events.length === 0 ? [] : inOrder(withFullPaths(events, unitTree(totals.levels, totals.units)));
  const cut = cutLevels(attributeTotals(totals, named, withCustomers), wanted.levels.length);
  // Levels of units that became one are on different days; what was added and taken adds up.
  return { ...facts, totals: isRunning(wanted) ? runningLevels(cut) : cut };
}

/**
 * A plan under the units that there are after some events. What lists of customers gave is what the plan's record says; a unit that
 * the plan does not have needs no share. Refuses a list that the record does not know.
 */
export function planAsIs(plan: Grid, events: readonly StatedEvent[], { made }: Pick<ReadPlan, 'made'>): Grid {
  const known = new Map((made?.changes ?? []).flatMap(recordedHeirs));
  const units = unitIndex(plan.units);
  const shared = inOrder(withFullPaths(events, plan.units)).flatMap((event): StatedEvent[] => {
    if (!needsCustomers(event)) return [event];
    const heirs = known.get(eventKey(event));
    if (heirs) return [{ ...event, heirs }];
    if (units.has(pathKey(event.unit))) throw refuse('event.needs-history', { unit: formatPath(event.unit) }, event.place);
    return [];
  });
  return attributeGrid(plan, shared);
}

function recordedHeirs(step: StepRecord): [string, StatedEvent['heirs']][] {
  if (typeof step === 'string' || !('event' in step)) return [];
  const { event } = eventOfRecord(step.event);
  return [[eventKey(event), event.heirs.map((heir) => ({ ...heir, customers: undefined }))]];
}

function eventKey({ date, kind, unit }: Pick<StatedEvent, 'date' | 'kind' | 'unit'>): string {
  return `${date} ${kind} ${formatPath(unit)}`;
}
