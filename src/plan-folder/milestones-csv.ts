import type { Decimal } from '../core/amount.ts';
import type { Day } from '../core/calendar/day.ts';
import type { TableSource } from './csv-table.ts';
import { decimalCell } from './exact-amounts.ts';
import { dayCell, type RowCodec, type RowForm, type RowTable, readRows, type UnitRow, writeRows } from './row-codec.ts';
import { byKey } from './row-order.ts';
import type { TableContext } from './row-reader.ts';

/** A checkpoint: what `period` adds and what is reached in all by the end of the day `due`. */
export interface MilestoneRow extends UnitRow {
  readonly milestone: string;
  readonly target: string;
  readonly metric: string;
  readonly due: Day | undefined;
  readonly period: string;
  readonly amount: Decimal | undefined;
  readonly cumulative: Decimal | undefined;
  readonly owner: string;
  readonly status: string;
}

const CODEC: RowCodec<MilestoneRow> = {
  format: {
    before: ['milestone', 'target', 'metric', 'due'],
    after: ['period', 'amount', 'cumulative', 'owner', 'status'],
  },
  read: (row, cells) => ({
    milestone: cells.name(row, 'milestone'),
    target: cells.name(row, 'target'),
    metric: cells.name(row, 'metric'),
    due: cells.name(row, 'due') === '' ? undefined : cells.day(row, 'due'),
    path: cells.path(row),
    period: cells.period(row, 'period'),
    amount: cells.decimal(row, 'amount'),
    cumulative: cells.decimal(row, 'cumulative'),
    owner: cells.text(row, 'owner'),
    status: cells.text(row, 'status'),
    line: row.line,
  }),
  cells: (row, decimals) => ({
    before: [row.milestone, row.target, row.metric, dayCell(row.due)],
    after: [row.period, decimalCell(row.amount, decimals), decimalCell(row.cumulative, decimals), row.owner, row.status],
  }),
  order: byKey(
    (row) => row.target,
    (row) => row.metric,
    (row) => dayCell(row.due),
    (row) => row.path,
    (row) => row.milestone,
  ),
};

/** Reads `milestones.csv`: a milestone that stands twice for a target, day and unit is an error. */
export function readMilestonesCsv(source: TableSource, context: TableContext): RowTable<MilestoneRow> {
  return readRows(CODEC, source, context);
}

/** `milestones.csv` by target, metric, due day, unit and milestone; amounts with at least the currency's decimals. */
export function writeMilestonesCsv(rows: Iterable<MilestoneRow>, form: RowForm): string {
  return writeRows(CODEC, rows, form);
}
