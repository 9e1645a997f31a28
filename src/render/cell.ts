import type { Column, ColumnKind } from './sheet.ts';

const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

const NUMBER_KINDS: ReadonlySet<ColumnKind> = new Set(['amount', 'count', 'ratio']);

/** Whether the column's cells are numbers, which stand to the right. */
export function holdsNumbers(column: Column): boolean {
  return NUMBER_KINDS.has(column.kind);
}

/** Whether the text is a number as files hold it: sign, digits, decimals, nothing else. */
export function isPlainNumber(text: string): boolean {
  return PLAIN_NUMBER.test(text);
}

/** `5000000.00` as `5,000,000.00`, where the column counts money or things; ratios, dates and words stay as they are. */
export function grouped(text: string, column: Column): string {
  if ((column.kind !== 'amount' && column.kind !== 'count') || !isPlainNumber(text)) return text;
  return text.replace(/^[+-]?\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ','));
}

/** The text on one line: line breaks, tabs and terminal control codes in the data must not move the cursor. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
}
