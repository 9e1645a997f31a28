import { finding, Refusal } from '../finding.ts';
import { formatPath, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
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
  const isDeeper = events.some(({ unit, heirs }) => [unit, ...heirs.map(({ path }) => path)].some(isBelow(levels)));
  if (!isDeeper) return levels;
  if (all.length > levels.length && levels.every((level, depth) => all[depth] === level)) return all;
  const crossing = events.filter((event) => isCrossing(event, levels.length));
  if (crossing.length === 0) return levels;
  const named = levels.join(', ') || '-';
  throw new Refusal(
    crossing.map(({ kind, unit, place }) =>
      finding('error', 'event.deeper', { kind, unit: formatPath(unit), levels: named }, place),
    ),
  );
}

const isBelow = (levels: readonly string[]) => (path: UnitPath) => path.length > levels.length;

/** Whether a unit below the first levels gives to one that is not below the same unit of theirs. */
function isCrossing({ unit, heirs }: StatedEvent, depth: number): boolean {
  const above = (path: UnitPath) => pathKey(path.slice(0, depth));
  return unit.length > depth && heirs.some(({ path }) => above(path) !== above(unit));
}
