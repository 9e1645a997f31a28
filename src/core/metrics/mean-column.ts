import { overDenominator } from '../allocation/rounding/exact-fractions.ts';
import { roundCells } from '../allocation/rounding/round-cells.ts';
import { rollUpUnits } from '../arrange.ts';
import type { Period } from '../calendar/period.ts';
import type { UnitTree } from '../organisation/unit-tree.ts';
import { buildTree } from '../tree.ts';

/**
 * The mean of every unit node, from the sums of the leaf units over `count` periods. The leaf units are rounded together, so that
 * larger units are the sums of their parts.
 */
export function meanColumn(units: UnitTree, sums: readonly bigint[], { count, period }: MeanOver): BigInt64Array {
  const axes = { units, periods: buildTree(period, () => []) };
  return rollUpUnits(units, roundCells(axes, overDenominator(sums, BigInt(Math.max(1, count)))).cells, 1);
}

/** How many periods a mean is over, and the one that it is the mean of. */
export interface MeanOver {
  readonly count: number;
  readonly period: Period;
}
