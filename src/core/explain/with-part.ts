import { power10 } from '../amount.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { isWithin, leafIndex, pathKey, type UnitPath, unitTree } from '../organisation/unit-tree.ts';
import { leafValue } from '../tree.ts';

/** The plan with everything at or below a unit taken from another grid of the same leaf periods. */
export function withPart(plan: Grid, part: Grid, unit: UnitPath): Grid {
  const scale = Math.max(plan.scale, part.scale);
  const sources = [...rowsOf(plan, (path) => !isWithin(path, unit)), ...rowsOf(part, (path) => isWithin(path, unit))];
  const units = unitTree(
    plan.units.levels,
    sources.map(({ path }) => path),
  );
  const leaves = leafIndex(units);
  const grid = emptyGrid({ units, periods: plan.periods, scale });
  const width = plan.periods.leaves.length;
  for (const { path, from, row } of sources) {
    const factor = power10(scale - from.scale);
    const to = leaves.get(pathKey(path)) as number;
    for (let p = 0; p < width; p++) grid.cells[to * width + p] = (from.cells[row * width + p] as bigint) * factor;
  }
  return grid;
}

function rowsOf(from: Grid, isTaken: (path: UnitPath) => boolean) {
  const rows = from.units.leaves.map((_, row) => ({ path: leafValue(from.units, row).path, from, row }));
  return rows.filter(({ path }) => isTaken(path));
}
