import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalBelow, normalScore } from '../../../src/core/forecasting/normal.ts';

describe('the normal distribution', () => {
  // R: pnorm(c(0, 1, 1.96, -2.5, -3.5, 6), lower.tail = TRUE)
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.96, 0.97500210485178],
    [-2.5, 0.00620966532577613],
    [-3.5, 0.000232629079035525],
    [-6, 9.86587645037698e-10],
  ])('lies below %d with probability %d', (score, p) => {
    expect(Math.abs(normalBelow(score) / p - 1)).toBeLessThan(1e-11);
  });

  // R: qnorm(c(0.5, 0.975, 0.1, 0.001))
  it.each([
    [0.5, 0],
    [0.975, 1.95996398454005],
    [0.1, -1.2815515655446],
    [0.001, -3.09023230616781],
  ])('has the quantile of %d at %d', (p, score) => {
    expect(normalScore(p)).toBeCloseTo(score, 12);
  });

  it('has a score that is the inverse', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
        expect(Math.abs(normalBelow(normalScore(p)) - p)).toBeLessThan(1e-13);
      }),
    );
  });
});
