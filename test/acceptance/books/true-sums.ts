import type { BookRow } from './any-book.ts';
import { isoDay } from './write-book.ts';

/** A row's place: a period's label, a blank, and the unit names with slashes; the whole has none. */
export type Sums = Map<string, bigint>;

export interface Placed {
  /** `2024-03-31`. */
  readonly day: string;
  readonly path: readonly string[];
  readonly value: bigint;
}

export const pathOf = ({ region, rep }: BookRow): string[] => [region, rep === '' ? '(unassigned)' : rep];

/** Sums by year and month of every node, and of all years together under `all`. */
export function trueSums(rows: readonly Placed[]): Sums {
  const sums: Sums = new Map();
  for (const { day, path, value } of rows)
    for (const period of ['all', day.slice(0, 4), day.slice(0, 7)])
      for (let depth = 0; depth <= path.length; depth++) {
        const key = `${period} ${path.slice(0, depth).join('/')}`;
        sums.set(key, (sums.get(key) ?? 0n) + value);
      }
  return sums;
}

/** The rows' amounts as they stand, in fen. */
export function asWritten(rows: readonly BookRow[]): Placed[] {
  return rows.map((row) => ({ day: isoDay(row.day), path: pathOf(row), value: BigInt(row.fen) }));
}

export const RATES = { CNY: 100n, USD: 710n, EUR: 783n };

/**
 * What counts of each row, in millionths of a yuan: without the tax, to the fen by row; its credit share; at the plan rate.
 * Rates: 16 % to 2024-06-30, then 13 %, where the row has none of its own.
 */
export function settled(
  rows: readonly BookRow[],
  { tax, share, currency }: Record<'tax' | 'share' | 'currency', boolean>,
): Placed[] {
  return rows.map((row) => {
    const day = isoDay(row.day);
    const rate = row.taxRate ?? (day < '2024-07-01' ? 16 : 13);
    const fen = tax ? nearest(BigInt(row.fen) * 100n, BigInt(100 + rate)) : BigInt(row.fen);
    const parts = fen * BigInt(share ? row.share : 100);
    return { day, path: pathOf(row), value: parts * (currency ? RATES[row.currency] : 100n) };
  });
}

/** Halves away from zero. */
export function nearest(value: bigint, by: bigint): bigint {
  const size = value < 0n ? -value : value;
  const rounded = size / by + ((size % by) * 2n >= by ? 1n : 0n);
  return value < 0n ? -rounded : rounded;
}

/** `-12.50` of a whole number of the last decimal. */
export function decimalText(value: bigint, decimals: number): string {
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
