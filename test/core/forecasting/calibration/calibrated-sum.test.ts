import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalibratedSum, calibratedSum } from '../../../../src/core/forecasting/calibration/calibrated-sum.ts';
import { errorQuantiles } from '../../../../src/core/forecasting/calibration/error-quantiles.ts';
import { USUAL_ERRORS } from '../../../../src/core/forecasting/calibration/usual-errors.ts';

const SUM: CalibratedSum = {
  mean: 100,
  spread: 10,
  unit: 12,
  isNonNegative: true,
  errors: USUAL_ERRORS,
  confidence: 'calibrated',
};

const anyErrors = fc
  .array(
    fc.record({ error: fc.double({ min: -8, max: 8, noNaN: true }), weight: fc.double({ min: 0.1, max: 3, noNaN: true }) }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map(errorQuantiles);
const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe('the distribution of a sum', () => {
  it('rises with the probability, in the tails too, and its odds are the inverse', () => {
    fc.assert(
      fc.property(anyErrors, probability, probability, (errors, p, other) => {
        const sum = calibratedSum({ ...SUM, isNonNegative: false, errors });
        const [low, high] = [Math.min(p, other), Math.max(p, other)];
        expect(sum.quantile(low)).toBeLessThanOrEqual(sum.quantile(high));
        if (high - low > 1e-9) expect(sum.quantile(low)).toBeLessThan(sum.quantile(high));
        expect(Math.abs(sum.odds(sum.quantile(p)) - (1 - p))).toBeLessThan(1e-9);
      }),
    );
  });

  it('has no jump in its odds', () => {
    fc.assert(
      fc.property(anyErrors, fc.double({ min: -200, max: 400, noNaN: true }), (errors, target) => {
        const sum = calibratedSum({ ...SUM, isNonNegative: false, errors });
        expect(Math.abs(sum.odds(target) - sum.odds(target + 1e-7))).toBeLessThan(1e-5);
      }),
    );
  });

  it('keeps what cannot be negative at zero or above', () => {
    const sum = calibratedSum({ ...SUM, mean: 5 });
    expect(sum.quantile(0.01)).toBe(0);
    expect(sum.odds(0)).toBe(1);
    expect(sum.odds(-3)).toBe(1);
    expect(sum.odds(1e-9)).toBeLessThan(1);
  });

  it('is a single value where nothing varies', () => {
    const sum = calibratedSum({ ...SUM, mean: 7, spread: 0, unit: 0 });
    expect([sum.quantile(0.025), sum.quantile(0.975)]).toEqual([7, 7]);
    expect([sum.odds(6.99), sum.odds(7), sum.odds(7.01)]).toEqual([1, 1, 0]);
  });

  it('takes lopsided errors as they are', () => {
    const sum = calibratedSum({ ...SUM, errors: USUAL_ERRORS.map((error) => (error > 0 ? 2 * error : error)) });
    expect(sum.quantile(0.9) - 100).toBeGreaterThan(1.5 * (100 - sum.quantile(0.1)));
  });
});

describe('quantiles of errors', () => {
  it('do not depend on the order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ error: fc.integer({ min: -3, max: 3 }), weight: fc.constantFrom(0.25, 1, 2) }), { minLength: 1 }),
        (errors) => {
          expect(errorQuantiles([...errors].reverse())).toEqual(errorQuantiles(errors));
        },
      ),
    );
  });

  it('are those of the errors', () => {
    const errors = Array.from({ length: 1001 }, (_, at) => ({ error: at / 100 - 5, weight: 1 }));
    const [low, , , , , , , , middle] = errorQuantiles(errors);
    expect(middle).toBeCloseTo(0, 9);
    expect(low).toBeCloseTo(-5 + 10 * 0.0099, 2);
  });
});
