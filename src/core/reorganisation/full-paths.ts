import { findUnit } from '../organisation/find-unit.ts';
import type { UnitPath, UnitTree } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { StatedEvent } from './stated-event.ts';

/**
 * Events whose units have full paths: a bare name means the only unit of that name that the tree has, and a new name that is the
 * heir's stands beside the unit. Names that are ambiguous stay as they are.
 */
export function withFullPaths(events: readonly StatedEvent[], units: UnitTree): StatedEvent[] {
  return events.map((event) => {
    const unit = known(event.unit, units) ?? event.unit;
    const beside = (path: UnitPath) => (path.length === 1 && unit.length > 1 ? [...unit.slice(0, -1), ...path] : path);
    const heirs = event.heirs.map((heir) => ({ ...heir, path: known(heir.path, units) ?? beside(heir.path) }));
    return { ...event, unit, heirs };
  });
}

function known(path: UnitPath, units: UnitTree): UnitPath | undefined {
  if (path.length !== 1) return undefined;
  const found = findUnit(units, (path[0] as string).replace(/[\\/]/g, '\\$&'));
  return 'node' in found ? nodeAt(units, found.node).value.path : undefined;
}
