import { describe, expect, it } from 'vitest';
import { smoothSingle } from '../../../../src/core/forecasting/single-smoothing.ts';
import { fitForm } from '../../../../src/core/forecasting/smoothing/fit.ts';
import { estimatedNumbers } from '../../../../src/core/forecasting/smoothing/form.ts';
import { weighedFits } from '../../../../src/core/forecasting/smoothing/weighed-fits.ts';
import { normals, seasonalSeries } from '../make.ts';

/** A level that takes 0.4 of each error, as ets(A,N,N) has it. */
function wandering(size: number, alpha: number): Float64Array {
  const normal = normals(11);
  let level = 1;
  return Float64Array.from({ length: size }, () => {
    const error = 0.05 * normal();
    const value = level + error;
    level += alpha * error;
    return value;
  });
}

describe('single smoothing', () => {
  it('has the constant and the level with the least squares, as a search of every hundredth finds them', () => {
    const values = wandering(80, 0.4);
    const squares = (alpha: number, first: number): number => {
      let [level, sum] = [first, 0];
      for (const value of values) {
        sum += (value - level) ** 2;
        level += alpha * (value - level);
      }
      return sum;
    };
    let best = { alpha: 0, sum: Number.POSITIVE_INFINITY };
    for (let alpha = 0.01; alpha < 1; alpha += 0.01) {
      for (let first = 0.8; first < 1.2; first += 0.002) {
        const sum = squares(alpha, first);
        if (sum < best.sum) best = { alpha, sum };
      }
    }
    const { alpha, errors } = smoothSingle(values);
    expect(errors.reduce((sum, error) => sum + error * error, 0)).toBeLessThanOrEqual(best.sum);
    expect(Math.abs(alpha - best.alpha)).toBeLessThan(0.02);
  });
});

describe('a fitted form', () => {
  it('finds the constant that made a long series', () => {
    const { constants } = fitForm(wandering(400, 0.4), { error: 'A', trend: 'N', season: 'N' }, 1);
    expect(constants.alpha).toBeGreaterThan(0.3);
    expect(constants.alpha).toBeLessThan(0.5);
  });

  it('agrees with single smoothing, which is solved another way', () => {
    const values = wandering(80, 0.4);
    const single = smoothSingle(values);
    const { constants, state } = fitForm(values, { error: 'A', trend: 'N', season: 'N' }, 1);
    expect(constants.alpha).toBeCloseTo(single.alpha, 1);
    expect(state.level).toBeCloseTo(single.level, 2);
  });

  it('keeps its constants in their usual region', () => {
    for (const { fit } of weighedFits(
      seasonalSeries(60, { growth: 8, noise: 0.05 }).map((value) => value / 1000),
      12,
    )) {
      const { alpha, beta, gamma, phi } = fit.constants;
      expect(alpha > 0 && alpha < 1 && beta >= 0 && beta <= alpha && gamma >= 0 && gamma <= 1 - alpha).toBe(true);
      expect(phi === 1 || (phi >= 0.8 && phi <= 0.98)).toBe(true);
    }
  });

  it('counts what it estimates: a damped form with a season of twelve 18, the error included', () => {
    expect(estimatedNumbers({ error: 'M', trend: 'Ad', season: 'M' }, 12)).toBe(18);
    expect(estimatedNumbers({ error: 'A', trend: 'N', season: 'N' }, 1)).toBe(3);
  });
});

describe('weighed forms', () => {
  it('add up to 1, heaviest first, in the ratio of exp(-AICc / 2)', () => {
    const weighed = weighedFits(
      seasonalSeries(60, { growth: 8, noise: 0.08 }).map((value) => value / 1000),
      12,
    );
    expect(weighed.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(weighed.length).toBeGreaterThan(1);
    const [first, second] = [weighed[0]!, weighed[1]!];
    expect(first.weight).toBeGreaterThanOrEqual(second.weight);
    expect(second.weight / first.weight).toBeCloseTo(Math.exp((first.fit.criterion - second.fit.criterion) / 2), 10);
  });

  it('prefer a season that multiplies where it does, and no season where there is none', () => {
    const seasons = (values: Float64Array): Set<string> =>
      new Set(
        weighedFits(
          values.map((value) => value / 1000),
          12,
        ).map(({ fit }) => fit.form.season),
      );
    expect(seasons(seasonalSeries(72, { growth: 30, noise: 0.02 }))).toEqual(new Set(['M']));
    expect(seasons(wandering(72, 0.4).map((value) => value * 1000))).toEqual(new Set(['N']));
  });

  it('are the simplest form alone where values are too few, or mostly zero', () => {
    const formsOf = (...values: number[]) => weighedFits(Float64Array.from(values), 1).map(({ fit }) => fit.form);
    expect(formsOf(1, 2)).toEqual([{ error: 'A', trend: 'N', season: 'N' }]);
    expect(formsOf(0, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 3)).toEqual([{ error: 'A', trend: 'N', season: 'N' }]);
  });
});
