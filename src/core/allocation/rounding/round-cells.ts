import type { ExactCells } from './exact-fractions.ts';
import { arcFractions, cancelCycles } from './flow-rounding.ts';
import { improveRounding } from './nearest-rounding.ts';
import { type Axes, roundingNetwork } from './rounding-network.ts';

export interface RoundedCells {
  readonly cells: BigInt64Array;
  /** Whether this is the nearest rounding there is, or only an exact one (grids far above 100,000 cells). */
  readonly nearest: boolean;
}

/**
 * Whole numbers for cells that are fractions, such that these nodes end within one unit (exclusive) of their unrounded
 * value and whole values stay as they are: each cell, unit node x whole span, leaf unit x period node, whole organisation x
 * period node, unit node x leaf period, and the total. A total that is whole is kept exactly.
 * Among these roundings the one with the least sum of squared deviations is taken, ties to earlier cells.
 */
export function roundCells(axes: Axes, exact: ExactCells): RoundedCells {
  const network = roundingNetwork(axes);
  const fractions = arcFractions(network, exact);
  const up = cancelCycles(network, fractions);
  const nearest = improveRounding(network, fractions, up);
  return { cells: exact.whole.map((whole, i) => whole + BigInt(up[i] as number)), nearest };
}
