import { divideRounded } from '../../amount.ts';
import { isWithin, leafIndex, pathKey, type UnitPath, unitTree } from '../../organisation/unit-tree.ts';
import type { Totals } from '../../totals.ts';
import type { PlanUnits } from '../plan-units.ts';
import { type Layout, type Rated, ratedCells, readAmounts } from './rated-cells.ts';

export interface LikeRequest {
  readonly totals: Totals;
  readonly members: PlanUnits;
  readonly planned: Rated;
  readonly times: bigint;
}

export interface LikeTarget {
  readonly cells: BigInt64Array;
  /** Active months by leaf unit. */
  readonly active: Int32Array;
}

/**
 * Adds to each unit that is made like another its share of that unit's cells, to the nearest step, and the months in which the
 * model had an amount.
 */
export function addLikes({ cells, active }: LikeTarget, request: LikeRequest): void {
  const leaves = leafIndex(request.members.units);
  const { columns } = request.planned.layout;
  for (const { path, model, share } of request.members.likes) {
    const leaf = leaves.get(pathKey(path));
    if (leaf === undefined) continue;
    const { rated, months } = readModel(request, model);
    active[leaf]! += months;
    modelColumns(rated, request.times).forEach((amount, p) => {
      cells[leaf * columns + p]! += divideRounded(amount * share.numerator, share.denominator);
    });
  }
}

/** The model with everything below it; it need not be part of the plan, whose sums still are the whole. */
function readModel({ totals, planned }: LikeRequest, model: UnitPath): { rated: Rated; months: number } {
  const { layout } = planned;
  const below = totals.units.filter((path) => isWithin(path, model));
  const own = readAmounts(totals, unitTree(totals.levels, below), layout);
  const amounts = { ...own, wholes: planned.amounts.wholes };
  const rated = { layout, amounts, rates: layout.recipe.rates(amounts) };
  return { rated, months: own.wholes.filter((amount) => amount > 0n).length };
}

function modelColumns(rated: Rated, times: bigint): BigInt64Array {
  const { columns }: Layout = rated.layout;
  const column = new BigInt64Array(columns);
  ratedCells(rated, times).forEach((amount, i) => {
    column[i % columns]! += amount;
  });
  return column;
}
