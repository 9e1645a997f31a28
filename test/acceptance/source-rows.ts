import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** Amounts here are whole millionths, by our own reading of the text. */
export const MILLION = 1_000_000n;

export interface SourceRow {
  /** `2019-03-31` */
  readonly day: string;
  readonly path: readonly string[];
  readonly amount: bigint;
}

export interface SourceFile {
  readonly file: string;
  readonly encoding?: string;
  readonly date: string;
  readonly amount: string;
  readonly levels: readonly string[];
}

const readBefore = new Map<string, SourceRow[]>();

/** The rows of a file of sales, read once and without any code of the program. */
export function sourceRows(source: SourceFile): SourceRow[] {
  const rows = readBefore.get(source.file) ?? readRows(source);
  readBefore.set(source.file, rows);
  return rows;
}

function readRows({ file, encoding = 'utf-8', date, amount, levels }: SourceFile): SourceRow[] {
  const text = new TextDecoder(encoding, { fatal: true }).decode(readFileSync(file));
  const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  return rows.map((row) => ({
    day: isoDay(row[date]!),
    path: levels.map((level) => row[level]!.trim()),
    amount: millionths(row[amount]!),
  }));
}

function isoDay(text: string): string {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text) ?? [];
  if (!day) throw new Error(`no date: ${text}`);
  return `${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `1,234.5` as whole millionths. */
export function millionths(text: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text.replaceAll(',', '')) ?? [];
  if (whole === undefined) throw new Error(`no amount: ${text}`);
  const size = BigInt(whole) * MILLION + BigInt(fraction.padEnd(6, '0'));
  return sign === '-' ? -size : size;
}

/** Sums by key. */
export function sumsBy<T>(items: Iterable<T>, key: (item: T) => string, amount: (item: T) => bigint): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const item of items) sums.set(key(item), (sums.get(key(item)) ?? 0n) + amount(item));
  return sums;
}

/** The year, quarter and month of a month such as `2019-03`, as labels. */
export function periodsOf(month: string): [year: string, quarter: string, month: string] {
  const [year, number] = [month.slice(0, 4), Number(month.slice(5, 7))];
  return [year, `${year}-Q${Math.ceil(number / 3)}`, month.slice(0, 7)];
}

/** A path and all above it, the whole (an empty path) included. */
export function withAncestors(path: readonly string[]): string[] {
  return [[] as readonly string[], ...path.map((_, depth) => path.slice(0, depth + 1))].map((above) => above.join('/'));
}
