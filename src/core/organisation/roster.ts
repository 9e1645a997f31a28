import type { Decimal } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import type { Span } from '../calendar/period.ts';
import { comparePaths } from '../names.ts';
import { pathKey, type UnitPath } from './unit-tree.ts';

/** One unit of organisation.csv: who owns it and on which days it is there (both ends included, undefined = open). */
export interface RosterEntry {
  readonly path: UnitPath;
  readonly owner: string;
  readonly role: string;
  readonly start: Day | undefined;
  readonly end: Day | undefined;
  /** Percent of a full share by months from the start, as written (`25,50,75,100`); blank or undefined for all at once. */
  readonly ramp?: string;
  /** A factor on what the unit weighs in a plan; undefined for 1. */
  readonly weight?: Decimal | undefined;
  /** What the unit and those below it are planned in. */
  readonly currency?: string | undefined;
}

export type Roster = readonly RosterEntry[];

/** Whether the unit is there on at least one day of the span. */
export function isThere(entry: RosterEntry, span: Span): boolean {
  return (entry.start ?? -Infinity) <= span.end && span.start <= (entry.end ?? Infinity);
}

/** Owners by unit path; blank where nobody is named. */
export function ownersOf(roster: Roster): (path: UnitPath) => string {
  const owners = new Map(roster.map((entry) => [pathKey(entry.path), entry.owner]));
  return (path) => owners.get(pathKey(path)) ?? '';
}

/**
 * The roster as seen from a plan with some of its levels, `depths` in their order. Owner, role, ramp and weight are those of a unit's
 * own row. A unit is there from its own start, but not before the earliest start below it, to its own end, or without a row of
 * its own to the last end below it.
 */
export function rosterAt(roster: Roster, depths: readonly number[]): Roster {
  const units = new Map<string, SeenUnit>();
  for (const entry of [...roster].sort((a, b) => comparePaths(a.path, b.path))) {
    const path = depths.map((depth) => entry.path[depth] ?? '').filter((name) => name !== '');
    const unit = units.get(pathKey(path)) ?? { path, own: [], below: [] };
    units.set(pathKey(path), unit);
    (isOwn(entry, depths) ? unit.own : unit.below).push(entry);
  }
  return [...units.values()].map(seenEntry);
}

/** Rows that a plan sees as one unit: its own (several, where the plan leaves out a level above it), and those of deeper levels. */
interface SeenUnit {
  readonly path: UnitPath;
  readonly own: RosterEntry[];
  readonly below: RosterEntry[];
}

/** Whether the plan has the level that a row is of. */
function isOwn({ path }: RosterEntry, depths: readonly number[]): boolean {
  return path.length === 0 || depths.includes(path.length - 1);
}

function seenEntry({ path, own, below }: SeenUnit): RosterEntry {
  const days = own.length > 0 ? whole(own) : whole(below);
  const starts = [days.start, ...(below.length > 0 ? [whole(below).start] : [])].filter((day) => day !== undefined);
  const first = own.find(({ start }) => start === days.start);
  const { owner = '', role = '', ramp = '', weight } = own.at(-1) ?? {};
  const currency = own.at(-1)?.currency ?? onlyCurrency(below);
  const start = starts.length > 0 ? Math.max(...starts) : undefined;
  return { path, owner, role, start, end: days.end, ramp: first?.ramp ?? ramp, weight, currency };
}

/** What all units of deeper levels are planned in. */
function onlyCurrency([first, ...others]: readonly RosterEntry[]): string | undefined {
  return others.every(({ currency }) => currency === first?.currency) ? first?.currency : undefined;
}

/** From the first start to the last end; undefined is open. */
function whole(entries: readonly RosterEntry[]): Pick<RosterEntry, 'start' | 'end'> {
  const starts = entries.map(({ start }) => start ?? -Infinity);
  const ends = entries.map(({ end }) => end ?? Infinity);
  return { start: finite(Math.min(...starts)), end: finite(Math.max(...ends)) };
}

function finite(day: Day): Day | undefined {
  return Number.isFinite(day) ? day : undefined;
}
