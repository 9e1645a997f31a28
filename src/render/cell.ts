import type { Column, ColumnKind } from './sheet.ts';

const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

const NUMBER_KINDS: ReadonlySet<ColumnKind> = new Set(['amount', 'count', 'ratio', 'share', 'points']);

/** Whether the column's cells are numbers, which stand to the right. */
export function holdsNumbers(column: Column): boolean {
  return NUMBER_KINDS.has(column.kind);
}

/** Whether the text is a number as files hold it: sign, digits, decimals, nothing else. */
export function isPlainNumber(text: string): boolean {
  return PLAIN_NUMBER.test(text);
}

/**
 * A number as people read it: `5000000.00` as `5,000,000.00` where the column counts money or things, `0.9277` as `92.77%`
 * where it holds shares of a whole, and `-0.0458` as `-4.58pp` where it holds points. Other ratios, dates and words stay as they are.
 */
export function peopleText(text: string, column: Column): string {
  if (!isPlainNumber(text)) return text;
  if (column.kind === 'share') return `${timesHundred(text)}%`;
  if (column.kind === 'points') return `${timesHundred(text)}pp`;
  if (column.kind !== 'amount' && column.kind !== 'count') return text;
  return text.replace(/^[+-]?\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ','));
}

/** Moves the point two digits, without a float: `0.9277` becomes `92.77`, `-0.07` becomes `-7`. */
function timesHundred(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const digits = fraction.padEnd(2, '0');
  const moved = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  return `${sign}${moved}${digits.length > 2 ? `.${digits.slice(2)}` : ''}`;
}

/** The text on one line: line breaks, tabs and terminal control codes in the data must not move the cursor. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
}
