import type { CustomerCount, OrderRow } from '../../../src/core/metrics/customers.ts';
import { day, split } from '../make.ts';

/** `C1 o1 2026-02-10 A 300`: customer, order, day, unit path, amount. */
export function orderRows(lines: readonly string[]): OrderRow[] {
  return lines.map((line) => {
    const [customer = '', order = '', date = '', path = '', amount = ''] = line.split(' ');
    return { customer, order, day: day(date), path: split(path), amount: BigInt(amount) };
  });
}

/** Five customers whose counts were worked out by hand: one comes back, one is new twice over but for a return, one order is shared. */
export const WORKED = [
  'C1 o1 2023-11-20 A 500',
  'C1 o2 2026-02-10 A 300',
  'C2 o3 2026-01-15 B 200',
  'C2 o4 2026-03-02 A 100',
  'C3 o5 2026-01-20 A 400',
  'C3 o5 2026-01-28 A -400',
  'C3 o6 2026-03-05 B 250',
  'C4 o7 2026-02-11 A 600',
  'C4 o7 2026-02-11 B 400',
  'C5 o8 2025-12-30 B 50',
  'C5 o9 2026-01-03 B 80',
];

/** `0 A: gained 0.6, back 1, orders 5, active 4, repeat 0, kept 1 of 2`, sorted. */
export function countLines(counts: readonly CustomerCount[]): string[] {
  return counts
    .map(({ period, path, gained, reactivated, orders, active, repeat, before, kept }) => {
      const customers = `gained ${gained / 1e6}, back ${reactivated / 1e6}, orders ${orders}, active ${active}, repeat ${repeat}`;
      return `${period} ${path.join('/') || 'all'}: ${customers}, kept ${kept} of ${before}`;
    })
    .sort();
}
