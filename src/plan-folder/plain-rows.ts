import { type Finding, finding } from '../core/finding.ts';
import { type CsvRow, type CsvTable, headerLine, openTable, type TableSource } from './csv-table.ts';
import { csvCells } from './csv-text.ts';
import { reportRepeats, sorted } from './row-order.ts';
import { type RowReader, rowReader, type TableContext } from './row-reader.ts';

/** How a file without level columns is read and told apart. */
export interface PlainCodec<T extends { readonly line: number }> {
  readonly columns: readonly string[];
  /** Those of them that a file may lack: then their cells are blank. */
  readonly optional?: readonly string[];
  readonly read: (row: CsvRow, cells: RowReader, table: CsvTable) => T;
  /** Two rows that it holds equal have the same key, which is an error. */
  readonly order: (a: T, b: T) => number;
}

export interface PlainTable<T> {
  readonly rows: readonly T[];
  readonly findings: readonly Finding[];
}

/** Reads a file with one object a row: all problems at once; a column that it does not know is one. */
export function readPlainRows<T extends { readonly line: number }>(
  { columns, optional = [], read, order }: PlainCodec<T>,
  source: TableSource,
  context: TableContext,
): PlainTable<T> {
  const table = openTable(source, { before: [], after: columns, optional });
  const strangers = table.levels.map((column) =>
    finding('error', 'folder.unknown-column', { column, known: columns.join(', ') }, { file: source.file, line: 1, column }),
  );
  if (strangers.length > 0) return { rows: [], findings: [...table.findings, ...strangers] };
  const cells = rowReader(table, context);
  const rows = Array.from(table.rows, (row) => read(row, cells, table));
  reportRepeats(table, rows, order);
  return { rows, findings: table.findings };
}

/** The file's text, rows in `order`. */
export function writePlainRows<T>(
  rows: Iterable<T>,
  { columns, order, cells }: { columns: readonly string[]; order: (a: T, b: T) => number; cells: (row: T) => readonly string[] },
): string {
  return [headerLine({ before: columns, after: [] }, []), ...sorted(rows, order).map((row) => csvCells(cells(row))), ''].join(
    '\n',
  );
}
