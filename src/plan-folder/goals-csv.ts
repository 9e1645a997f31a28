import type { Finding } from '../core/finding.ts';
import type { GoalLine } from '../core/goals/goal.ts';
import type { CsvRow, CsvTable, TableSource } from './csv-table.ts';
import { parseShare } from './events-csv.ts';
import { decimalCell } from './exact-amounts.ts';
import { type PlainCodec, readPlainRows, writePlainRows } from './plain-rows.ts';
import { byKey } from './row-order.ts';
import type { RowReader, TableContext } from './row-reader.ts';

/** One line of `goals.csv`. */
export interface GoalRow extends Omit<GoalLine, 'place'> {
  readonly line: number;
}

const COLUMNS = ['goal', 'target', 'title', 'strategy', 'period', 'owner', 'weight', 'supports', 'reason'];

const ORDER = byKey<GoalRow>(
  (row) => row.goal || `?${row.line}`,
  (row) => row.target,
);

const CODEC: PlainCodec<GoalRow> = {
  columns: COLUMNS,
  optional: ['target'],
  read: (row, cells, table) => ({
    goal: cells.name(row, 'goal'),
    target: cells.text(row, 'target'),
    title: cells.text(row, 'title'),
    strategy: cells.text(row, 'strategy'),
    period: cells.text(row, 'period') === '' ? '' : cells.period(row, 'period'),
    owner: cells.text(row, 'owner'),
    weight: readWeight(row, cells, table),
    supports: cells.text(row, 'supports'),
    reason: cells.text(row, 'reason'),
    line: row.line,
  }),
  order: ORDER,
};

function readWeight(row: CsvRow, cells: RowReader, table: CsvTable): GoalRow['weight'] {
  const written = cells.raw(row, 'weight');
  const weight = parseShare(written);
  if (written !== '' && weight === undefined) table.report(row, 'weight', 'goals.bad-weight', { value: written });
  return weight;
}

/** Goals as core takes them, with what is wrong with their file. */
export interface GoalFile {
  readonly rows: readonly GoalLine[];
  readonly findings: readonly Finding[];
}

/**
 * Reads `goals.csv`, with or without the column `target`: a row without a target is a goal, one with a target says what that target
 * weighs in the goal (`60%`, `0.6`). A goal that stands twice is an error, and so is a target that stands twice under it.
 */
export function readGoalsCsv(source: TableSource, context: TableContext): GoalFile {
  const { rows, findings } = readPlainRows(CODEC, source, context);
  const lines = rows.map(({ line, ...row }): GoalLine => ({ ...row, place: { file: source.file, line } }));
  return { rows: lines, findings };
}

/** `goals.csv` by goal, each before the weights of its targets; weights as decimals. */
export function writeGoalsCsv(rows: Iterable<Omit<GoalLine, 'place'>>): string {
  const cells = ({ goal, target, title, strategy, period, owner, weight, supports, reason }: GoalRow) => [
    ...[goal, target, title, strategy, period, owner],
    ...[decimalCell(weight, 0), supports, reason],
  ];
  const lined = Array.from(rows, (row) => ({ ...row, line: 0 }));
  return writePlainRows<GoalRow>(lined, { columns: COLUMNS, order: ORDER, cells });
}
