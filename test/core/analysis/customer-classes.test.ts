import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abcClasses } from '../../../src/core/analysis/abc.ts';
import { concentration } from '../../../src/core/analysis/concentration.ts';
import { classifyCustomers, classLines, customerLines } from '../../../src/core/analysis/customer-classes.ts';
import { customerProfiles, type ProfileRow } from '../../../src/core/metrics/customer-profiles.ts';
import { day, runs } from '../make.ts';

const rows = (lines: readonly string[]): ProfileRow[] =>
  lines.map((line) => {
    const [customer = '', order = '', date = '', amount = ''] = line.split(' ');
    return { customer: customer === '-' ? '' : customer, order, day: day(date), amount: BigInt(amount) };
  });
const classify = (lines: readonly string[], asOf = '2026-03-31') =>
  classifyCustomers(customerProfiles(rows(lines), 0), day(asOf));
const list = (lines: readonly string[]) => [...customerLines(classify(lines))];

describe('abcClasses', () => {
  it('keeps the one that crosses the line in the better class, and equal ones together', () => {
    expect(abcClasses([90n, 5n, 5n])).toEqual(['A', 'B', 'B']);
    expect(abcClasses([50n, 30n, 10n, 6n, 4n])).toEqual(['A', 'A', 'B', 'B', 'C']);
    expect(abcClasses([10n, 10n, 10n, 10n, 10n])).toEqual(['A', 'A', 'A', 'A', 'A']);
    expect(abcClasses([5n, 0n, -3n])).toEqual(['A', 'C', 'C']);
    expect(abcClasses([])).toEqual([]);
  });

  it('has as many A as make 80 %, where no two are equal', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.bigInt(1n, 10_000n), { minLength: 1, maxLength: 40 }), (amounts) => {
        const sorted = amounts.toSorted((a, b) => (a < b ? 1 : -1));
        const classes = abcClasses(sorted);
        const { to80, to95 } = concentration(amounts);
        expect(classes.filter((name) => name === 'A')).toHaveLength(to80);
        expect(classes.filter((name) => name !== 'C')).toHaveLength(to95);
      }),
      runs(200),
    );
  });
});

describe('customerLines', () => {
  const FIVE = [
    ...['A 1 2026-03-01 500', 'A 2 2026-03-30 100'],
    ...['B 3 2026-01-10 300', 'C 4 2026-02-20 90', 'C 5 2026-02-21 10', 'C 6 2026-03-31 5'],
    ...['D 7 2025-06-01 90', 'E 8 2025-07-01 40', 'F 9 2026-02-01 10', 'F 9 2026-02-09 -10'],
  ];

  it('gives the place, orders and days of each, and leaves an order that came back out', () => {
    expect(
      list(FIVE).map(({ name, amount, orders, recency, r, f, m, abc }) => [name, amount, orders, recency, r, f, m, abc]),
    ).toEqual([
      ['A', 600n, 2, 1, 4, 4, 5, 'A'],
      ['B', 300n, 1, 80, 3, 3, 4, 'A'],
      ['C', 105n, 3, 0, 5, 5, 3, 'A'],
      ['D', 90n, 1, 303, 1, 3, 2, 'B'],
      ['E', 40n, 1, 273, 2, 3, 1, 'C'],
      ['F', 0n, 0, undefined, undefined, undefined, undefined, 'C'],
    ]);
  });

  it('names the eight classes by what is at least the mean', () => {
    // Means: R 3, F 3.6, M 3.
    expect(list(FIVE).map(({ rfm }) => rfm)).toEqual([
      'important-value',
      'important-develop',
      'important-value',
      'general-win-back',
      'general-win-back',
      undefined,
    ]);
  });

  it('adds classes up to all customers', () => {
    const lines = classLines(classify(FIVE));
    for (const scheme of ['abc', 'rfm'] as const) {
      const own = lines.filter((line) => line.scheme === scheme);
      expect(own.reduce((sum, line) => sum + line.customers, 0)).toBe(6);
      expect(own.reduce((sum, line) => sum + line.amount, 0n)).toBe(1135n);
      expect(own.reduce((sum, line) => sum + line.orders, 0)).toBe(8);
    }
    expect(lines.at(-1)).toMatchObject({ scheme: 'rfm', name: 'none', customers: 1 });
  });

  it('shares the better score among equal customers', () => {
    const lines = list(['A 1 2026-03-01 5', 'B 2 2026-03-01 5', 'C 3 2026-03-01 5']);
    expect(lines.map(({ r, f, m, rfm }) => [r, f, m, rfm])).toEqual(Array(3).fill([5, 5, 5, 'important-value']));
  });

  it('is the same in any order of the rows', () => {
    const line = fc
      .tuple(
        fc.constantFrom('A', 'B', 'C', 'D'),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
      )
      .map(([customer, order, date, amount]) => `${customer} ${customer}${order} 2026-01-0${date} ${amount}`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
        expect(list(lines.toReversed())).toEqual(list(lines));
      }),
      runs(100),
    );
  });

  it('counts rows without a customer apart', () => {
    expect(customerProfiles(rows(['- 1 2026-01-01 5', 'A 2 2026-01-01 5']), 0)).toMatchObject({ names: ['A'], nameless: 1 });
  });
});
