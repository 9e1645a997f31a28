import type { Roster, RosterEntry } from '../organisation/roster.ts';
import { isWithin } from '../organisation/unit-tree.ts';
import { firstDayAfter, type OrgEvent } from './event.ts';

/**
 * The roster as a plan is broken down by it before events of its own period are applied: who goes by an event stays to the end,
 * since the event takes the rest, and an heir who begins with the event gets his part from it. Who joins is planned by the roster.
 */
export function rosterBeforeEvents(roster: Roster, events: readonly OrgEvent[]): Roster {
  const taking = events.filter(({ kind }) => kind !== 'join');
  const goes = ({ path }: RosterEntry) => taking.some(({ unit }) => isWithin(path, unit));
  const comes = ({ path, start }: RosterEntry) =>
    taking.some(
      (event) => start !== undefined && start >= firstDayAfter(event) && event.heirs.some((heir) => isWithin(path, heir.path)),
    );
  return roster
    .filter((entry) => goes(entry) || !comes(entry))
    .map((entry) => (goes(entry) ? { ...entry, end: undefined } : entry));
}
