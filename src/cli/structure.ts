import { refuse } from '../core/finding.ts';
import type { Grid } from '../core/grid.ts';
import { unitTree } from '../core/organisation/unit-tree.ts';
import { attributeGrid } from '../core/reorganisation/attribute-grid.ts';
import { attributeTotals } from '../core/reorganisation/attribute-totals.ts';
import { withCustomerShares } from '../core/reorganisation/customer-shares.ts';
import { withFullPaths } from '../core/reorganisation/full-paths.ts';
import { effectiveBy, inOrder } from '../core/reorganisation/order-events.ts';
import { needsCustomers, type StatedEvent } from '../core/reorganisation/stated-event.ts';
import type { Totals } from '../core/totals.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { type AsOf, asOfDay, parseAsOf } from './as-of.ts';
import type { Context } from './context.ts';
import type { OptionReader } from './option-reader.ts';
import { CUSTOMER, type EventChoice, readEventChoice, readEvents } from './read-events.ts';
import { type FactsRequest, readFacts } from './read-facts.ts';

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

/** Facts under the units that there are after some events; as the rows say without any. */
export async function readAttributed(request: FactsRequest, events: readonly StatedEvent[], context: Context): Promise<Totals> {
  return (await readBoth(request, events, context)).now;
}

interface BothTotals {
  readonly now: Totals;
  /** Before any event, with the customer as the last name where events need him. */
  readonly then: Totals;
  /** The events with full names. */
  readonly events: readonly StatedEvent[];
}

async function readBoth(request: FactsRequest, events: readonly StatedEvent[], context: Context): Promise<BothTotals> {
  const withCustomers = events.some(needsCustomers);
  const levels = withCustomers ? [...request.levels, CUSTOMER] : request.levels;
  const { totals } = await readFacts({ ...request, levels }, context);
  const named = inOrder(withFullPaths(events, unitTree(totals.levels, totals.units)));
  return { now: attributeTotals(totals, named, withCustomers), then: totals, events: named };
}

/** A plan with its actuals, both under the units that there are after some events. */
export async function readPlanAndFacts(
  plan: Grid,
  request: FactsRequest,
  { events, context }: { events: readonly StatedEvent[]; context: Context },
): Promise<{ readonly plan: Grid; readonly totals: Totals }> {
  const named = withFullPaths(events, plan.units);
  const { now, then, events: ordered } = await readBoth(request, named, context);
  const shared = withCustomerShares(ordered, then).map(sharesOnly);
  return { plan: attributeGrid(plan, shared), totals: now };
}

/** Events without lists of customers. */
function sharesOnly(
  event: Pick<StatedEvent, 'date' | 'kind' | 'unit' | 'reason' | 'place'> & {
    heirs: readonly Pick<StatedEvent['heirs'][number], 'path' | 'share'>[];
  },
): StatedEvent {
  return { ...event, heirs: event.heirs.map((heir) => ({ ...heir, customers: undefined })) };
}

/** A plan under the units that there are after some events, which must have shares of their own. */
export function planAsIs(plan: Grid, events: readonly StatedEvent[]): Grid {
  const listed = events.find(needsCustomers);
  if (listed) throw refuse('event.needs-history', {}, listed.place);
  return attributeGrid(plan, inOrder(withFullPaths(events, plan.units)));
}
