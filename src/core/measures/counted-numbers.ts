import { power10 } from '../amount.ts';
import { CREDIT_PARTS, type CustomerCount } from '../metrics/customers.ts';
import type { Counted } from '../metrics/metric.ts';
import { pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import type { NodeNumbers } from './node-numbers.ts';

/** What is counted from orders and customers, node by node. */
export type CountedFromOrders = Exclude<Counted, 'rows'>;

const PARTS = BigInt(CREDIT_PARTS);

/** In parts of `CREDIT_PARTS`, as credit is. */
const FROM_COUNT: Readonly<Record<CountedFromOrders, (count: CustomerCount) => bigint>> = {
  orders: ({ orders }) => BigInt(orders) * PARTS,
  // Each order was asked for as a customer of its own, who is new once.
  'credited-orders': ({ gained }) => BigInt(gained),
  customers: ({ active }) => BigInt(active) * PARTS,
  'new-customers': ({ gained }) => BigInt(gained),
  reactivated: ({ reactivated }) => BigInt(reactivated),
  'repeat-customers': ({ repeat }) => BigInt(repeat) * PARTS,
  'kept-customers': ({ kept }) => BigInt(kept) * PARTS,
  'previous-customers': ({ before }) => BigInt(before) * PARTS,
};

/** One count of every node that the engine answered, each as it was counted; `units` are the leaf units of the rows. */
export function countedNumbers(
  counts: readonly CustomerCount[],
  counted: CountedFromOrders,
  { units, scale }: { readonly units: readonly UnitPath[]; readonly scale: number },
): NodeNumbers {
  const of = FROM_COUNT[counted];
  const keyOf = (path: UnitPath, span: number) => `${span}/${pathKey(path)}`;
  const found = new Map(counts.map((count) => [keyOf(count.path, count.period), (of(count) * power10(scale)) / PARTS]));
  return { units, at: (path, span) => found.get(keyOf(path, span)) ?? 0n };
}
