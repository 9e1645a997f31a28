import { type Day, parseDay } from '../../core/calendar/day.ts';
import { AMOUNT_SCALE, amountProblem, DATE_PART_PATTERN, dateProblem } from '../cells/cell-rules.ts';

/** What a cell's text comes to, or why it cannot be used. */
export type ReadCell<T> = { readonly value: T } | { readonly problem: string };

/** What the texts of cells mean that the server did not read as plain; each text is judged once. */
export class OddCells {
  readonly #days = new Map<string, ReadCell<Day>>();
  readonly #amounts = new Map<string, ReadCell<bigint>>();

  day(cell: string): ReadCell<Day> {
    return remembered(this.#days, cell, readDay);
  }

  /** At `AMOUNT_SCALE`. */
  amount(cell: string): ReadCell<bigint> {
    return remembered(this.#amounts, cell, readAmount);
  }
}

/** More texts than this are judged again rather than kept. */
const KEPT = 100_000;

function remembered<T>(known: Map<string, ReadCell<T>>, cell: string, read: (cell: string) => ReadCell<T>): ReadCell<T> {
  const found = known.get(cell);
  if (found) return found;
  const judged = read(cell);
  if (known.size < KEPT) known.set(cell, judged);
  return judged;
}

function readDay(cell: string): ReadCell<Day> {
  const problem = dateProblem(cell);
  const day = parseDay(new RegExp(DATE_PART_PATTERN).exec(cell.trim())?.[0] ?? '');
  if (problem === undefined && day !== undefined) return { value: day };
  return { problem: problem ?? 'facts.bad-date' };
}

function readAmount(cell: string): ReadCell<bigint> {
  const problem = amountProblem(cell);
  return problem === undefined ? { value: exactAmount(cell.trim().replaceAll(',', '')) } : { problem };
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
