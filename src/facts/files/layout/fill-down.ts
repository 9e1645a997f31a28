import { type Finding, finding } from '../../../core/finding.ts';
import { normalName } from '../../../core/names.ts';
import { nearNames } from '../../near-names.ts';
import type { LayoutStep } from './layout-step.ts';
import { isTotalCell, mayBeTotal } from './total-words.ts';

/**
 * Blank cells in these columns, outermost first, mean the last one above that is not; a new value in an outer column makes
 * the inner ones start again, as merged cells do. In a row that adds up others only columns before its word are filled, and
 * the word is never carried on.
 */
export function fillDown(columns: readonly number[]): LayoutStep {
  const carried = columns.map(() => '');
  return (row) => {
    if (!row.cells || row.problem) return [row];
    const cells = [...row.cells];
    const word = mayBeTotal(row.raw) ? cells.findIndex(isTotalCell) : -1;
    columns.forEach((column, depth) => {
      if (word >= 0 && column >= word) return;
      const own = cells[column] ?? '';
      if (own.trim() === '') cells[column] = carried[depth]!;
      else carried.fill('', depth).splice(depth, 1, own);
    });
    return [{ ...row, cells }];
  };
}

/** The places of the columns that `--fill-down` names; errors with near names for those that are not there. */
export function fillColumns(file: string, names: readonly string[], columns: readonly string[]): number[] | Finding[] {
  const places = names.map((name) => columns.indexOf(normalName(name)));
  const unknown = names.filter((_, index) => places[index]! < 0);
  if (unknown.length === 0) return places;
  return unknown.map((column) => {
    const near = nearNames(column, columns);
    const values = { column, columns: columns.join(', '), first: near[0] ?? '' };
    return finding('error', near.length > 0 ? 'layouts.fill-down-near' : 'layouts.fill-down', values, { file, column });
  });
}

/**
 * Whether a column looks like merged cells: it begins with a value, more than half of it is blank, and a value is mostly
 * followed by blanks.
 */
export function looksMerged(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim() !== '');
  const values = filled.filter(Boolean).length;
  const followed = filled.filter((value, index) => value && filled[index + 1] === false).length;
  return filled[0] === true && values * 2 < filled.length && followed * 2 > values;
}
