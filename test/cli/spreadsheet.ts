import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';

/** How a spreadsheet program shows the numbers that it saves. */
export type NumberFormat = 'general' | 'two-decimals' | 'accounting' | 'as-it-is';

/** How a person left a sheet, and how the program saved it. */
export interface Saving {
  readonly format: NumberFormat;
  readonly encoding: 'gb18030' | 'utf-8' | 'utf-8-bom';
  /** Lines above the header, and blank columns and rows behind the table. */
  readonly titles: readonly string[];
  readonly blankColumns: number;
  readonly blankRows: number;
  /** Numbers that sort columns and rows. */
  readonly columnOrder: readonly number[];
  readonly rowOrder: readonly number[];
}

export type Table = string[][];

/** The cells of a CSV. */
export function tableOf(text: string): Table {
  return parse(text, { bom: true, relax_column_count: true });
}

/** A table as Excel or WPS would write it after a person opened our file, changed cells, and saved it as CSV. */
export function saved(table: Table, saving: Saving): Uint8Array {
  const [header = [], ...rows] = reordered(table, saving);
  const format = (column: number) => (AMOUNT.test(header[column] ?? '') ? saving.format : 'general');
  const converted = [header.map(asDate), ...rows.map((row) => row.map((cell, column) => shown(cell, format(column))))];
  const padding = Array.from({ length: saving.blankColumns }, () => '');
  const width = header.length + padding.length;
  const lines = [
    ...saving.titles.map((title) => [title, ...Array.from({ length: width - 1 }, () => '')]),
    ...converted.map((row) => [...row, ...padding]),
    ...Array.from({ length: saving.blankRows }, () => Array.from({ length: width }, () => '')),
  ];
  const text = lines.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
  if (saving.encoding === 'gb18030') return iconv.encode(text, 'gb18030');
  return Buffer.from(saving.encoding === 'utf-8-bom' ? `\uFEFF${text}` : text, 'utf8');
}

/** The columns that a person formats as amounts. */
const AMOUNT = /^(last year|proposal|your number|去年同期|方案|你的数字)| plan| 计划/;

function reordered(table: Table, { columnOrder, rowOrder }: Saving): Table {
  const [header = [], ...rows] = table;
  const by = (order: readonly number[]) => (a: number, b: number) =>
    (order[a % order.length] ?? 0) - (order[b % order.length] ?? 0) || a - b;
  const columns = [...header.keys()].sort(by(columnOrder));
  const sorted = [...rows.keys()].sort(by(rowOrder)).map((index) => rows[index] as string[]);
  return [header, ...sorted].map((row) => columns.map((column) => row[column] ?? ''));
}

/** What becomes of a cell that looks like a day or a month, in a header as elsewhere. */
function asDate(cell: string): string {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(cell);
  if (day) return `${day[1]}/${Number(day[2])}/${Number(day[3])}`;
  const month = /^20(\d\d)-(\d\d)$/.exec(cell);
  const names = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  return month ? `${names[Number(month[2]) - 1]}-${month[1]}` : cell;
}

function shown(cell: string, format: NumberFormat): string {
  if (!/^-?\d+(\.\d+)?$/.test(cell)) return asDate(cell);
  if (format === 'as-it-is') return cell;
  if (format === 'general') return general(cell);
  const [whole = '', cents = ''] = rounded(cell, 2).split('.');
  const grouped = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
  if (format === 'two-decimals') return grouped;
  return Number(cell) === 0 ? ' -   ' : ` ￥${grouped} `;
}

/** The general format: no zeros at the end, at most eleven characters, then powers of ten. */
function general(cell: string): string {
  const plain = cell.includes('.') ? cell.replace(/0+$/, '').replace(/\.$/, '') : cell.replace(/^0+(?=\d)/, '');
  const [whole = ''] = plain.split('.');
  if (plain.length <= 11) return plain;
  if (whole.length <= 11) return rounded(plain, Math.max(0, 10 - whole.length)).replace(/\.$/, '');
  const [mantissa = '', power = ''] = Number(whole).toExponential(5).split('e+');
  return `${mantissa.replace(/0+$/, '').replace(/\.$/, '')}E+${power}`;
}

/** Decimal text with so many decimals, halves away from zero. */
function rounded(cell: string, decimals: number): string {
  const [whole = '', fraction = ''] = cell.split('.');
  const digits = BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals));
  const up = (fraction[decimals] ?? '0') >= '5' ? 1n : 0n;
  const text = (digits + up).toString().padStart(decimals + 1, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
