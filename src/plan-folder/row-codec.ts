import { type Day, formatDay } from '../core/calendar/day.ts';
import type { Finding } from '../core/finding.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';
import { type CsvRow, type CsvTable, headerLine, openTable, type TableFormat, type TableSource } from './csv-table.ts';
import { csvCells } from './csv-text.ts';
import { reportRepeats, sorted } from './row-order.ts';
import { type RowReader, rowReader, type TableContext } from './row-reader.ts';

/** What every row of a small file has. */
export interface UnitRow {
  readonly path: UnitPath;
  /** Physical line; 0 for a row that comes from no file. */
  readonly line: number;
}

export interface RowTable<T> {
  readonly levels: readonly string[];
  readonly rows: readonly T[];
  readonly findings: readonly Finding[];
}

/** How one file's rows are read and told apart. */
export interface RowReading<T extends UnitRow> {
  readonly format: TableFormat;
  /** `table` is for findings that concern more than one cell. */
  readonly read: (row: CsvRow, cells: RowReader, table: CsvTable) => T;
  /** The order of the rows; two rows that it holds equal have the same key, which is an error. */
  readonly order: (a: T, b: T) => number;
}

/** How one file's rows are read, written and told apart. */
export interface RowCodec<T extends UnitRow> extends RowReading<T> {
  /** The cells before and after the levels. `decimals` is the currency's. */
  readonly cells: (row: T, decimals: number) => { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Whether the last column is left out of a file in which it would be blank in every row. */
  readonly lastIfAny?: boolean;
}

/** Reads a file with one object a row: all problems at once. */
export function readRows<T extends UnitRow>(codec: RowReading<T>, source: TableSource, context: TableContext): RowTable<T> {
  const table = openTable(source, codec.format);
  const cells = rowReader(table, context);
  const rows = Array.from(table.rows, (row) => codec.read(row, cells, table));
  reportRepeats(table, rows, codec.order);
  return { levels: table.levels, rows, findings: table.findings };
}

/** What is written, and the currency's decimals, which amounts have at least. */
export interface RowForm {
  readonly levels: readonly string[];
  readonly decimals: number;
}

/** The file's text, rows in the codec's order. */
export function writeRows<T extends UnitRow>(codec: RowCodec<T>, rows: Iterable<T>, { levels, decimals }: RowForm): string {
  const lines = sorted(rows, codec.order).map((row) => {
    const { before, after } = codec.cells(row, decimals);
    return [...before, ...levelCells(row.path, levels), ...after];
  });
  const isBlank = codec.lastIfAny === true && lines.every((cells) => cells.at(-1) === '');
  const { before, after } = codec.format;
  const format = isBlank ? { before, after: after.slice(0, -1) } : codec.format;
  const kept = isBlank ? lines.map((cells) => cells.slice(0, -1)) : lines;
  return [headerLine(format, levels), ...kept.map(csvCells), ''].join('\n');
}

/** The cells of a unit, blank below it; a unit deeper than the levels is our bug. */
export function levelCells(path: UnitPath, levels: readonly string[]): readonly string[] {
  if (path.length > levels.length) throw new RangeError(`${path.join('/')} is deeper than ${levels.join(', ')}`);
  return levels.map((_, depth) => path[depth] ?? '');
}

/** `2026-03-15`; blank for none. */
export function dayCell(day: Day | undefined): string {
  return day === undefined ? '' : formatDay(day);
}
