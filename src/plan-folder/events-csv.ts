import { type Decimal, parseDecimal, power10 } from '../core/amount.ts';
import { type Day, formatDay } from '../core/calendar/day.ts';
import { formatPath, parsePath, type UnitPath } from '../core/organisation/unit-tree.ts';
import { EVENT_KINDS, type EventKind } from '../core/reorganisation/event.ts';
import type { CsvRow, CsvTable, TableSource } from './csv-table.ts';
import { decimalCell, reduced } from './exact-amounts.ts';
import { type PlainCodec, type PlainTable, readPlainRows, writePlainRows } from './plain-rows.ts';
import { dayCell } from './row-codec.ts';
import { byKey } from './row-order.ts';
import type { RowReader, TableContext } from './row-reader.ts';

/** One line of `events.csv`: an event and one of its heirs. */
export interface EventRow {
  readonly date: Day;
  readonly kind: EventKind;
  readonly unit: UnitPath;
  /** Undefined when it is blank. */
  readonly to: UnitPath | undefined;
  /** From 0 to 1. */
  readonly share: Decimal | undefined;
  /** The file of the customers that go to this heir; blank for none. */
  readonly customers: string;
  readonly reason: string;
  readonly line: number;
}

type Draft = Omit<EventRow, 'date' | 'kind'> & { readonly date: Day | undefined; readonly kind: EventKind | undefined };

const COLUMNS = ['date', 'kind', 'unit', 'to', 'share', 'customers', 'reason'];

/** A row whose key cannot be read is like no other. */
const ORDER = byKey<Draft>(
  (row) => (row.date === undefined ? `?${row.line}` : formatDay(row.date)),
  (row) => row.kind ?? `?${row.line}`,
  (row) => row.unit,
  (row) => row.to ?? [],
);

const CODEC: PlainCodec<Draft> = {
  columns: COLUMNS,
  read: (row, cells, table) => {
    const to = cells.text(row, 'to');
    cells.name(row, 'date');
    return {
      date: cells.day(row, 'date'),
      kind: readKind(row, cells, table),
      unit: parsePath(cells.name(row, 'unit')),
      to: to === '' ? undefined : parsePath(to),
      share: readShare(row, cells, table),
      customers: cells.text(row, 'customers'),
      reason: cells.text(row, 'reason'),
      line: row.line,
    };
  },
  order: ORDER,
};

function readKind(row: CsvRow, cells: RowReader, table: CsvTable): EventKind | undefined {
  const written = cells.name(row, 'kind');
  const kind = EVENT_KINDS.find((known) => known === written);
  if (written !== '' && kind === undefined)
    table.report(row, 'kind', 'folder.want-one-of', { key: 'kind', value: written, allowed: EVENT_KINDS.join(', ') });
  return kind;
}

function readShare(row: CsvRow, cells: RowReader, table: CsvTable): Decimal | undefined {
  const written = cells.raw(row, 'share');
  const share = parseShare(written);
  if (written !== '' && share === undefined) table.report(row, 'share', 'event.bad-share', { value: written });
  return share;
}

/** `60%`, `60pct` or `0.6`, from 0 to 1; undefined for anything else. */
export function parseShare(text: string): Decimal | undefined {
  const [, number = '', percent = ''] = /^(.*?)\s*(%|pct)?$/iu.exec(text.normalize('NFKC').trim()) ?? [];
  const value = /^\d/.test(number) ? parseDecimal(number) : undefined;
  if (!value) return undefined;
  const share = percent === '' ? value : { ...value, scale: value.scale + 2 };
  return share.coefficient <= power10(share.scale) ? reduced(share) : undefined;
}

function isWhole(row: Draft): row is EventRow {
  return row.date !== undefined && row.kind !== undefined;
}

/** Reads `events.csv`, or any file with its columns; an heir that stands twice for an event is an error. */
export function readEventsCsv(source: TableSource, context: TableContext): PlainTable<EventRow> {
  const { rows, findings } = readPlainRows(CODEC, source, context);
  return { rows: rows.filter(isWhole), findings };
}

/** `events.csv` by date, kind, unit and heir; shares as decimals. */
export function writeEventsCsv(rows: Iterable<EventRow>): string {
  const cells = ({ date, kind, unit, to, share, customers, reason }: Draft) => [
    ...[dayCell(date), kind ?? '', formatPath(unit), to ? formatPath(to) : ''],
    ...[decimalCell(share, 0), customers, reason],
  ];
  return writePlainRows<Draft>(rows, { columns: COLUMNS, order: ORDER, cells });
}
