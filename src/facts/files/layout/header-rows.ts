import { normalName } from '../../../core/names.ts';
import { cellNumber } from '../../cells/cell-rules.ts';

/**
 * Two header rows as one: `Q1_目标`. An upper cell without text is merged with the one to its left, where something stands
 * below it; a column that one row alone names has that name.
 */
export function joinHeaderRows(upper: readonly string[], lower: readonly string[]): string[] {
  let carried = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const own = normalName(upper[index] ?? '');
    const below = normalName(lower[index] ?? '');
    if (own !== '') carried = own;
    if (below === '' || below === own) return own;
    return carried === '' ? below : `${carried}_${below}`;
  });
}

/** Whether the row under a header looks like more of it: names below cells that have none, and no number or day anywhere. */
export function looksLikeTwoRows(columns: readonly string[], below: readonly string[]): boolean {
  const filled = below.filter((cell) => cell.trim() !== '');
  const unnamed = below.filter((cell, index) => cell.trim() !== '' && columns[index] === '');
  return unnamed.length > 0 && filled.length >= 2 && filled.every((cell) => cellNumber(cell) === undefined && !/\d/.test(cell));
}
