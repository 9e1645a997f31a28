import type { SourceRow } from '../source-row.ts';

/** What a row of a file becomes: none, one or several rows. Steps may remember what they saw: each reading makes its own. */
export type LayoutStep = (row: SourceRow) => readonly SourceRow[];

/** Gives a row only where it has the right cells; empty ones after the last column are let pass. */
export function fitCells(columns: number): LayoutStep {
  return (row) => {
    const { cells } = row;
    if (row.problem) return [row];
    if (!cells) return [{ ...row, problem: { code: 'facts.broken-quote' } }];
    if (cells.length === columns) return [row];
    if (cells.length > columns && cells.slice(columns).every((cell) => cell === ''))
      return [{ ...row, cells: cells.slice(0, columns) }];
    return [{ ...row, problem: { code: 'facts.cell-count', values: { expected: columns, found: cells.length } } }];
  };
}

/** Leaves out rows without any cell filled in: they are blank lines with delimiters. */
export const dropBlank: LayoutStep = (row) => (row.cells?.every((cell) => cell.trim() === '') ? [] : [row]);

/** One step after the other, as one. */
export function inTurn(steps: readonly LayoutStep[]): LayoutStep {
  return (row) => steps.reduce<readonly SourceRow[]>((rows, step) => rows.flatMap(step), [row]);
}
