import { emptyGrid, type Grid } from '../grid.ts';
import { leafPaths, pathKey, type UnitPath, unitTree } from '../organisation/unit-tree.ts';
import { leafFinder } from '../plan.ts';
import { leafValue } from '../tree.ts';
import { erasOf } from './attribute-totals.ts';
import { shareWeights } from './heirs.ts';
import { signedByLargestRemainder } from './largest-remainder.ts';
import { placesOf } from './places.ts';
import type { StatedEvent } from './stated-event.ts';
import { refuseTooDeep } from './too-deep.ts';

/**
 * A plan under the units that there are after some events, in their order. A cell that goes to several is shared out by largest
 * remainder, by name, so every leaf period keeps its total; events have shares by now, not lists of customers.
 * Refuses an event that puts units below the last level.
 */
export function attributeGrid(plan: Grid, events: readonly StatedEvent[]): Grid {
  if (events.length === 0) return plan;
  const width = plan.periods.leaves.length;
  const paths = leafPaths(plan.units);
  const leaves = new Set(paths.map(pathKey));
  const known = { isLeaf: (path: UnitPath) => leaves.has(pathKey(path)) };
  const eras = erasOf(events);
  const places = paths.map((path) => eras.starts.map((day) => placesOf({ path, customer: undefined, day }, events, known)));
  const after = places.flatMap((own) => own.flatMap((era) => era.map(({ path }) => path)));
  refuseTooDeep(after, plan.units.levels, events);
  const units = unitTree(plan.units.levels, after);
  const leafOf = leafFinder(units);
  const grid = emptyGrid({ ...plan, units });
  for (const [row, own] of places.entries()) {
    const shares = own.map((era) => ({ rows: era.map(({ path }) => leafOf(path)), weights: shareWeights(era) }));
    for (let p = 0; p < width; p++) {
      const { rows, weights } = shares[eras.of(leafValue(plan.periods, p).start)] as (typeof shares)[number];
      const parts = signedByLargestRemainder(plan.cells[row * width + p] as bigint, weights);
      for (const [i, to] of rows.entries()) grid.cells[to * width + p]! += parts[i] as bigint;
    }
  }
  return grid;
}
