import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExactCells, refineRows } from '../../../../src/core/allocation/rounding/exact-fractions.ts';
import { shareOut } from '../../../../src/core/allocation/rounding/share-out.ts';
import { runs } from '../../make.ts';

const LARGEST = 2n ** 62n - 1n;

/** Whole numbers of every size: small ones, round ones, and close to powers of two, where limbs carry. */
const anyWhole = (most: bigint): fc.Arbitrary<bigint> =>
  fc
    .oneof(
      fc.bigInt(0n, 9n),
      fc.bigInt(0n, 10n ** 7n),
      fc.bigInt(0n, 10n ** 12n),
      fc.bigInt(0n, 2n ** 53n),
      fc.bigInt(0n, most),
      fc.tuple(fc.integer({ min: 0, max: 62 }), fc.bigInt(-2n, 2n)).map(([power, more]) => 2n ** BigInt(power) + more),
    )
    .map((value) => (value < 0n ? 0n : value > most ? most : value));

/** Up to 12 weights with a positive sum below 2^62; often with a common factor. */
const anyWeights = fc
  .tuple(fc.array(anyWhole(LARGEST / 16n), { minLength: 1, maxLength: 12 }), fc.constantFrom(1n, 1n, 6n, 10n ** 4n, 2n ** 30n))
  .map(([weights, factor]) => weights.map((weight) => (weight % (LARGEST / 16n / factor)) * factor))
  .filter((weights) => weights.some((weight) => weight > 0n));

const total = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);

/** Cells of the same values whatever their denominators. */
const values = ({ whole, numerator, denominator }: ExactCells) => ({
  whole: [...whole],
  fractions: [...numerator].map((value) => value / denominator),
  isFine: denominator === 2 ** 40,
});

describe('shareOut', () => {
  it('is what BigInt makes of it: exact below 2^53, else in steps of 2^-40', () => {
    fc.assert(
      fc.property(anyWeights, anyWhole(LARGEST), fc.constantFrom(1n, 10n, 100n, 100_000n, 3n), (weights, amount, roundTo) => {
        const cells = shareOut({ weights: BigInt64Array.from(weights), amount, roundTo, odd: undefined });
        const numerators = weights.map((weight) => weight * amount);
        const expected = refineRows([{ numerators, denominator: total(weights) * roundTo }]);
        expect(values(cells)).toEqual(values(expected));
        expect(BigInt(cells.denominator) % BigInt(expected.denominator)).toBe(0n);
      }),
      runs(3000),
    );
  });

  it('takes the odd part out of one cell', () => {
    fc.assert(
      fc.property(anyWeights, anyWhole(10n ** 15n), fc.constantFrom(10n, 100_000n, 7n), (weights, amount, roundTo) => {
        const cell = weights.indexOf(weights.reduce((a, b) => (b > a ? b : a)));
        const sum = total(weights);
        const odd = amount % roundTo;
        fc.pre((weights[cell] as bigint) * amount >= odd * sum);
        const cells = shareOut({ weights: BigInt64Array.from(weights), amount, roundTo, odd: { cell, amount: odd } });
        const numerators = weights.map((weight, i) => weight * amount - (i === cell ? odd * sum : 0n));
        expect(values(cells)).toEqual(values(refineRows([{ numerators, denominator: sum * roundTo }])));
      }),
      runs(1500),
    );
  });

  it('decides with BigInt where a product is a whole step but its ratio is no binary fraction', () => {
    const sum = 3n ** 20n * 2n ** 30n;
    const weights = [1n, sum - 5n * 3n ** 20n - 1n, 5n * 3n ** 20n];
    const amount = 7n * 10n ** 9n + 1n;
    const cells = shareOut({ weights: BigInt64Array.from(weights), amount, roundTo: 1n, odd: undefined });
    const numerators = weights.map((weight) => weight * amount);
    expect(cells).toEqual(refineRows([{ numerators, denominator: sum }]));
    expect([cells.whole[2], cells.numerator[2]]).toEqual([(5n * amount) >> 30n, Number((5n * amount) % 2n ** 30n) * 1024]);
    expect(cells.denominator).toBe(2 ** 40);
  });
});

/** Weights with classes, and a whole amount for each class. */
