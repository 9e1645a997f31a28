import type { Day } from '../calendar/day.ts';
import { comparePaths } from '../names.ts';
import { isWithin, type UnitPath } from '../organisation/unit-tree.ts';
import { firstDayAfter } from './event.ts';
import type { StatedEvent } from './stated-event.ts';

/**
 * Events in the order in which they take effect, whatever order they are given in: renames first, since they hold for all
 * time, then by their first day; several of one day join last, and else by unit. An event that was written before a rename
 * speaks of the unit by its old name: it gets the new one.
 */
export function inOrder(events: readonly StatedEvent[]): readonly StatedEvent[] {
  const sorted = [...events].sort(byDay);
  const renames = sorted.filter(({ kind }) => kind === 'rename');
  const renamed = sorted.map((event) =>
    renames.reduce((one, rename) => (event === rename ? one : afterRename(one, rename)), event),
  );
  return [...renamed.filter(({ kind }) => kind === 'rename'), ...renamed.filter(({ kind }) => kind !== 'rename')];
}

function byDay(a: StatedEvent, b: StatedEvent): number {
  const order = firstDayAfter(a) - firstDayAfter(b) || Number(a.kind === 'join') - Number(b.kind === 'join');
  return order || comparePaths(a.unit, b.unit);
}

function afterRename(event: StatedEvent, rename: StatedEvent): StatedEvent {
  const to = rename.heirs[0]?.path;
  if (to === undefined || firstDayAfter(event) >= firstDayAfter(rename)) return event;
  const named = (path: UnitPath) => (isWithin(path, rename.unit) ? [...to, ...path.slice(rename.unit.length)] : path);
  return { ...event, unit: named(event.unit), heirs: event.heirs.map((heir) => ({ ...heir, path: named(heir.path) })) };
}

/** The events that are in effect on a day, and those that come after it; a rename always is. */
export function effectiveBy(events: readonly StatedEvent[], day: Day): { past: StatedEvent[]; later: StatedEvent[] } {
  const isPast = (event: StatedEvent) => event.kind === 'rename' || firstDayAfter(event) <= day;
  return { past: events.filter(isPast), later: events.filter((event) => !isPast(event)) };
}
