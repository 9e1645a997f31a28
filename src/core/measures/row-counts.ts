import { power10 } from '../amount.ts';
import type { Totals } from '../totals.ts';

/** The totals with the number of their rows in place of amounts. */
export function rowCounts(totals: Totals): Totals {
  const one = power10(totals.scale);
  return { ...totals, amount: BigInt64Array.from(totals.rows, (rows) => BigInt(rows) * one) };
}
