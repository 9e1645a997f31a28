import { finding, Refusal } from '../finding.ts';
import { formatPath } from '../organisation/unit-tree.ts';
import { deepest, eventsAtDepth } from './at-depth.ts';
import type { StatedEvent } from './stated-event.ts';

/** The levels that are asked for, and all that the data is known to have, in order. */
export interface AskedLevels {
  readonly levels: readonly string[];
  readonly all: readonly string[];
}

/**
 * The levels to read, so that events of units below the asked ones move what they should: all of them where such an event is there.
 * Refuses an event that moves amounts between asked units from below them when no more levels are known.
 */
export function levelsFor(events: readonly StatedEvent[], { levels, all }: AskedLevels): readonly string[] {
  if (!events.some((event) => deepest(event) > levels.length)) return levels;
  if (all.length > levels.length && levels.every((level, depth) => all[depth] === level)) return all;
  const { crossing } = eventsAtDepth(events, levels.length);
  if (crossing.length === 0) return levels;
  const named = levels.join(', ') || '-';
  throw new Refusal(
    crossing.map(({ kind, unit, place }) =>
      finding('error', 'event.deeper', { kind, unit: formatPath(unit), levels: named }, place),
    ),
  );
}
