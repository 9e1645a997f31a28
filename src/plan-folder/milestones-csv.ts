import type { Decimal } from '../core/amount.ts';
import type { Day } from '../core/calendar/day.ts';
import { writtenDecimals } from '../core/money/plan-money.ts';
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
  /** Of an amount in local money: its currency. */
  readonly currency?: string | undefined;
}

const CODEC: RowCodec<MilestoneRow> = {
  format: {
    before: ['milestone', 'target', 'metric', 'due'],
    after: ['period', 'amount', 'cumulative', 'owner', 'status', 'currency'],
    optional: ['currency'],
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
    currency: cells.text(row, 'currency') || undefined,
    line: row.line,
  }),
  cells: ({ currency = '', ...row }, decimals) => {
    const least = writtenDecimals(currency, decimals);
    const amounts = [decimalCell(row.amount, least), decimalCell(row.cumulative, least)];
    return {
      before: [row.milestone, row.target, row.metric, dayCell(row.due)],
      after: [row.period, ...amounts, row.owner, row.status, currency],
    };
  },
  order: byKey(
    (row) => row.target,
    (row) => row.metric,
    (row) => dayCell(row.due),
    (row) => row.path,
    (row) => row.milestone,
  ),
  lastIfAny: true,
};

/** Reads `milestones.csv`: a milestone that stands twice for a target, day and unit is an error. */
export function readMilestonesCsv(source: TableSource, context: TableContext): RowTable<MilestoneRow> {
  return readRows(CODEC, source, context);
}

/** `milestones.csv` by target, metric, due day, unit and milestone; amounts with at least the currency's decimals; currencies where there are any. */
export function writeMilestonesCsv(rows: Iterable<MilestoneRow>, form: RowForm): string {
  return writeRows(CODEC, rows, form);
}
