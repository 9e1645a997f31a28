import { describe, expect, it } from 'vitest';
import {
  movingAverage,
  seasonalShape,
  seasonalShapeOf,
  withoutSeason,
  withSeason,
} from '../../../src/core/forecasting/seasonal-shape.ts';
import { seasonalSeries, YEAR } from './make.ts';

describe('a moving average', () => {
  it('is centred, its ends half each where the season is even, and unknown where it does not fit', () => {
    const average = movingAverage(Float64Array.of(1, 2, 4, 8, 16, 32), 4);
    // (1/2 + 2 + 4 + 8 + 16/2) / 4 and (2/2 + 4 + 8 + 16 + 32/2) / 4
    expect([...average]).toEqual([Number.NaN, Number.NaN, 5.625, 11.25, Number.NaN, Number.NaN]);
    expect([...movingAverage(Float64Array.of(3, 6, 12, 3), 3)]).toEqual([Number.NaN, 7, 7, Number.NaN]);
  });
});

describe('a seasonal shape', () => {
  it('is found to the last digit where there is no noise, from two rounds on', () => {
    for (const size of [24, 31, 60]) {
      const { kind, indices } = seasonalShape(seasonalSeries(size), 12);
      expect(kind).toBe('multiplicative');
      for (const [at, index] of indices.entries()) expect(index).toBeCloseTo(YEAR[at]!, 10);
    }
    expect(seasonalShape(seasonalSeries(23), 12).kind).toBe('none');
    expect(seasonalShape(seasonalSeries(60), 1).kind).toBe('none');
  });

  it('adds where a value is not positive', () => {
    const values = Float64Array.from({ length: 24 }, (_, t) => [0, 4, 8, 4][t % 4]!);
    const { kind, indices } = seasonalShape(values, 4);
    expect(kind).toBe('additive');
    expect([...indices]).toEqual([-4, 0, 4, 0]);
  });

  it('is mostly taken for chance where there is only noise, and hardly where the season is strong', () => {
    const strength = (values: Float64Array): number =>
      seasonalShape(values, 12).indices.reduce((sum, index) => sum + (index - 1) ** 2 / 12, 0);
    let flat = 0;
    for (let seed = 1; seed <= 20; seed++) {
      flat += strength(seasonalSeries(60, { noise: 0.1, seed }).map((value, t) => value / YEAR[t % 12]!)) / 20;
    }
    // Unshrunk it would be 0.1 x 0.1 / 5, the variance of a mean of five values.
    expect(flat).toBeLessThan(0.3 * 0.002);
    const real = YEAR.reduce((sum, index) => sum + (index - 1) ** 2 / 12, 0);
    expect(strength(seasonalSeries(60, { noise: 0.1 }))).toBeGreaterThan(0.8 * real);
  });

  it('shrinks by (m - 3) / (m - 1) x chance / variance, worked out by hand', () => {
    const values = Float64Array.of(12, 9, 10, 10, 12, 7, 10, 10);
    const own = movingAverage(values, 4);
    // (12/2 + 9 + 10 + 10 + 12/2) / 4 and so on; then both ends go on at the slope of the nearest half season.
    expect([...own].slice(2, 6)).toEqual([10.25, 10, 9.75, 9.75]);
    const trend = [10.75, 10.5, 10.25, 10, 9.75, 9.75, 9.625, 9.5];
    const parts = trend.map((level, t) => values[t]! / level);
    const means = [0, 1, 2, 3].map((at) => (parts[at]! + parts[at + 4]!) / 2);
    const chance = means.reduce((sum, mean, at) => sum + (parts[at]! - mean) ** 2 + (parts[at + 4]! - mean) ** 2, 0) / 4 / 2;
    const raw = means.map((mean) => (mean * 4) / means.reduce((sum, one) => sum + one, 0));
    const variance = raw.reduce((sum, index) => sum + (index - 1) ** 2, 0) / 3;
    const weight = ((1 / 3) * chance) / variance;
    seasonalShapeOf('multiplicative', values, 4).indices.forEach((index, at) => {
      expect(index).toBeCloseTo(1 + (1 - weight) * (raw[at]! - 1), 12);
    });
    expect(weight).toBeGreaterThan(0.01);
  });

  it('taken out and put back gives the values again', () => {
    const values = seasonalSeries(30, { noise: 0.1 });
    const shape = seasonalShape(values, 12);
    const back = withSeason(withoutSeason(values, shape), shape, 0);
    for (const [t, value] of back.entries()) expect(value).toBeCloseTo(values[t]!, 8);
    const later = withSeason(Float64Array.of(1, 1), shape, 11);
    expect([...later]).toEqual([shape.indices[11], shape.indices[0]]);
  });
});
