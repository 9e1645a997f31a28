import { type Day, parseDay } from '../../../core/calendar/day.ts';
import { AMOUNT_SCALE, amountProblem, DATE_PART_PATTERN, dateProblem } from '../../cells/cell-rules.ts';

const DATE_PART = new RegExp(DATE_PART_PATTERN);
const PLACEHOLDERS = new Set(['', '-', '--', '—', '——', '/', '无', 'n/a', '#n/a', 'null']);

/** Whether a cell says that there is nothing. */
export function isEmptyCell(cell: string): boolean {
  return PLACEHOLDERS.has(cell.trim().toLowerCase());
}

/** The amount in a cell at `AMOUNT_SCALE`; undefined when it holds none. */
export function amountOf(cell: string): bigint | undefined {
  if (amountProblem(cell) !== undefined) return undefined;
  const [whole = '', decimals = ''] = cell.trim().replaceAll(',', '').split('.');
  const digits = `${whole.replace(/^[+-]/, '')}${decimals.slice(0, AMOUNT_SCALE).padEnd(AMOUNT_SCALE, '0')}`;
  return whole.startsWith('-') ? -BigInt(digits) : BigInt(digits);
}

/** An amount as a plain decimal. */
export function plainAmount(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(AMOUNT_SCALE + 1, '0');
  const text = `${digits.slice(0, -AMOUNT_SCALE)}.${digits.slice(-AMOUNT_SCALE)}`.replace(/\.?0+$/, '');
  return amount < 0n ? `-${text}` : text;
}

/** The days that a cell names, both ends included; undefined when it is no date. */
export function daysOf(cell: string): { readonly day: Day; readonly through: Day } | undefined {
  if (dateProblem(cell) !== undefined) return undefined;
  const day = parseDay(DATE_PART.exec(cell.trim())?.[0] ?? '');
  return day === undefined ? undefined : { day, through: day };
}
