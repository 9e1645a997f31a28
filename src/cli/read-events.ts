import { dirname, join, resolve } from 'node:path';
import { type Place, refuseErrors } from '../core/finding.ts';
import { ONE } from '../core/fraction.ts';
import { groupBy } from '../core/group-by.ts';
import { normalName } from '../core/names.ts';
import { pathKey } from '../core/organisation/unit-tree.ts';
import { inOrder } from '../core/reorganisation/order-events.ts';
import { eventProblems, type StatedEvent, type StatedHeir } from '../core/reorganisation/stated-event.ts';
import type { EventRow } from '../plan-folder/events-csv.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import type { Context } from './context.ts';
import { fromHere } from './folder-defaults.ts';
import { markInput } from './inputs.ts';
import type { OptionReader } from './option-reader.ts';
import { type DayRules, dayRules } from './read-calendar.ts';
import { readBytes } from './read-roster.ts';

/** Which events count, and by which days a period is cut. */
export interface EventChoice extends DayRules {
  /** The file of `--events`; undefined for the folder's. */
  readonly events: string | undefined;
  readonly ignoreEvents: boolean;
}

export function readEventChoice(reader: OptionReader): EventChoice {
  return {
    events: reader.off('events') ? undefined : reader.text('events'),
    ignoreEvents: reader.off('events') || reader.on('noEvents'),
    ...dayRules(reader),
  };
}

/** The level that customers are when events need them; `--map customer=...` says which column it is. */
export const CUSTOMER = 'customer';

interface EventSite {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
}

const PLAIN = { decimals: 2, fiscal: { startMonth: 1, name: 'end' } } as const;

/** The events of `--events`, else of the folder, in the order in which they take effect; refuses events that cannot be. */
export async function readEvents({ events, ignoreEvents }: EventChoice, site: EventSite): Promise<readonly StatedEvent[]> {
  if (ignoreEvents) return [];
  const table = events === undefined ? site.folder?.events() : await eventsFile(events, site.context);
  if (!table || (table.rows.length === 0 && table.findings.length === 0)) return [];
  refuseErrors(table.findings);
  const file = events ?? eventsPath(site.folder as PlanFolder);
  const stated = await statedEvents(table.rows, file, site.context);
  refuseErrors(stated.flatMap(eventProblems));
  return inOrder(stated);
}

async function eventsFile(file: string, context: Context) {
  markInput(file, context);
  const { readEventsCsv } = await import('../plan-folder/events-csv.ts');
  return readEventsCsv({ content: readBytes(file), file }, PLAIN);
}

/** The folder's events.csv as it is named from where the program was started. */
export function eventsPath({ dir, settings }: PlanFolder): string {
  return join(dir, settings.events ?? 'events.csv');
}

/** Rows as events, one for each date, kind and unit; lists of customers are read from beside `file`. */
export async function statedEvents(rows: readonly EventRow[], file: string, context: Context): Promise<StatedEvent[]> {
  const groups = groupBy(rows, ({ date, kind, unit }) => JSON.stringify([date, kind, pathKey(unit)]));
  return Promise.all(
    [...groups.values()].map(async (own) => {
      const [first] = own;
      const heirs = await Promise.all(own.map((row) => heirsOf(row, file, context)));
      const { date, kind, unit } = first;
      const reason = own.map((row) => row.reason).find((text) => text !== '') ?? '';
      const place: Place | undefined = first.line > 0 ? { file, line: first.line } : undefined;
      return { date, kind, unit, heirs: heirs.flat(), reason, place };
    }),
  );
}

async function heirsOf({ kind, unit, to, share, customers }: EventRow, file: string, context: Context): Promise<StatedHeir[]> {
  const fraction = share && { numerator: share.coefficient, denominator: 10n ** BigInt(share.scale) };
  const path = to ?? (kind === 'join' ? unit : undefined);
  const own: StatedHeir[] = path ? [{ path, share: kind === 'join' ? (fraction ?? ONE) : fraction, customers: undefined }] : [];
  return customers === '' ? own : customerHeirs(resolve(context.cwd, dirname(file), customers), { path, context });
}

interface CustomerList {
  readonly path: StatedHeir['path'] | undefined;
  readonly context: Context;
}

/** An heir for each unit that the list names; a list without units is for the heir of its row. */
async function customerHeirs(absolute: string, { path, context }: CustomerList): Promise<StatedHeir[]> {
  const file = fromHere(context.cwd, absolute);
  markInput(file, context);
  const { readCustomersCsv } = await import('../plan-folder/customers-csv.ts');
  const { rows, findings } = readCustomersCsv({ content: readBytes(file), file }, PLAIN);
  refuseErrors(findings);
  const lists = new Map<string, { path: StatedHeir['path']; customers: Set<string> }>();
  for (const { customer, to = path } of rows) {
    if (to === undefined) continue;
    const list = lists.get(pathKey(to)) ?? { path: to, customers: new Set() };
    lists.set(pathKey(to), list);
    list.customers.add(normalName(customer));
  }
  return [...lists.values()].map((list) => ({ ...list, share: undefined }));
}
