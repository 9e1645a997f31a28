import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Forecast } from '../../../src/core/forecasting/forecast-method.ts';
import { DEFAULT_METHOD, FORECAST_METHODS, methodOf } from '../../../src/core/forecasting/methods/index.ts';
import { seededRandom } from '../../../src/core/forecasting/random.ts';
import { runs } from '../make.ts';
import { normals, seasonalSeries, YEAR } from './make.ts';

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
    // The line with twice the curvature is the line itself, 10 + 2t, whose smoothing stays at about its last value: (58 + 56) / 2.
    expect(thetaOfLine(24)).toEqual([57, 58, 59]);
  });

  it('of theta on half of two years: a quarter of that', () => {
    // A quarter of the slope through the middle, 21, is 18.25 + 0.5t; twice the values less it ends at 40.25: (24.25 + 40.25) / 2.
    expect(thetaOfLine(12)).toEqual([32.25, 32.5, 32.75]);
  });

  it('of a new unit: three months that rise are not drawn on', () => {
    for (const name of ['mean', 'ets', 'theta']) {
      const { mean } = forecast(name, [5, 15, 28], { season: 1, horizon: 15 });
      expect(Math.max(...mean)).toBeLessThan(1.25 * 28);
    }
  });
});

function thetaOfLine(length: number): number[] {
  const values = Array.from({ length }, (_, t) => 10 + 2 * t);
  return [...forecast('theta', values, { season: 1, horizon: 3 }).mean].map((value) => Math.round(value * 100) / 100);
}

/** A level that takes 0.3 of each relative error, a damped slope and the factors of YEAR, as ets(M,Ad,M) has them. */
function simulated(size: number, seed: number): Float64Array {
  const normal = normals(seed);
  let [level, slope] = [1000, 12];
  return Float64Array.from({ length: size }, (_, t) => {
    const trend = level + 0.95 * slope;
    const error = 0.05 * normal();
    level = trend * (1 + 0.3 * error);
    slope = 0.95 * slope + 0.02 * trend * error;
    return trend * YEAR[t % 12]! * (1 + error);
  });
}

describe.each(['mean', 'ets', 'theta'])('%s on series that a form made', (name) => {
  it('errs less than seasonal naive by a fifth, summed over thirty of them', () => {
    let [own, naive] = [0, 0];
    for (let seed = 1; seed <= 30; seed++) {
      const values = simulated(72, seed);
      const known = values.subarray(0, 60);
      const error = (method: string): number =>
        forecast(method, [...known], { horizon: 12 }).mean.reduce(
          (sum, value, step) => sum + Math.abs(value - values[60 + step]!),
          0,
        );
      own += error(name);
      naive += error('seasonal-naive');
    }
    expect(own).toBeLessThan(0.8 * naive);
  });

  it("has paths whose months hang together: their 80 % range of a year's total holds far more outcomes than if they did not", () => {
    let [held, apart] = [0, 0];
    for (let seed = 1; seed <= 100; seed++) {
      const values = simulated(156, seed);
      const paths = forecast(name, [...values.subarray(0, 144)], { horizon: 12 }).paths(200, seededRandom(seed));
      const outcome = total(values.subarray(144));
      if (holds(paths, 0, outcome)) held++;
      // Each month from another path.
      if (holds(paths, 1, outcome)) apart++;
    }
    // 80 are promised; rather fewer than more, since fitted numbers count as known.
    expect(held).toBeGreaterThanOrEqual(63);
    expect(held).toBeLessThanOrEqual(90);
    expect(held - apart).toBeGreaterThan(15);
  });
});

/** Whether the outcome is between the tenths of the sums of 200 paths of 12 months, each month taken `turn` paths further on. */
function holds(paths: Float64Array, turn: number, outcome: number): boolean {
  const sums = Float64Array.from({ length: 200 }, (_, path) => {
    let sum = 0;
    for (let step = 0; step < 12; step++) sum += paths[((path + turn * 2 * step) % 200) * 12 + step]!;
    return sum;
  }).sort();
  return outcome >= sums[20]! && outcome <= sums[179]!;
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

describe('a year that repeats itself, growing by 5 a month', () => {
  it.each(['mean', 'ets', 'theta', 'drift'])('goes on so by %s, within three per cent', (name) => {
    const whole = seasonalSeries(72, { growth: 5 });
    const { mean } = forecast(name, [...whole.subarray(0, 60)], { horizon: 12 });
    for (const [step, value] of mean.entries()) expect(Math.abs(value / whole[60 + step]! - 1)).toBeLessThan(0.03);
  });
});

describe('demand that is mostly zero', () => {
  it.each(['mean', 'ets', 'theta'])(
    'is forecast at about its mean by %s, with months of next to nothing among its paths',
    (name) => {
      const random = seededRandom(2);
      const values = Array.from({ length: 40 }, () => (random() < 0.7 ? 0 : 10 + Math.floor(20 * random())));
      const usual = values.reduce((sum, value) => sum + value, 0) / 40;
      const { mean, paths } = forecast(name, values, { season: 1, horizon: 6 });
      for (const value of mean) expect(value).toBeGreaterThan(usual / 2);
      for (const value of mean) expect(value).toBeLessThan(usual * 2);
      const drawn = paths(100, seededRandom(3));
      expect(drawn.filter((value) => value < usual / 4).length).toBeGreaterThan(150);
      expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    },
  );
});

describe.each(['mean', 'ets', 'theta'])('%s of an order in one month of five over three years', (name) => {
  it('comes to hardly more than the best of these years', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = seededRandom(seed);
      const values = Array.from({ length: 36 }, () => (random() < 0.8 ? 0 : 10 + Math.floor(990 * random() ** 3)));
      const best = Math.max(...[0, 12, 24].map((from) => total(Float64Array.from(values.slice(from, from + 12)))));
      expect(total(forecast(name, values, { horizon: 12 }).mean)).toBeLessThan(1.6 * best);
    }
  });
});

describe('what is said of the form', () => {
  it('has no trend without damping before three years', () => {
    const names = (size: number) => forecast('ets', [...seasonalSeries(size, { growth: 30, noise: 0.02 })]).form;
    expect(names(35)).toMatch(/^seasonally adjusted ets\(.,(N|Ad),N\)/);
    expect(names(36)).toMatch(/^seasonally adjusted ets\(.,A,N\)/);
  });

  it('names the form that weighs most, and the season taken out before it where there are under four years', () => {
    expect(forecast('ets', [...seasonalSeries(60, { growth: 30, noise: 0.02 })]).form).toMatch(
      /^ets\(M,Ad?,M\)( and \d+ more)?$/,
    );
    expect(forecast('mean', [...seasonalSeries(30)]).form).toMatch(/^seasonally adjusted ets\(.*\).* \+ theta$/);
    expect(forecast('ets', [5]).form).toBe('ets(A,N,N)');
  });
});
