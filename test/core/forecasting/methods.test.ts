import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Forecast } from '../../../src/core/forecasting/forecast-method.ts';
import { DEFAULT_METHOD, FORECAST_METHODS, methodOf } from '../../../src/core/forecasting/methods/index.ts';
import { seededRandom } from '../../../src/core/forecasting/random.ts';
import { runs } from '../make.ts';

interface Asked {
  readonly season?: number;
  readonly horizon?: number;
  readonly isNonNegative?: boolean;
}

function forecast(
  name: string,
  values: readonly number[],
  { season = 12, horizon = 18, isNonNegative = true }: Asked = {},
): Forecast {
  return methodOf(name)!.forecast({ series: { values: Float64Array.from(values), season, isNonNegative }, horizon });
}

const NAMES = FORECAST_METHODS.map(({ name }) => name);
const anySeries = fc
  .tuple(
    fc.constantFrom(1e-12, 1, 1e6, 1e150),
    fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999 })), { minLength: 1, maxLength: 80 }),
  )
  .map(([scale, values]) => values.map((value) => value * scale));

describe('the table of methods', () => {
  it('has one entry a name, and the default among them', () => {
    expect(new Set(NAMES).size).toBe(NAMES.length);
    expect(methodOf(DEFAULT_METHOD)?.name).toBe(DEFAULT_METHOD);
    expect(methodOf('prophet')).toBeUndefined();
  });
});

describe.each(NAMES)('%s', (name) => {
  it('gives finite forecasts and paths, never below zero, for every series of 1 to 80 values', () => {
    fc.assert(
      fc.property(anySeries, (values) => {
        const { mean, paths } = forecast(name, values);
        const drawn = paths(20, seededRandom(1));
        expect([mean.length, drawn.length]).toEqual([18, 360]);
        expect(mean.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
        expect(drawn.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }),
      runs(60),
    );
  });

  it('gives the same again for the same seed, and 1000 times as much for 1000 times the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 60 }), (values) => {
        const [one, same] = [forecast(name, values), forecast(name, values)];
        expect(same.mean).toEqual(one.mean);
        expect(same.paths(5, seededRandom(3))).toEqual(one.paths(5, seededRandom(3)));
        const thousand = forecast(
          name,
          values.map((value) => value * 1000),
        );
        one.mean.forEach((value, step) => {
          expect(Math.abs(thousand.mean[step]! / 1000 - value)).toBeLessThan(1e-3 * Math.max(...values));
        });
      }),
      runs(40),
    );
  });

  it('has paths about its means', () => {
    const values = Array.from({ length: 48 }, (_, t) => 500 + 4 * t + 60 * Math.sin((t * Math.PI) / 6) + ((t * 37) % 50));
    const { mean, paths } = forecast(name, values);
    const drawn = paths(400, seededRandom(7));
    mean.forEach((value, step) => {
      const sum = drawn.reduce((total, path, at) => (at % 18 === step ? total + path : total), 0);
      expect(sum / 400).toBeCloseTo(value, 6);
    });
  });

  it('says the same of a constant for ever, without any spread', () => {
    const { mean, paths } = forecast(name, new Array(40).fill(7));
    for (const value of [...mean, ...paths(10, seededRandom(1))]) expect(value).toBeCloseTo(7, 9);
  });
});

describe('known answers', () => {
  it('of seasonal naive: the last season again; before a full one, the last value', () => {
    const values = Array.from({ length: 16 }, (_, t) => t + 1);
    expect([...forecast('seasonal-naive', values, { horizon: 14 }).mean]).toEqual([
      5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 5, 6,
    ]);
    expect([...forecast('seasonal-naive', [3, 9], { horizon: 2 }).mean]).toEqual([9, 9]);
  });

  it('of drift: the last value and the mean change', () => {
    expect([...forecast('drift', [10, 14, 13, 19], { season: 1, horizon: 3 }).mean]).toEqual([22, 25, 28]);
  });

  it('of theta on a straight line: half its slope from its end', () => {
    // The line with twice the curvature is the line itself, 10 + 2t, whose smoothing stays at about its last value: (30 + 28) / 2.
    const { mean } = forecast(
      'theta',
      Array.from({ length: 10 }, (_, t) => 10 + 2 * t),
      { season: 1, horizon: 3 },
    );
    expect([...mean].map((value) => Math.round(value * 100) / 100)).toEqual([29, 30, 31]);
  });
});
