import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ExactCells,
  floorDivide,
  overDenominator,
  refineRows,
} from '../../../../src/core/allocation/rounding/exact-fractions.ts';
import { greatestCommonDivisor } from '../../../../src/core/fraction.ts';
import { runs } from '../../make.ts';

const FINE = 2n ** 40n;
const LARGE = 2n ** 53n;

const anyRow = (denominator: fc.Arbitrary<bigint>) =>
  fc.record({ numerators: fc.array(fc.bigInt(-(10n ** 18n), 10n ** 18n), { minLength: 1, maxLength: 20 }), denominator });

/** Each cell as a whole number of 1 / denominator. */
const steps = ({ whole, numerator, denominator }: ExactCells) =>
  Array.from(whole, (value, i) => value * BigInt(denominator) + BigInt(numerator[i] as number));

const total = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);

const inRange = ({ numerator, denominator }: ExactCells) =>
  numerator.every((value) => Number.isSafeInteger(value) && value >= 0 && value < denominator);

describe('overDenominator', () => {
  it('is the numbers themselves up to 2^53', () => {
    fc.assert(
      fc.property(anyRow(fc.bigInt(1n, LARGE - 1n)), ({ numerators, denominator }) => {
        const cells = overDenominator(numerators, denominator);
        expect(BigInt(cells.denominator)).toBe(denominator);
        expect(steps(cells)).toEqual(numerators);
        expect(inRange(cells)).toBe(true);
      }),
      runs(300),
    );
  });

  it('is what refineRows makes of one row beyond that', () => {
    fc.assert(
      fc.property(anyRow(fc.bigInt(LARGE, 10n ** 30n)), ({ numerators, denominator }) => {
        expect(overDenominator(numerators, denominator)).toEqual(refineRows([{ numerators, denominator }]));
      }),
      runs(100),
    );
  });
});

describe('refineRows', () => {
  it('keeps each cell to within a step of 2^-40, whole cells exactly, and the sum of each row to within a step', () => {
    fc.assert(
      fc.property(fc.array(anyRow(fc.bigInt(1n, 10n ** 30n)), { minLength: 1, maxLength: 4 }), (rows) => {
        const cells = refineRows(rows);
        const refined = steps(cells);
        expect(inRange(cells)).toBe(true);
        let from = 0;
        for (const { numerators, denominator } of rows) {
          const own = refined.slice(from, from + numerators.length);
          const step = BigInt(cells.denominator);
          own.forEach((value, i) => {
            const distance = value * denominator - (numerators[i] as bigint) * step;
            expect(distance > -denominator && distance <= denominator).toBe(true);
            if ((numerators[i] as bigint) % denominator === 0n) expect(distance).toBe(0n);
          });
          const distance = total(own) * denominator - total(numerators) * step;
          expect(distance <= 0n && distance > -denominator).toBe(true);
          from += numerators.length;
        }
      }),
      runs(300),
    );
  });

  it('keeps the whole sum of a row whose cells are no whole numbers of steps', () => {
    const third = { numerators: [LARGE, LARGE + 1n, LARGE - 1n], denominator: 3n * LARGE };
    const refined = steps(refineRows([third, third]));
    expect(refined.map((value) => value - FINE / 3n)).toEqual([1n, 0n, 0n, 1n, 0n, 0n]);
  });

  it('is exact where the rows have a common denominator below 2^53, so that sums over rows stay whole', () => {
    const whole = refineRows([
      { numerators: [2n, 4n], denominator: 6n },
      { numerators: [5n * LARGE, LARGE], denominator: 6n * LARGE },
    ]);
    expect([steps(whole), whole.denominator]).toEqual([[2n, 4n, 5n, 1n], 6]);
  });

  it('carries a step that completes a unit', () => {
    const denominator = 10n ** 20n;
    const { whole, numerator } = refineRows([{ numerators: [denominator - 1n, 1n], denominator }]);
    expect([...whole, ...numerator]).toEqual([1n, 0n, 0, 0]);
  });
});

it('divides downwards, and finds the greatest common divisor whatever the signs', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 12n), (value, divisor) => {
      const quotient = floorDivide(value, divisor);
      expect(quotient * divisor <= value && value < (quotient + 1n) * divisor).toBe(true);
      const common = greatestCommonDivisor(value, divisor);
      expect(common > 0n && value % common === 0n && divisor % common === 0n).toBe(true);
      expect(greatestCommonDivisor(value / common, divisor / common)).toBe(1n);
    }),
    runs(200),
  );
});
