import { formatAmount } from '../core/amount.ts';
import { COMMITMENT_STATUSES, type Commitment, type CommitmentStatus } from '../core/negotiation/commitment.ts';
import { currencyAmount } from './amount-cell.ts';
import type { CsvRow, CsvTable, TableSource } from './csv-table.ts';
import { dayCell, type RowCodec, type RowForm, type RowTable, readRows, type UnitRow, writeRows } from './row-codec.ts';
import { byKey } from './row-order.ts';
import type { RowReader, TableContext } from './row-reader.ts';

/** One line of `commitments.csv`; the amount is at the currency's decimals. */
export interface CommitmentRow extends Commitment, UnitRow {}

const FORMAT = { before: ['target', 'period'], after: ['amount', 'note', 'by', 'status', 'date'], optional: ['date'] };

const ORDER = byKey<CommitmentRow>(
  (row) => row.target,
  (row) => row.period || `?${row.line}`,
  (row) => row.path,
);

function codec({ decimals }: Pick<TableContext, 'decimals'>): RowCodec<CommitmentRow> {
  return {
    format: FORMAT,
    read: (row, cells, table) => ({
      target: cells.name(row, 'target'),
      period: cells.period(row, 'period'),
      path: cells.path(row),
      amount: currencyAmount(row, { cells, table, decimals }),
      note: cells.text(row, 'note'),
      by: cells.text(row, 'by'),
      status: readStatus(row, cells, table),
      date: cells.day(row, 'date'),
      line: row.line,
    }),
    cells: ({ target, period, amount, note, by, status, date }) => ({
      before: [target, period],
      after: [amount === undefined ? '' : formatAmount(amount, decimals), note, by, status, dayCell(date)],
    }),
    order: ORDER,
  };
}

/** A blank status is a draft. */
function readStatus(row: CsvRow, cells: RowReader, table: CsvTable): CommitmentStatus {
  const written = cells.text(row, 'status');
  const status = COMMITMENT_STATUSES.find((known) => known === written);
  const values = { key: 'status', value: written, allowed: COMMITMENT_STATUSES.join(', ') };
  if (written !== '' && status === undefined) table.report(row, 'status', 'folder.want-one-of', values);
  return status ?? 'draft';
}

/**
 * Reads `commitments.csv`, with or without the column `date`: amounts exactly at the currency's decimals, undefined where blank.
 * A unit that stands twice for a target and period is an error.
 */
export function readCommitmentsCsv(source: TableSource, context: TableContext): RowTable<CommitmentRow> {
  return readRows(codec(context), source, context);
}

/** `commitments.csv` by target, period and unit; amounts with the currency's decimals. */
export function writeCommitmentsCsv(rows: Iterable<CommitmentRow>, form: RowForm): string {
  return writeRows(codec(form), rows, form);
}
