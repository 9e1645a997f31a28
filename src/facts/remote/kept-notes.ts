import { compareNames } from '../../core/names.ts';
import { type CellNote, EXCEL_ERRORS } from '../cells/cell-notes.ts';
import type { AmountCell, DateCell } from '../cells/read-cell.ts';
import type { TotalsQuery } from '../facts-source.ts';

/** Notes on odd cells while they come in: one a kind and column, with the first text as its example. */
export class CellNotes {
  readonly #notes = new Map<string, CellNote>();

  constructor(
    private readonly query: Pick<TotalsQuery, 'date' | 'amount'>,
    private readonly file: string,
  ) {}

  /** What a group of rows has to tell; notes on values only where the rows count. */
  add(cells: OddGroup, count: number, isUsed: boolean): void {
    const { date, amount } = cells;
    if (date) this.#note(dateNote(date.read, isUsed), { column: this.query.date, cell: date.text, count });
    if (amount) this.#note(amountNote(amount.read, isUsed), { column: this.query.amount.column, cell: amount.text, count });
  }

  /** Sorted by kind; amounts before dates. */
  list(): CellNote[] {
    const isDate = ({ column }: CellNote) => Number(column === this.query.date);
    return [...this.#notes.values()].sort((a, b) => compareNames(a.code, b.code) || isDate(a) - isDate(b));
  }

  #note(code: string | undefined, { column, cell, count }: Pick<CellNote, 'column' | 'cell' | 'count'>): void {
    if (code === undefined) return;
    const key = `${code} ${column}`;
    const known = this.#notes.get(key) ?? { code, column, cell, count: 0, file: this.file };
    const first = compareNames(cell, known.cell) < 0 ? cell : known.cell;
    this.#notes.set(key, { ...known, cell: first, count: known.count + count });
  }
}

/** The odd cells of a group of rows; undefined where the cell was plain. */
export interface OddGroup {
  readonly date: { readonly text: string; readonly read: DateCell } | undefined;
  readonly amount: { readonly text: string; readonly read: AmountCell } | undefined;
}

function dateNote(read: DateCell, isUsed: boolean): string | undefined {
  if ('problem' in read) return problemNote(read.problem);
  return isUsed && read.day !== read.through ? 'facts.month-cells' : undefined;
}

function amountNote(read: AmountCell, isUsed: boolean): string | undefined {
  if ('problem' in read) return problemNote(read.problem);
  return isUsed ? read.notice : undefined;
}

function problemNote(problem: string): string | undefined {
  return problem === 'facts.excel-error' || problem === 'facts.excel-hashes' ? EXCEL_ERRORS : undefined;
}
