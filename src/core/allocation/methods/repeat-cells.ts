import { emptyGrid, type Grid } from '../../grid.ts';
import type { Allocation } from '../allocate.ts';
import { cellsOf } from '../locks/odd-cells.ts';
import { type BlockLimits, limitsOutsideIn, within, withoutWeights } from './repeat-limits.ts';
import { type RepeatRequest, repeatLines } from './repeat-lines.ts';

/**
 * The cells of `repeat`. On both axes each cell holds the amount. On `org` alone each leaf unit's line over the periods adds up
 * to it, on `time` alone each leaf period's line over the units; a line is one allocation of its own, so that lines of
 * equal weights are equal. Sums across lines mean nothing and are not promised.
 * Bounds speak of what is repeated: a fix sets each cell (each line's part in the block), a floor raises it, a cap lowers it; an
 * inner block wins over an outer one.
 * Refuses (impossible) bounds on one block that exclude each other, and a line or a bound without any weight.
 */
export function repeatCells(request: RepeatRequest): Allocation {
  const { repeats, weights, bounds, scale } = request;
  const limits = limitsOutsideIn({ ...weights, scale }, bounds);
  if (repeats.time && repeats.org) return { grid: repeatEverywhere(request, limits), findings: [] };
  return repeatLines(request, limits, repeats.org ? 'org' : 'time');
}

function repeatEverywhere({ weights, amount, scale }: RepeatRequest, limits: readonly BlockLimits[]): Grid {
  const { cells } = weights;
  const grid = { ...emptyGrid({ ...weights, scale }), cells: cells.map((weight) => (weight === 0n ? 0n : amount)) };
  for (const limit of limits) {
    const inside = cellsOf(weights, limit).filter((cell) => cells[cell] !== 0n);
    if (inside.length === 0 && (limit.min ?? 0n) > 0n) throw withoutWeights(weights, limit);
    for (const cell of inside) grid.cells[cell] = within(limit, grid.cells[cell] as bigint);
  }
  return grid;
}
