import { AMOUNT_SCALE } from '../cells/cell-rules.ts';
import { cellForm } from '../cells/query-form.ts';
import { type AmountCell, type CellForm, type DateCell, readAmount, readDate } from '../cells/read-cell.ts';
import type { TotalsQuery } from '../facts-source.ts';

/** The form of a query's cells, with the unit of its amounts. */
export function formOf({ cells, amount }: Pick<TotalsQuery, 'cells' | 'amount'>): CellForm {
  return { ...cellForm(cells), power: amount.power };
}

/** What the texts of cells mean that the server did not read as plain; each text is judged once. */
export class OddCells {
  readonly #days = new Map<string, DateCell>();
  readonly #amounts = new Map<string, AmountCell>();

  constructor(private readonly form: CellForm) {}

  day(cell: string): DateCell {
    return remembered(this.#days, cell, (text) => readDate(text, this.form));
  }

  amount(cell: string): AmountCell {
    return remembered(this.#amounts, cell, (text) => readAmount(text, this.form));
  }
}

/** More texts than this are judged again rather than kept. */
const KEPT = 100_000;

function remembered<T>(known: Map<string, T>, cell: string, read: (cell: string) => T): T {
  const found = known.get(cell);
  if (found) return found;
  const judged = read(cell);
  if (known.size < KEPT) known.set(cell, judged);
  return judged;
}

/** A plain decimal as a whole number at `AMOUNT_SCALE`; further decimals must be zeros. */
export function exactAmount(text: string): bigint {
  const [, sign = '', whole = '', decimals = ''] = /^([+-]?)([0-9]+)(?:\.([0-9]*))?$/.exec(text) ?? [];
  if (whole === '' || /[1-9]/.test(decimals.slice(AMOUNT_SCALE))) throw new Error(`no exact amount: ${text}`);
  const amount = BigInt(whole + decimals.slice(0, AMOUNT_SCALE).padEnd(AMOUNT_SCALE, '0'));
  return sign === '-' ? -amount : amount;
}

/** The decimal that is exactly this whole number at `AMOUNT_SCALE`. */
export function exactText(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(AMOUNT_SCALE + 1, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -AMOUNT_SCALE)}.${digits.slice(-AMOUNT_SCALE)}`;
}
