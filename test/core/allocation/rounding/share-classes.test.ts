import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareClasses } from '../../../../src/core/allocation/rounding/share-classes.ts';
import { runs } from '../../make.ts';

const anyShares = fc.record({
  weights: fc.array(fc.oneof(fc.bigInt(0n, 9n), fc.bigInt(0n, 10n ** 12n), fc.bigInt(0n, 2n ** 56n)), {
    minLength: 1,
    maxLength: 40,
  }),
  classOf: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 40, maxLength: 40 }),
  amounts: fc.array(fc.oneof(fc.nat(1000), fc.maxSafeNat()), { minLength: 4, maxLength: 4 }),
  parts: fc.oneof(fc.constantFrom(1, 1024, 100, 10_000 * 2 ** 20), fc.integer({ min: 1, max: 2 ** 41 })),
});

const magnitude = (value: bigint) => (value < 0n ? -value : value);
const add = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);

describe('shareClasses', () => {
  it('gives each class its amount exactly and each cell its share to two steps, what is whole unchanged', () => {
    fc.assert(
      fc.property(anyShares, ({ weights, classOf, amounts, parts }) => {
        const of = weights.map((weight, i) => (weight === 0n ? -1 : (classOf[i] as number)));
        const inClass = (id: number) => weights.flatMap((weight, i) => (of[i] === id ? [weight] : []));
        const classWeight = amounts.map((_, id) => add(inClass(id)));
        const cells = shareClasses({
          weights: BigInt64Array.from(weights),
          of: Int32Array.from(of),
          classWeight: BigInt64Array.from(classWeight),
          amounts: Float64Array.from(amounts),
          parts,
        });
        const steps = BigInt(cells.denominator);
        const values = weights.map((_, i) => (cells.whole[i] as bigint) * steps + BigInt(cells.numerator[i] as number));
        expect(cells.numerator.every((numerator) => numerator >= 0 && numerator < cells.denominator)).toBe(true);
        values.forEach((value, i) => {
          const id = of[i] as number;
          const whole = classWeight[id] ?? 1n;
          const product = (weights[i] as bigint) * BigInt(amounts[id] ?? 0) * (steps / BigInt(parts));
          expect(magnitude(value * whole - (id < 0 ? 0n : product)) <= (parts > 2 ** 40 ? 2n ** 14n : 2n) * whole).toBe(true);
          expect(id >= 0 && product % (whole * steps) === 0n ? cells.numerator[i] : 0).toBe(0);
        });
        amounts.forEach((amount, id) => {
          const own = add(values.filter((_, i) => of[i] === id));
          expect(own).toBe((classWeight[id] as bigint) === 0n ? 0n : BigInt(amount) * (steps / BigInt(parts)));
        });
      }),
      runs(1500),
    );
  });
});
