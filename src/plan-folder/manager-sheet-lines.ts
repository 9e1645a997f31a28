import { type Finding, finding } from '../core/finding.ts';
import { readSheetCell } from '../core/negotiation/sheet-cell.ts';
import type { SheetLine } from '../core/negotiation/sheet-line.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';
import { type OpenSheet, type SheetColumn, type SheetRow, sheetRows } from './manager-sheet.ts';
import type { SheetLayout } from './manager-sheet-columns.ts';
import { spreadsheetDay } from './manager-sheet-day.ts';

/** What every row of the sheet must be about. */
export interface SheetSubject {
  readonly target: string;
  readonly levels: readonly string[];
  /** Whether a period cell means the planned span. */
  readonly isSpan: (written: string) => boolean;
  readonly span: string;
}

interface RowContext<P> {
  readonly layout: SheetLayout<P>;
  readonly subject: SheetSubject;
  readonly findings: Finding[];
}

/**
 * The rows of a sheet with their cells read. Rows about another target or period, and units with a blank name inside, are errors;
 * a row that names nothing and has no number is a remark under the table and left out with a warning.
 */
export function sheetLines<P>(
  sheet: OpenSheet,
  layout: SheetLayout<P>,
  subject: SheetSubject,
): { lines: SheetLine[]; findings: Finding[] } {
  const { rows, findings } = sheetRows(sheet);
  const context = { layout, subject, findings };
  return { lines: rows.flatMap((row) => lineOf(row, context) ?? []), findings };
}

function lineOf<P>(row: SheetRow, context: RowContext<P>): SheetLine | undefined {
  const { layout, findings } = context;
  const at = layout.indexOf;
  const text = (column: SheetColumn) => (at(column) < 0 ? '' : row.text(at(column)));
  if (isRemark(row, layout)) {
    findings.push(finding('warning', 'sheet.remark', {}, row.place(0)));
    return undefined;
  }
  if (!isAboutSubject(row, context)) return undefined;
  const columns = [at('proposal'), ...layout.periods.map(({ index }) => index)];
  const written = text('date');
  const date = written === '' ? undefined : spreadsheetDay(written);
  if (written !== '' && date === undefined)
    findings.push(finding('error', 'folder.bad-day', { value: written }, row.place(at('date'))));
  const path = pathOf(row, context);
  const own = { number: at('number'), unit: layout.levels[path.length - 1] ?? at('target') };
  return {
    ...{ line: row.line, path },
    number: readSheetCell(text('number')),
    planned: columns.map((index) => readSheetCell(index < 0 ? '' : row.text(index))),
    ...{ note: text('note'), person: text('person'), check: text('check').toLowerCase(), date },
    place: (column) => row.place(typeof column === 'number' ? (columns[column] as number) : own[column]),
  };
}

/** A row without target, unit and number: `注：以上不含税`. */
function isRemark<P>(row: SheetRow, { indexOf, levels, periods }: SheetLayout<P>): boolean {
  const blank = (index: number) => index < 0 || row.text(index) === '';
  const own = [indexOf('period'), indexOf('kind'), indexOf('number'), indexOf('proposal'), ...periods.map(({ index }) => index)];
  const [first = -1] = [indexOf('target'), ...levels].filter((index) => !blank(index));
  // The remark itself stands in the first cell.
  return (
    own.every(blank) && (first < 0 || first === 0) && [indexOf('target'), ...levels].filter((index) => !blank(index)).length <= 1
  );
}

function isAboutSubject<P>(row: SheetRow, { layout, subject, findings }: RowContext<P>): boolean {
  const { target, span, isSpan } = subject;
  const [targetAt, periodAt] = [layout.indexOf('target'), layout.indexOf('period')];
  const [own, period] = [row.text(targetAt), row.text(periodAt)];
  if (own !== target) findings.push(finding('error', 'sheet.other-target', { value: own || '-', target }, row.place(targetAt)));
  if (!isSpan(period)) findings.push(finding('error', 'sheet.other-period', { value: period || '-', span }, row.place(periodAt)));
  return own === target && isSpan(period);
}

function pathOf<P>(row: SheetRow, { layout, subject, findings }: RowContext<P>): UnitPath {
  const names = layout.levels.map((index) => (index < 0 ? '' : row.text(index)));
  const path = names.slice(0, names.findLastIndex((name) => name !== '') + 1);
  const gap = path.indexOf('');
  if (gap >= 0)
    findings.push(
      finding('error', 'folder.gap-in-unit', { level: subject.levels[gap] as string }, row.place(layout.levels[gap] as number)),
    );
  return path;
}
