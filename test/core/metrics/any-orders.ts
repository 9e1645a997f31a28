import fc from 'fast-check';
import type { OrderRow } from '../../../src/core/metrics/customers.ts';
import { day } from '../make.ts';

/** A few customers, orders and units, so that orders are shared, returned and placed on one day. */
export const anyRows: fc.Arbitrary<OrderRow[]> = fc.array(
  fc.record({
    customer: fc.constantFrom('C', 'c', '客户', '\u{2070e}'),
    order: fc.constantFrom('o1', 'o2', 'o3', '\uff5e', '\u{20000}'),
    day: fc.integer({ min: 0, max: 200 }).map((offset) => day('2025-09-28') + offset),
    path: fc.constantFrom(['北', 'A'], ['北', 'B'], ['南', 'A'], ['\uff5e', '\u{20000}']),
    amount: fc.integer({ min: -3, max: 5 }).map(BigInt),
  }),
  { maxLength: 25 },
);
