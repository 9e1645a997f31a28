import type { Day } from '../calendar/day.ts';
import type { Span } from '../calendar/period.ts';
import { pathKey, type UnitPath } from './unit-tree.ts';

/** One unit of organisation.csv: who owns it and on which days it is there (both ends included, undefined = open). */
export interface RosterEntry {
  readonly path: UnitPath;
  readonly owner: string;
  readonly role: string;
  readonly start: Day | undefined;
  readonly end: Day | undefined;
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
 * The roster as seen from a plan with some of its levels, `depths` in their order: a unit is there from the first start to the
 * last end of itself and everything below it; owner and role are those of its own row.
 */
export function rosterAt(roster: Roster, depths: readonly number[]): Roster {
  const units = new Map<string, RosterEntry>();
  for (const entry of roster) {
    const path = depths.map((depth) => entry.path[depth] ?? '').filter((name) => name !== '');
    const before = units.get(pathKey(path));
    const own = entry.path.length <= Math.max(-1, ...depths) + 1;
    units.set(pathKey(path), {
      path,
      owner: own ? entry.owner : (before?.owner ?? ''),
      role: own ? entry.role : (before?.role ?? ''),
      start: before ? earlier(before.start, entry.start) : entry.start,
      end: before ? later(before.end, entry.end) : entry.end,
    });
  }
  return [...units.values()];
}

/** Undefined is open, and so the furthest. */
function earlier(a: Day | undefined, b: Day | undefined): Day | undefined {
  return a === undefined || b === undefined ? undefined : Math.min(a, b);
}

function later(a: Day | undefined, b: Day | undefined): Day | undefined {
  return a === undefined || b === undefined ? undefined : Math.max(a, b);
}
