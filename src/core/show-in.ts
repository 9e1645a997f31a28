import { overDenominator } from './allocation/rounding/exact-fractions.ts';
import { roundCells } from './allocation/rounding/round-cells.ts';
import type { Axes } from './allocation/rounding/rounding-network.ts';
import { type DisplayUnit, displayPower, power10 } from './amount.ts';
import type { Grid } from './grid.ts';

/** Decimals of amounts in a display unit. */
export const SHOWN_DECIMALS = 2;

/**
 * The grid in a display unit with two decimals, for reading only. It is rounded as a plan is, so that every column and row
 * of a table still adds up.
 */
export function shownIn(grid: Grid, unit: DisplayUnit): Grid {
  const cells = shownCells(grid, [...grid.cells], { scale: grid.scale, unit });
  return { ...grid, scale: SHOWN_DECIMALS, cells };
}

/** Cells at a scale, rounded together to the display unit with two decimals. */
export function shownCells(
  axes: Axes,
  cells: readonly bigint[],
  { scale, unit }: { scale: number; unit: DisplayUnit },
): BigInt64Array {
  const power = displayPower(unit) + scale - SHOWN_DECIMALS;
  if (power <= 0) return BigInt64Array.from(cells, (cell) => cell * power10(-power));
  return roundCells(axes, overDenominator(cells, power10(power))).cells;
}
