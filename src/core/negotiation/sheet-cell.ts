import { type Decimal, parseDecimal, timesPower10 } from '../amount.ts';

/**
 * An amount cell as a spreadsheet saved it. `blank` leaves what is stored, `clear` takes it away, `error` is an error of the
 * spreadsheet (`#DIV/0!`), `bad` is no number.
 */
export type SheetCell = { readonly kind: 'blank' | 'clear' | 'error' | 'bad' } | NumberCell;

/** A number in the unit of its column, exact to 10^-`decimals` (below zero where the spreadsheet cut digits: `1.2E+11`). */
export interface NumberCell {
  readonly kind: 'number';
  readonly value: Decimal;
  readonly decimals: number;
  /** `scaled` has a unit of its own (`120万`, `5元`); `exponent` and a `long` one may have lost digits in the spreadsheet. */
  readonly form: 'plain' | 'long' | 'scaled' | 'exponent';
}

/** Digits that a spreadsheet shows of a number in its general format before it rounds it. */
const GENERAL_DIGITS = 10;

const EXPONENT = /^([+-]?\d(?:\.\d+)?)E\+?(\d{1,2})$/i;

/** Reads a cell: numbers as `parseDecimal` has them and `1.2E+11`; dashes of any length clear. */
export function readSheetCell(written: string): SheetCell {
  const text = written.normalize('NFKC').trim();
  if (text === '') return { kind: 'blank' };
  if (/^[-—–―−]+$/.test(text)) return { kind: 'clear' };
  if (text.startsWith('#')) return { kind: 'error' };
  const value = parseDecimal(text);
  if (!value) return exponentCell(text);
  if (/[^\d.,+\-¥\s]/.test(text)) return { kind: 'number', value, decimals: value.scale, form: 'scaled' };
  const digits = text.replace(/\D/g, '').length;
  return { kind: 'number', value, decimals: value.scale, form: digits >= GENERAL_DIGITS ? 'long' : 'plain' };
}

function exponentCell(text: string): SheetCell {
  const match = EXPONENT.exec(text);
  const mantissa = match ? parseDecimal(match[1] as string) : undefined;
  if (!match || !mantissa) return { kind: 'bad' };
  const power = Number(match[2]);
  return { kind: 'number', value: timesPower10(mantissa, power), decimals: mantissa.scale - power, form: 'exponent' };
}
