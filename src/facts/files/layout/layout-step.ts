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

/** Leaves out rows of delimiters alone, which the scan counts as blank lines; what has a problem besides stays to be told. */
export function dropBlank(delimiter: string): LayoutStep {
  return (row) => {
    const isBlank = row.problem ? [...row.raw].every((letter) => letter === delimiter) : isEmpty(row);
    return isBlank ? [] : [row];
  };
}

function isEmpty({ cells }: SourceRow): boolean {
  return cells?.every((cell) => cell.trim() === '') ?? false;
}

/** One step after the other, as one. */
export function inTurn(steps: readonly LayoutStep[]): LayoutStep {
  return (row) => steps.reduce<readonly SourceRow[]>((rows, step) => rows.flatMap(step), [row]);
}
