import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Refusal } from '../../../src/core/finding.ts';
import { valueAt } from '../../../src/core/grid.ts';
import type { Row } from '../make.ts';
import { runs } from '../make.ts';
import { promisedNodes } from './instances.ts';
import { leaves, run } from './request.ts';

/** Sales of some reps in some months, returns and silent months among them; amounts in whole units of money. */
const history = fc
  .array(fc.array(fc.integer({ min: -60, max: 300 }), { minLength: 12, maxLength: 12 }), { minLength: 1, maxLength: 6 })
  .map((reps) => reps.map((months) => months.map((amount) => (amount % 3 === 0 ? 0 : amount))));

const roundings = fc.constantFrom(1n, 10n, 100n, 5_000n, 100_000n);

const unitOf = (rep: number) => `R${rep % 2}/rep${rep}`;

const rowsOf = (reps: readonly (readonly number[])[]): Row[] =>
  reps.flatMap((months, rep) =>
    months.map((amount, month): Row => [unitOf(rep), `2025-${String(month + 1).padStart(2, '0')}-15`, amount]),
  );

/** The rule in its own words: no cell below zero, and nothing for a rep or region that nets to zero or less. */
function cleaned(reps: readonly (readonly number[])[]): Map<string, readonly number[]> {
  const net = (months: readonly number[]) => months.reduce((a, b) => a + b, 0);
  const isNegative = (months: readonly number[]) => months.some((amount) => amount < 0);
  const region = (rep: number) => reps.filter((_, other) => other % 2 === rep % 2);
  return new Map(
    reps.map((months, rep) => {
      const members = region(rep);
      const regionIsNothing = members.some(isNegative) && members.reduce((sum, other) => sum + net(other), 0) <= 0;
      const repIsNothing = isNegative(months) && net(months) <= 0;
      return [unitOf(rep), months.map((amount) => (repIsNothing || regionIsNothing ? 0 : Math.max(0, amount)))];
    }),
  );
}

it('a plan from sales and returns adds up, and keeps every promised node within one rounding unit of its share', () => {
  const property = fc.property(history, fc.integer({ min: 1, max: 9_000_000 }), roundings, (reps, total, roundTo) => {
    const basis = cleaned(reps);
    const whole = [...basis.values()].flat().reduce((a, b) => a + b, 0);
    const ask = { rows: rowsOf(reps), total, by: ['quarter', 'month'] as const, over: { roundTo } };
    if (whole === 0) {
      expect(() => run(ask)).toThrow(Refusal);
      return;
    }
    const { plan } = run(ask);
    expect(valueAt(plan, 0, 0)).toBe(BigInt(total) * 100n);
    const weights = {
      ...plan,
      cells: BigInt64Array.from(
        leaves(plan).flatMap((unit) => basis.get(unit) ?? []),
        BigInt,
      ),
    };
    const limit = roundTo * BigInt(whole) * (BigInt(total) * 100n < roundTo * 12n ? 2n : 1n);
    for (const [unit, period] of promisedNodes(plan)) {
      const off = valueAt(plan, unit, period) * BigInt(whole) - BigInt(total) * 100n * valueAt(weights, unit, period);
      expect(off < 0n ? -off : off).toBeLessThan(limit);
    }
  });
  fc.assert(property, runs(500));
});
