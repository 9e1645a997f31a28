import fc from 'fast-check';
import type { PeriodTree } from '../../../src/core/calendar/period-tree.ts';
import type { Grid } from '../../../src/core/grid.ts';
import { type UnitPath, type UnitTree, unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { nodeAt } from '../../../src/core/tree.ts';
import { anyPaths, anyPeriods, gridOf, stream } from '../make.ts';

export interface Instance {
  readonly paths: readonly UnitPath[];
  readonly weights: Grid;
  readonly total: bigint;
  readonly roundTo: bigint;
}

/** How many different weights there are; the last is what a computed basis has, with denominators far beyond 2^53. */
const KINDS = [2, 5, 1000, 10 ** 12];

/** A total from 0 to ten thousand million fen, weights with and without zeros, rounding from 0.01 to 1000. */
export const anyInstance: fc.Arbitrary<Instance> = fc
  .record({
    paths: anyPaths,
    periods: anyPeriods,
    seed: fc.integer(),
    kinds: fc.constantFrom(...KINDS),
    total: fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(0n, 10n ** 7n), fc.bigInt(0n, 10n ** 12n)),
    roundTo: fc.constantFrom(1n, 10n, 50n, 100n, 10_000n, 100_000n),
    whole: fc.boolean(),
  })
  .map(({ paths, periods, seed, kinds, total, roundTo, whole }) => ({
    paths,
    weights: randomGrid({ units: unitTree(['l1', 'l2', 'l3'], paths), periods }, seed, kinds),
    total: whole ? total - (total % roundTo) : total,
    roundTo,
  }));

function randomGrid(axes: { units: UnitTree; periods: PeriodTree }, seed: number, kinds: number): Grid {
  const next = stream(seed);
  const grid = gridOf(axes, 0, () => BigInt((next(2 ** 20) * 2 ** 20 + next(2 ** 20)) % kinds));
  if (grid.cells.every((cell) => cell === 0n)) grid.cells[next(grid.cells.length)] = 1n;
  return grid;
}

/** Every kind of node whose distance from the unrounded plan is promised, as pairs of unit node and period node. */
export function promisedNodes({ units, periods }: { units: UnitTree; periods: PeriodTree }): [number, number][] {
  const isLeaf = (tree: UnitTree | PeriodTree, node: number) => nodeAt<unknown>(tree, node).children.length === 0;
  return units.nodes.flatMap((_, unit) =>
    periods.nodes.flatMap((_, period): [number, number][] =>
      unit === 0 || period === 0 || isLeaf(units, unit) || isLeaf(periods, period) ? [[unit, period]] : [],
    ),
  );
}
