import { emptyGrid, type Grid } from './grid.ts';
import { leafIndex, pathKey, UNASSIGNED, type UnitPath, type UnitTree, unitTree } from './organisation/unit-tree.ts';
import { leafValue } from './tree.ts';

/** Another tree over the same units, with the leaf of it that each leaf of the first belongs to. */
export interface Regrouping {
  readonly units: UnitTree;
  /** `leafOf[leaf of the first tree]` = leaf of `units`. */
  readonly leafOf: Int32Array;
}

/**
 * The same amounts by some of the levels of the grid's tree, in the given order: 产品/区域/销售员 by 区域 and 产品, say. Paths
 * are cut to those levels and equal ones are added up, so the total stays. Where a path ends before a level that is followed
 * by one it has, it is `(unassigned)` there. A level that the tree does not have is our bug.
 */
export function regroup(grid: Grid, levels: readonly string[]): Grid {
  return regroupedBy(grid, regrouping(grid.units, levels));
}

/** `regroup` on axes that are known already, for several grids over the same units. */
export function regroupedBy(grid: Grid, { units, leafOf }: Regrouping): Grid {
  const width = grid.periods.leaves.length;
  const { cells } = grid;
  const regrouped = emptyGrid({ units, periods: grid.periods, scale: grid.scale });
  for (let leaf = 0; leaf < leafOf.length; leaf++) {
    const to = (leafOf[leaf] as number) * width;
    for (let p = 0; p < width; p++) regrouped.cells[to + p]! += cells[leaf * width + p] as bigint;
  }
  return regrouped;
}

export function regrouping(tree: UnitTree, levels: readonly string[]): Regrouping {
  const cut = pathCutter(tree.levels, levels);
  const numbers = new Map<string, number>();
  const paths: UnitPath[] = [];
  const pathOf = Int32Array.from(tree.leaves, (_, leaf) => {
    const path = cut(leafValue(tree, leaf).path);
    const key = pathKey(path);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, paths.length);
    return paths.push(path) - 1;
  });
  const units = unitTree(levels, paths);
  const leaves = leafIndex(units);
  // A path that is the beginning of another has a leaf of its own below it.
  const leafOfPath = paths.map((path) => leaves.get(pathKey(path)) ?? leaves.get(pathKey([...path, UNASSIGNED])));
  return { units, leafOf: pathOf.map((path) => leafOfPath[path] as number) };
}

/** Cuts paths of the levels `from` to the levels `to`. */
export function pathCutter(from: readonly string[], to: readonly string[]): (path: UnitPath) => UnitPath {
  const depths = to.map((level) => from.indexOf(level));
  if (depths.includes(-1)) throw new RangeError(`levels ${to.join(', ')} among ${from.join(', ')}`);
  return (path) => {
    const names = depths.map((depth) => path[depth]);
    const end = names.findLastIndex((name) => name !== undefined) + 1;
    return names.slice(0, end).map((name) => name ?? UNASSIGNED);
  };
}
