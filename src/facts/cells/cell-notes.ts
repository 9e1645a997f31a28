import { type Finding, finding } from '../../core/finding.ts';

/** Cells of one kind that a person should know of: how many, and one of them. */
export interface CellNote {
  readonly code: string;
  readonly count: number;
  readonly file: string;
  readonly column: string;
  readonly cell: string;
}

/** Cells that hold an error of a spreadsheet; each is a rejected row besides. */
export const EXCEL_ERRORS = 'facts.excel-errors';

const WARNINGS: readonly string[] = ['facts.dollar-cells', EXCEL_ERRORS];

/** One finding a kind, not one a row. That a date is a month matters only where days are asked for. */
export function noteFindings(notes: readonly CellNote[], grain: 'day' | 'month'): Finding[] {
  return notes
    .filter(({ code }) => grain === 'day' || code !== 'facts.month-cells')
    .map(({ code, count, file, column, cell }) =>
      finding(WARNINGS.includes(code) ? 'warning' : 'note', code, { count, cell }, { file, column, cell }),
    );
}
