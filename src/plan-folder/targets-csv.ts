import type { Decimal } from '../core/amount.ts';
import type { Day } from '../core/calendar/day.ts';
import type { TableSource } from './csv-table.ts';
import { decimalCell } from './exact-amounts.ts';
import { dayCell, type RowCodec, type RowForm, type RowTable, readRows, type UnitRow, writeRows } from './row-codec.ts';
import { byKey } from './row-order.ts';
import type { RowReader, TableContext } from './row-reader.ts';

/** One line of `targets.csv`. Texts that are not given are blank; numbers and days are undefined. */
export interface TargetRow extends UnitRow {
  readonly target: string;
  readonly title: string;
  readonly metric: string;
  readonly period: string;
  readonly value: Decimal | undefined;
  readonly floor: Decimal | undefined;
  readonly stretch: Decimal | undefined;
  readonly baseline: Decimal | undefined;
  readonly owner: string;
  readonly supports: string;
  readonly reason: string;
  readonly effective_from: Day | undefined;
  readonly approved_by: string;
  readonly status: string;
}

const AMOUNTS = ['value', 'floor', 'stretch', 'baseline'] as const;

const CODEC: RowCodec<TargetRow> = {
  format: {
    before: ['target', 'title', 'metric', 'period'],
    after: [...AMOUNTS, 'owner', 'supports', 'reason', 'effective_from', 'approved_by', 'status'],
  },
  read: (row, cells) => ({
    target: cells.name(row, 'target'),
    title: cells.text(row, 'title'),
    metric: cells.name(row, 'metric'),
    period: cells.period(row, 'period'),
    path: cells.path(row),
    ...readAmounts((column) => cells.decimal(row, column)),
    owner: cells.text(row, 'owner'),
    supports: cells.text(row, 'supports'),
    reason: cells.text(row, 'reason'),
    effective_from: cells.day(row, 'effective_from'),
    approved_by: cells.text(row, 'approved_by'),
    status: cells.text(row, 'status'),
    line: row.line,
  }),
  cells: (row, decimals) => ({
    before: [row.target, row.title, row.metric, row.period],
    after: [
      ...AMOUNTS.map((column) => decimalCell(row[column], decimals)),
      ...[row.owner, row.supports, row.reason, dayCell(row.effective_from), row.approved_by, row.status],
    ],
  }),
  order: byKey(
    (row) => row.target,
    (row) => row.metric,
    (row) => row.period,
    (row) => row.path,
    (row) => dayCell(row.effective_from),
  ),
};

function readAmounts(read: (column: string) => ReturnType<RowReader['decimal']>) {
  const [value, floor, stretch, baseline] = AMOUNTS.map(read);
  return { value, floor, stretch, baseline };
}

/** Reads `targets.csv`: numbers as exact decimals, undefined where blank. */
export function readTargetsCsv(source: TableSource, context: TableContext): RowTable<TargetRow> {
  return readRows(CODEC, source, context);
}

/** `targets.csv`: by target, metric, period, unit and first day; numbers with at least the currency's decimals. */
export function writeTargetsCsv(rows: Iterable<TargetRow>, form: RowForm): string {
  return writeRows(CODEC, rows, form);
}
