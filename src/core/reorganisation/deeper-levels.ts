import { finding, Refusal } from '../finding.ts';
import { formatPath, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import type { StatedEvent } from './stated-event.ts';

/** The levels that are asked for, and all that the data is known to have, in order. */
export interface AskedLevels {
  readonly levels: readonly string[];
  readonly all: readonly string[];
}

/**
 * The levels to read, so that events of units below the asked ones move what they should: all of them where an event moves
 * amounts between asked units from below them.
 * Refuses such an event when no more levels are known.
 */
export function levelsFor(events: readonly StatedEvent[], { levels, all }: AskedLevels): readonly string[] {
  const depth = levels.length;
  const isSeen = ({ unit, heirs }: StatedEvent) => unit.length > depth || heirs.every(({ path }) => path.length <= depth);
  const crossing = events.filter((event) => isCrossing(event, depth));
  if (crossing.length === 0 && events.every(isSeen)) return levels;
  if (all.length > levels.length && levels.every((level, depth) => all[depth] === level)) return all;
  if (crossing.length === 0) return levels;
  const named = levels.join(', ') || '-';
  throw new Refusal(
    crossing.map(({ kind, unit, place }) =>
      finding('error', 'event.deeper', { kind, unit: formatPath(unit), levels: named }, place),
    ),
  );
}

/** Whether a unit below the first levels gives to one that is not below the same unit of theirs. */
function isCrossing({ unit, heirs }: StatedEvent, depth: number): boolean {
  const above = (path: UnitPath) => pathKey(path.slice(0, depth));
  return unit.length > depth && heirs.some(({ path }) => above(path) !== above(unit));
}
