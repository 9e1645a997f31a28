import { type Decimal, parseDecimal } from '../core/amount.ts';
import { type Day, parseDay } from '../core/calendar/day.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import { normalName } from '../core/names.ts';
import type { UnitPath } from '../core/organisation/unit-tree.ts';
import type { CsvRow, CsvTable } from './csv-table.ts';

/** What a codec needs to know beyond the file: the currency's decimals and the fiscal year. */
export interface TableContext {
  readonly decimals: number;
  readonly fiscal: FiscalYear;
}

/** Reads the cells of a table by kind; what a cell cannot be is reported to the table and read as blank. */
export interface RowReader {
  /** As written, without outer white space. */
  readonly raw: (row: CsvRow, column: string) => string;
  /** NFC without outer white space; may be blank. */
  readonly text: (row: CsvRow, column: string) => string;
  /** Like `text`, but a blank one is an error. */
  readonly name: (row: CsvRow, column: string) => string;
  /** The unit; blank cells at its end shorten it, blank ones inside are an error. */
  readonly path: (row: CsvRow) => UnitPath;
  /** Like `path`, but a blank cell inside is allowed and stays: it means any unit of that level. */
  readonly sparsePath: (row: CsvRow) => UnitPath;
  /** Undefined when blank. */
  readonly decimal: (row: CsvRow, column: string) => Decimal | undefined;
  /** Undefined when blank. */
  readonly day: (row: CsvRow, column: string) => Day | undefined;
  /** The canonical label (`2026年3月` is `2026-03`); a blank one is an error. */
  readonly period: (row: CsvRow, column: string) => string;
}

/** A reader of `table`; names, paths and periods that repeat are read once and shared. */
export function rowReader(table: CsvTable, { fiscal }: TableContext): RowReader {
  const normal = remember(normalName);
  const label = remember((text: string) => parsePeriod(text, fiscal)?.label);
  const raw = (row: CsvRow, column: string) => (row.cells[table.indexOf(column)] ?? '').trim();
  const text = (row: CsvRow, column: string) => normal(raw(row, column));
  const parsed =
    <T>(parse: (text: string) => T | undefined, code: string) =>
    (row: CsvRow, column: string): T | undefined => {
      const written = raw(row, column);
      const value = written === '' ? undefined : parse(written);
      if (written !== '' && value === undefined) table.report(row, column, code, { value: written });
      return value;
    };
  const name = (row: CsvRow, column: string) => {
    const written = text(row, column);
    if (written === '') table.report(row, column, 'folder.blank-cell', { column });
    return written;
  };
  const knownPeriod = parsed(label, 'folder.bad-period');
  return {
    raw,
    text,
    name,
    path: pathReader(table, normal, 'whole'),
    sparsePath: pathReader(table, normal, 'sparse'),
    decimal: parsed(parseDecimal, 'folder.bad-number'),
    day: parsed(parseDay, 'folder.bad-day'),
    period: (row, column) => (name(row, column) === '' ? '' : (knownPeriod(row, column) ?? '')),
  };
}

type Normal = (text: string) => string;

function pathReader(table: CsvTable, normal: Normal, kind: 'whole' | 'sparse'): (row: CsvRow) => UnitPath {
  const indexes = table.levels.map(table.indexOf);
  const known = new Map<string, UnitPath>();
  return (row) => {
    const key = indexes.map((index) => row.cells[index]).join('\u0000');
    const found = known.get(key);
    if (found) return found;
    const names = indexes.map((index) => normal(row.cells[index] ?? ''));
    const path = names.slice(0, names.findLastIndex((part) => part !== '') + 1);
    const gap = kind === 'sparse' ? -1 : path.indexOf('');
    if (gap >= 0) table.report(row, table.levels[gap] ?? '', 'folder.gap-in-unit', { level: table.levels[gap] ?? '' });
    else known.set(key, path);
    return path;
  };
}

function remember<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (known.has(text)) return known.get(text) as T;
    const value = compute(text);
    known.set(text, value);
    return value;
  };
}
