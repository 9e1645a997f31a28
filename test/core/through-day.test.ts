import { expect, it } from 'vitest';
import { throughDay } from '../../src/core/through-day.ts';
import { day, totals } from './make.ts';

const rows = [
  ['a', '2025-08-10', 1],
  ['b', '2025-09-30', 2],
  ['a', '2025-10-01', 4],
] as const;

it('what came after the day is out of range, and the data counts as complete up to it', () => {
  const cut = throughDay(totals(rows), day('2025-09-30'));
  expect([...cut.amount]).toEqual([100n, 200n]);
  expect(cut.last).toBe(day('2025-09-30'));
  expect(cut.account).toEqual({ read: 3, used: 2, rejected: 0, outOfRange: 1, notSelected: 0, subtotals: 0 });
});

it('data that ends before the day stays as it is', () => {
  const whole = totals(rows);
  expect(throughDay(whole, day('2025-12-31'))).toBe(whole);
});

it('nothing is known on a day before the first', () => {
  expect(throughDay(totals(rows), day('2025-01-01'))).toMatchObject({
    first: undefined,
    last: undefined,
    account: { outOfRange: 3 },
  });
});
