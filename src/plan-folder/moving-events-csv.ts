import { civil, type Day, formatDay } from '../core/calendar/day.ts';
import { eventName, type MovingEvent, usualInfluence } from '../core/calendar/moving-event.ts';
import type { CsvRow, CsvTable, TableSource } from './csv-table.ts';
import { type PlainCodec, type PlainTable, readPlainRows, writePlainRows } from './plain-rows.ts';
import { dayCell } from './row-codec.ts';
import { byKey } from './row-order.ts';
import type { RowReader, TableContext } from './row-reader.ts';

/** A line of `moving-events.csv`: an event in one year. */
export interface MovingEventRow extends MovingEvent {
  readonly line: number;
}

interface Draft extends Omit<MovingEventRow, 'start' | 'end'> {
  readonly start: Day | undefined;
  readonly end: Day | undefined;
}

const COLUMNS = ['event', 'start', 'end', 'before', 'after'];

/** An event twice in a year is the same row; one whose day cannot be read is like no other. */
const ORDER = byKey<Draft>(
  (row) => (row.start === undefined ? `?${row.line}` : String(civil(row.start).year).padStart(4, '0')),
  (row) => row.name,
);

const CODEC: PlainCodec<Draft> = { columns: COLUMNS, read: readRow, order: ORDER };

function readRow(row: CsvRow, cells: RowReader, table: CsvTable): Draft {
  const name = eventName(cells.name(row, 'event'));
  cells.name(row, 'start');
  const start = cells.day(row, 'start');
  const end = cells.raw(row, 'end') === '' ? start : cells.day(row, 'end');
  if (start !== undefined && end !== undefined && end < start)
    table.report(row, 'end', 'holidays.ends-before-start', { start: formatDay(start), end: formatDay(end) });
  if (start !== undefined && end !== undefined && end - start >= LONGEST)
    table.report(row, 'end', 'holidays.too-long', { most: LONGEST, value: end - start + 1 });
  const usual = usualInfluence(name);
  const days = (column: 'before' | 'after') => readDays(row, column, { cells, table }) ?? usual[column];
  return { name, start, end, before: days('before'), after: days('after'), line: row.line };
}

/** An event with its influence must leave ordinary days in the year. */
const LONGEST = 60;

/** Whole days from 0 to 60; undefined when blank or wrong. */
function readDays(row: CsvRow, column: string, { cells, table }: { readonly cells: RowReader; readonly table: CsvTable }) {
  const written = cells.raw(row, column);
  if (written === '') return undefined;
  if (/^\d{1,2}$/.test(written) && Number(written) <= LONGEST) return Number(written);
  table.report(row, column, 'holidays.bad-days', { value: written, most: LONGEST });
  return undefined;
}

function isWhole(row: Draft): row is MovingEventRow {
  return row.start !== undefined && row.end !== undefined;
}

/**
 * Reads `moving-events.csv`, columns `event,start,end,before,after`: one row an event and year; a blank end is a single day, blank
 * before and after are the usual days of influence. All problems at once; an event twice in a year is one.
 */
export function readMovingEventsCsv(source: TableSource, context: TableContext): PlainTable<MovingEventRow> {
  const { rows, findings } = readPlainRows(CODEC, source, context);
  return { rows: rows.filter(isWhole), findings };
}

/** `moving-events.csv` by year and name. */
export function writeMovingEventsCsv(rows: Iterable<MovingEventRow>): string {
  const cells = ({ name, start, end, before, after }: Draft) => [
    ...[name, dayCell(start), dayCell(end)],
    ...[String(before), String(after)],
  ];
  return writePlainRows<Draft>(rows, { columns: COLUMNS, order: ORDER, cells });
}
