import { formatRatio } from '../amount.ts';
import { fraction, ONE, plus, times, ZERO } from '../fraction.ts';
import { UNASSIGNED } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { parseShare } from './rate-cell.ts';

/** An order whose shares do not come to a whole, with what they come to as a percentage. */
export interface SplitOrder {
  readonly order: string;
  readonly sum: string;
}

/**
 * Orders whose credit shares do not come to a whole number, in order of their names. The totals' units are order, amount and share as
 * written. Each row of an order has the whole amount and a share of it, so the shares of equal amounts of an order come to as many
 * wholes as it has such lines. Orders without a name are left out.
 */
export function splitOrders(totals: Totals, header: string): SplitOrder[] {
  const sums = new Map<string, { readonly order: string; sum: typeof ONE }>();
  for (const [at, unit] of totals.unit.entries()) {
    const [order = '', amount = '', text = ''] = totals.units[unit] ?? [];
    if (order === UNASSIGNED) continue;
    const share = text === UNASSIGNED ? ONE : parseShare(text, header);
    const key = JSON.stringify([order, amount]);
    const own = sums.get(key) ?? { order, sum: ZERO };
    const rows = fraction(BigInt(totals.rows[at] as number), 1n);
    own.sum = plus(own.sum, times(rows, share ?? ZERO));
    sums.set(key, own);
  }
  const broken = [...sums.values()].filter(({ sum }) => sum.denominator !== 1n);
  return broken
    .map(({ order, sum }) => ({ order, sum: `${formatRatio(100n * sum.numerator, sum.denominator, 2)}%` }))
    .sort((a, b) => (a.order < b.order ? -1 : Number(a.order > b.order)));
}
