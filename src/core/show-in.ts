import { overDenominator } from './allocation/exact-fractions.ts';
import { roundCells } from './allocation/round-cells.ts';
import { type DisplayUnit, displayPower, power10 } from './amount.ts';
import type { Grid } from './grid.ts';

/** Decimals of amounts in a display unit. */
export const SHOWN_DECIMALS = 2;

/**
 * The grid in a display unit with two decimals, for reading only. It is rounded as a plan is, so that every column and row
 * of a table still adds up.
 */
export function shownIn(grid: Grid, unit: DisplayUnit): Grid {
  const power = displayPower(unit) + grid.scale - SHOWN_DECIMALS;
  if (power < 0) return { ...grid, scale: SHOWN_DECIMALS, cells: grid.cells.map((cell) => cell * power10(-power)) };
  if (power === 0) return { ...grid, scale: SHOWN_DECIMALS };
  return { ...grid, scale: SHOWN_DECIMALS, cells: roundCells(grid, overDenominator([...grid.cells], power10(power))).cells };
}
