import { LOCK_KINDS, type Lock, type LockKind } from '../core/allocation/locks/lock.ts';
import { formatAmount } from '../core/amount.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import { type AmountCells, currencyAmount } from './amount-cell.ts';
import type { CsvRow, CsvTable, TableSource } from './csv-table.ts';
import { dayCell, type RowCodec, type RowForm, type RowTable, readRows, type UnitRow, writeRows } from './row-codec.ts';
import { byKey } from './row-order.ts';
import type { RowReader, TableContext } from './row-reader.ts';

/**
 * One line of `locks.csv`: a lock and the target that it is for, blank for any. A blank name inside the path stands for any
 * unit of that level (a rep, whatever the region); the amount is at the currency's decimals.
 */
export interface LockRow extends Lock, UnitRow {
  readonly target: string;
}

/** A row with cells that may be wrong: then the file has an error and the row is left out. */
type Draft = Omit<LockRow, 'period' | 'kind' | 'amount'> & {
  readonly period: Period | undefined;
  readonly kind: LockKind | undefined;
  readonly amount: bigint | undefined;
};

const FORMAT = { before: ['target', 'period'], after: ['kind', 'amount', 'reason', 'by', 'until'] };

/** A row whose key cannot be read is like no other. */
const ORDER = byKey<Draft>(
  (row) => row.target,
  (row) => row.period?.label ?? `?${row.line}`,
  (row) => row.path,
  (row) => row.kind ?? `?${row.line}`,
);

/** How locks are read for a currency and a fiscal year. */
function codec({ decimals, fiscal }: TableContext): RowCodec<Draft> {
  return {
    format: FORMAT,
    read: (row, cells, table) => ({
      target: cells.text(row, 'target'),
      period: parsePeriod(cells.period(row, 'period'), fiscal),
      path: cells.sparsePath(row),
      kind: readKind(row, cells, table),
      amount: readAmount(row, { cells, table, decimals }),
      reason: cells.text(row, 'reason'),
      by: cells.text(row, 'by'),
      until: cells.day(row, 'until'),
      place: { file: table.file, line: row.line },
      line: row.line,
    }),
    cells: ({ target, period, kind, amount, reason, by, until }) => ({
      before: [target, period?.label ?? ''],
      after: [kind ?? '', amount === undefined ? '' : formatAmount(amount, decimals), reason, by, dayCell(until)],
    }),
    order: ORDER,
  };
}

function readKind(row: CsvRow, cells: RowReader, table: CsvTable): LockKind | undefined {
  const written = cells.name(row, 'kind');
  const kind = LOCK_KINDS.find((known) => known === written);
  if (written !== '' && kind === undefined)
    table.report(row, 'kind', 'folder.want-one-of', { key: 'kind', value: written, allowed: LOCK_KINDS.join(', ') });
  return kind;
}

/** A lock of nothing is a mistake, not a lock of zero. */
function readAmount(row: CsvRow, amounts: AmountCells): bigint | undefined {
  if (amounts.cells.raw(row, 'amount') === '') amounts.table.report(row, 'amount', 'folder.blank-amount');
  return currencyAmount(row, amounts);
}

function isWhole(row: Draft): row is Draft & LockRow {
  return row.period !== undefined && row.kind !== undefined && row.amount !== undefined;
}

/**
 * Reads `locks.csv`, or any file with its columns: amounts exactly at the currency's decimals, more of them are an error, and a
 * blank one is no lock of zero but an error, too. A kind that stands twice for a target, period and unit is an error.
 */
export function readLocksCsv(source: TableSource, context: TableContext): RowTable<LockRow> {
  const table = readRows(codec(context), source, context);
  return { ...table, rows: table.rows.filter(isWhole) };
}

/** `locks.csv` by target, period, unit and kind; amounts with the currency's decimals. */
export function writeLocksCsv(rows: Iterable<LockRow>, form: RowForm): string {
  return writeRows<Draft>(codec({ decimals: form.decimals, fiscal: { startMonth: 1, name: 'end' } }), rows, form);
}
