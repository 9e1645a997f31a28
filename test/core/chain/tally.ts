import type { Grid } from '../../../src/core/grid.ts';
import { formatPath } from '../../../src/core/organisation/unit-tree.ts';
import { leafValue } from '../../../src/core/tree.ts';

/** What each unit has in each leaf period, by its path: every cell added to every unit it lies in, without the trees' own sums. */
export type Tally = ReadonlyMap<string, readonly bigint[]>;

export function tally({ units, periods, cells }: Grid): Tally {
  const width = periods.leaves.length;
  const found = new Map<string, bigint[]>();
  units.leaves.forEach((_, leaf) => {
    const { path } = leafValue(units, leaf);
    for (let depth = 0; depth <= path.length; depth++) {
      const name = formatPath(path.slice(0, depth));
      const row = found.get(name) ?? Array.from({ length: width }, () => 0n);
      for (let p = 0; p < width; p++) row[p]! += cells[leaf * width + p] as bigint;
      found.set(name, row);
    }
  });
  return found;
}

export const sumOf = (row: readonly bigint[] = []) => row.reduce((a, b) => a + b, 0n);

/** A plan's amounts by leaf unit, without the rows that have nothing. */
export function leafRows(plan: Grid, isWanted: (path: readonly string[]) => boolean): Record<string, string> {
  const width = plan.periods.leaves.length;
  const rows = plan.units.leaves.map((_, leaf): [string, string] => {
    const { path } = leafValue(plan.units, leaf);
    const row = Array.from(plan.cells.subarray(leaf * width, (leaf + 1) * width));
    return [formatPath(path), isWanted(path) && row.some((cell) => cell !== 0n) ? row.join(' ') : ''];
  });
  return Object.fromEntries(rows.filter(([, row]) => row !== ''));
}
