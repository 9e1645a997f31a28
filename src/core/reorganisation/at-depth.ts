import { pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import type { StatedEvent } from './stated-event.ts';

/** Events as they look from a plan that stops at a depth. */
export interface EventsAtDepth {
  /** Those between units that the plan has room for. */
  readonly seen: readonly StatedEvent[];
  /** Those below one unit of the plan, whose amount they leave alone. */
  readonly inside: readonly StatedEvent[];
  /** Those that move a part of one unit of the plan to another: nothing says how much that is. */
  readonly crossing: readonly StatedEvent[];
}

/** Sorts events by what they are for units with at most `depth` names. */
export function eventsAtDepth(events: readonly StatedEvent[], depth: number): EventsAtDepth {
  const isDeep = (event: StatedEvent) => deepest(event) > depth;
  const isInside = ({ unit, heirs }: StatedEvent) => {
    const own = pathKey(unit.slice(0, depth));
    return heirs.every(({ path }) => pathKey(path.slice(0, depth)) === own);
  };
  const deep = events.filter(isDeep);
  return {
    seen: events.filter((event) => !isDeep(event)),
    inside: deep.filter(isInside),
    crossing: deep.filter((event) => !isInside(event)),
  };
}

/** The most names that a unit of the event has. */
export function deepest({ unit, heirs }: StatedEvent): number {
  const lengths = [unit, ...heirs.map(({ path }) => path)].map((path: UnitPath) => path.length);
  return Math.max(...lengths);
}
