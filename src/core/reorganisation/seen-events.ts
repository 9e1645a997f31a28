import { isAbove } from '../allocation/given.ts';
import { formatDay } from '../calendar/day.ts';
import { type Finding, finding } from '../finding.ts';
import { formatPath, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import { firstDayAfter, type OrgEvent } from './event.ts';

/** What of the organisation a plan shows. */
export interface Seen {
  /** How many levels it has. */
  readonly depth: number;
  /** The unit of a plan that is broken down on its own; undefined for a plan that is made anew. */
  readonly part: UnitPath | undefined;
}

type Named = Pick<OrgEvent, 'kind' | 'unit' | 'date' | 'place'> & { readonly heirs: readonly { readonly path: UnitPath }[] };

/**
 * The events that a plan can follow. One below its last level moves nothing in it and is a note; one that takes from a unit to another
 * below its last level, or into or out of a part, cannot be followed and is a warning. Events outside a part are none of its.
 */
export function seenEvents<Event extends Named>(events: readonly Event[], seen: Seen): { seen: Event[]; findings: Finding[] } {
  const judged = events.map((event) => ({ event, code: unseen(event, seen) }));
  return {
    seen: judged.flatMap(({ event, code }) => (code === undefined ? [event] : [])),
    findings: judged.flatMap(({ event, code }) =>
      code ? [finding(code.severity, code.code, valuesOf(event, seen), event.place)] : [],
    ),
  };
}

type Unseen = { readonly severity: Finding['severity']; readonly code: string } | '';

/** Why an event is not followed; empty where there is nothing to say, undefined for one that is. */
function unseen({ unit, heirs }: Named, { depth, part }: Seen): Unseen | undefined {
  const all = [unit, ...heirs.map(({ path }) => path)];
  if (part !== undefined) {
    const inside = all.filter((path) => isAbove(part, path)).length;
    if (inside === 0) return '';
    if (inside < all.length) return { severity: 'warning', code: 'event.across-part' };
  }
  if (unit.length <= depth) return undefined;
  const shown = new Set(all.map((path) => pathKey(path.slice(0, depth))));
  return shown.size === 1 ? { severity: 'note', code: 'event.below-level' } : { severity: 'warning', code: 'event.across-level' };
}

function valuesOf(event: Named, { part }: Seen) {
  const to = event.heirs.map(({ path }) => formatPath(path)).join(', ') || '-';
  const values = { kind: event.kind, unit: formatPath(event.unit), day: formatDay(firstDayAfter(event)), to };
  return part === undefined ? values : { ...values, part: formatPath(part) };
}
