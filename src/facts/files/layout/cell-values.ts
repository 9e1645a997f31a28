import { type Day, parseDay } from '../../../core/calendar/day.ts';
import { AMOUNT_SCALE, PLAIN_AMOUNT_PATTERN } from '../../cells/cell-rules.ts';
import { type CellForm, PLAIN_FORM, readAmount, readDate } from '../../cells/read-cell.ts';

/** Whether a cell says that there is nothing: blank, `-`, 无. */
export function isEmptyCell(cell: string): boolean {
  const read = readAmount(cell, PLAIN_FORM);
  return 'problem' in read && read.problem === 'facts.blank-amount';
}

const PLAIN = new RegExp(`^${PLAIN_AMOUNT_PATTERN}$`);

/** The amount in a cell at `AMOUNT_SCALE`; undefined when it holds none. */
export function amountOf(cell: string, form = PLAIN_FORM): bigint | undefined {
  if (PLAIN.test(cell)) return plainCell(cell);
  const read = readAmount(cell, form);
  return 'problem' in read ? undefined : read.amount;
}

/** Nearly every cell is plain, and need not go through every rule. */
function plainCell(cell: string): bigint {
  const [whole = '', decimals = ''] = cell.split('.');
  return BigInt(`${whole}${decimals.padEnd(AMOUNT_SCALE, '0')}`);
}

/** An amount as a plain decimal. */
export function plainAmount(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(AMOUNT_SCALE + 1, '0');
  const text = `${digits.slice(0, -AMOUNT_SCALE)}.${digits.slice(-AMOUNT_SCALE)}`.replace(/\.?0+$/, '');
  return amount < 0n ? `-${text}` : text;
}

/** The days that a cell names, both ends included; undefined when it is no date. */
export function daysOf(cell: string, form: CellForm = PLAIN_FORM): { readonly day: Day; readonly through: Day } | undefined {
  const plain = /^\d{4}-\d\d-\d\d$/.test(cell) ? parseDay(cell) : undefined;
  if (plain !== undefined) return { day: plain, through: plain };
  const read = readDate(cell, form);
  return 'problem' in read ? undefined : read;
}
