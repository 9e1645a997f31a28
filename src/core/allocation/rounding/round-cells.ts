import type { Block } from '../locks/lock.ts';
import { arcFractions } from './arc-fractions.ts';
import type { ExactCells } from './exact-fractions.ts';
import { nearestRounding } from './nearest-rounding.ts';
import type { LockedFamilies } from './nested-families.ts';
import { type Axes, roundingNetwork } from './rounding-network.ts';

export interface RoundedCells {
  readonly cells: BigInt64Array;
  /** Whether this is the nearest rounding there is, or only an exact one (from some 200,000 cells of few different weights on). */
  readonly nearest: boolean;
  /** Nodes whose distance is promised without locks and not with these. */
  readonly givenUp: readonly Block[];
}

/**
 * Whole numbers for cells that are fractions, such that these nodes end within one unit (exclusive) of their unrounded
 * value and whole values stay as they are: each cell, unit node x whole span, leaf unit x period node, whole organisation x
 * period node, unit node x leaf period, and the total. A total that is whole is kept exactly.
 * The nodes of `families` are kept likewise; those that they cross are given up.
 * Among these roundings the one with the least sum of squared deviations is taken, ties to earlier cells.
 */
export function roundCells(axes: Axes, exact: ExactCells, families?: LockedFamilies): RoundedCells {
  const network = roundingNetwork(axes, families);
  const { up, nearest } = nearestRounding(network, arcFractions(network, exact));
  const cells = exact.whole.slice();
  for (let cell = 0; cell < cells.length; cell++) if (up[cell] === 1) cells[cell]! += 1n;
  return { cells, nearest, givenUp: network.givenUp };
}
