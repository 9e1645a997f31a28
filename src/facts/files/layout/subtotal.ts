import { civil, type Day, firstOfMonth, lastOfMonth } from '../../../core/calendar/day.ts';
import { normalName } from '../../../core/names.ts';
import { cellNumber } from '../../cells/cell-rules.ts';
import { cellForm } from '../../cells/query-form.ts';
import type { CellForm } from '../../cells/read-cell.ts';
import type { TotalsQuery } from '../../facts-source.ts';
import { fileAmount } from '../../file-amount.ts';
import type { PreparedFile, SourceRow } from '../prepared-file.ts';
import { keyColumns } from '../total-rows.ts';
import { amountOf, daysOf, isEmptyCell } from './cell-values.ts';
import { isTotalCell, withoutTotalWord } from './total-words.ts';

export type CheckedFile = Pick<PreparedFile, 'name' | 'columns' | 'rows' | 'statedUnit' | 'totalRows'>;
export type SubtotalQuery = Pick<TotalsQuery, 'date' | 'amount' | 'levels' | 'cells'>;

export interface Sum {
  readonly from: Day;
  readonly to: Day;
  amount: bigint;
  rows: number;
}

/** A row that only adds up others. */
export interface Subtotal {
  readonly row: SourceRow;
  readonly amount: bigint | undefined;
  /** The names that it is about, by column. */
  readonly scope: readonly (readonly [column: number, name: string])[];
  /** What those rows come to that it names: in its days, and in their month. */
  readonly named: readonly Sum[];
  /** What the rows above it come to: since the last row of its kind, since the last of any kind, and all; first those of its month. */
  readonly above: readonly bigint[];
}

/** The days of a row that names none. */
export const EVER: Pick<Sum, 'from' | 'to'> = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** Where a file has what a subtotal is held against. */
export interface Places {
  readonly date: number;
  readonly amount: number;
  readonly keys: readonly number[];
  readonly form: CellForm;
}

export function placesOf(file: CheckedFile, query: SubtotalQuery): Places {
  const at = (column: string) => file.columns.indexOf(normalName(column));
  const { column, power } = fileAmount(file, query.amount);
  const form = { ...cellForm(query.cells), power };
  return { date: at(query.date), amount: at(column), keys: keyColumns(file.columns, query), form };
}

export function readSubtotal(row: SourceRow, cells: readonly string[], { date, amount, form }: Places): Omit<Subtotal, 'above'> {
  const scope: [number, string][] = [];
  let days: ReturnType<typeof daysOf>;
  cells.forEach((cell, column) => {
    const name = normalName(withoutTotalWord(cell));
    if (column === amount || isEmptyCell(name)) return;
    const named = column === date || isTotalCell(cell) ? daysOf(name, form) : undefined;
    if (named) days = named;
    else if (column !== date && cellNumber(name) === undefined) scope.push([column, name]);
  });
  return {
    row,
    amount: amountOf(cells[amount]!, form),
    scope,
    named: spansOf(days).map((span) => ({ ...span, amount: 0n, rows: 0 })),
  };
}

function spansOf(days: ReturnType<typeof daysOf>): Pick<Sum, 'from' | 'to'>[] {
  if (!days) return [EVER];
  const { year, month } = civil(days.day);
  return [
    { from: firstOfMonth(year, month), to: lastOfMonth(year, month) },
    { from: days.day, to: days.through },
  ];
}

/** What a row adds; undefined for one without a date or an amount. */
export function rowAmount(cells: readonly string[], { date, amount, form }: Places): bigint | undefined {
  return daysOf(cells[date]!, form) ? amountOf(cells[amount]!, form) : undefined;
}

export function agrees(subtotal: Subtotal): boolean {
  const { amount, named, above } = subtotal;
  if (named.some((sum) => sum.rows > 0 && sum.amount === amount)) return true;
  return !isNamed(subtotal) && above.includes(amount!);
}

/** What a row names goes before where it stands. */
export function isNamed({ scope, named }: Subtotal): boolean {
  return scope.length > 0 && named.some(({ rows }) => rows > 0);
}
