import { describe, expect, it } from 'vitest';
import { type SmoothingForm, sensibleForms } from '../../../../src/core/forecasting/smoothing/form.ts';
import { deviance, runSmoothing } from '../../../../src/core/forecasting/smoothing/recursion.ts';
import { seasonalSeries } from '../make.ts';

const CONSTANTS = { alpha: 0.3, beta: 0.1, gamma: 0.2, phi: 0.9 };
const VALUES = seasonalSeries(40, { growth: 5, noise: 0.05 }).map((value) => value / 1000);

/** The textbook's equations (Hyndman and Athanasopoulos, tables 8.1 and 8.2: smoothing form), each state kept for every time. */
function byTextbook({ error, trend, season }: SmoothingForm) {
  const { alpha, beta, gamma } = CONSTANTS;
  const phi = trend === 'Ad' ? CONSTANTS.phi : 1;
  const l = [1];
  const b = [trend === 'N' ? 0 : 0.01];
  const s = Array.from({ length: 12 }, (_, at) => (season === 'A' ? (at - 5.5) / 20 : season === 'M' ? 1 + (at - 5.5) / 20 : 0));
  let deviation = 0;
  let squares = 0;
  VALUES.forEach((y, t) => {
    const base = l[t]! + phi * b[t]!;
    const old = s[t]!;
    const expected = season === 'M' ? base * old : base + old;
    const adjusted = season === 'M' ? y / old : y - old;
    l.push(alpha * adjusted + (1 - alpha) * base);
    b.push(trend === 'N' ? 0 : phi * b[t]! + (beta / alpha) * (l[t + 1]! - base));
    s.push(season === 'N' ? 0 : season === 'M' ? (gamma * y) / base + (1 - gamma) * old : gamma * (y - base) + (1 - gamma) * old);
    squares += error === 'M' ? ((y - expected) / expected) ** 2 : (y - expected) ** 2;
    deviation += error === 'M' ? 2 * Math.log(expected) : 0;
  });
  return { level: l.at(-1)!, slope: b.at(-1)!, season: s.slice(-12), deviance: VALUES.length * Math.log(squares) + deviation };
}

describe('a run of exponential smoothing', () => {
  const forms = sensibleForms({ isPositive: true, hasSeason: true, trends: ['N', 'A', 'Ad'] });

  it('knows the fifteen sensible forms', () => {
    expect(forms).toHaveLength(15);
    expect(
      sensibleForms({ isPositive: false, hasSeason: true, trends: ['N', 'A', 'Ad'] }).every(
        ({ error, season }) => error === 'A' && season !== 'M',
      ),
    ).toBe(true);
    expect(sensibleForms({ isPositive: false, hasSeason: false, trends: ['N'] })).toEqual([
      { error: 'A', trend: 'N', season: 'N' },
    ]);
  });

  it.each(forms)('$error,$trend,$season ends where the textbook does, with its likelihood', (form) => {
    const book = byTextbook(form);
    const first = Array.from({ length: 12 }, (_, at) => (form.season === 'A' ? (at - 5.5) / 20 : 1 + (at - 5.5) / 20));
    const season = form.season === 'N' ? Float64Array.of(0) : Float64Array.from(first);
    const state = { level: 1, slope: form.trend === 'N' ? 0 : 0.01, season };
    const constants = {
      alpha: CONSTANTS.alpha,
      beta: form.trend === 'N' ? 0 : CONSTANTS.beta,
      gamma: form.season === 'N' ? 0 : CONSTANTS.gamma,
      phi: form.trend === 'Ad' ? CONSTANTS.phi : 1,
    };
    const run = { values: VALUES, form, constants, expected: new Float64Array(VALUES.length) };
    expect(runSmoothing(run, state)).toBe(true);
    expect(state.level).toBeCloseTo(book.level, 10);
    expect(state.slope).toBeCloseTo(book.slope, 10);
    // The newest state of position t stands at t % 12; the textbook's list begins at 40 % 12 = 4.
    for (const [at, own] of book.season.entries())
      expect(form.season === 'N' || Math.abs(season[(40 + at) % 12]! - own) < 1e-10).toBe(true);
    expect(deviance(run)).toBeCloseTo(book.deviance, 8);
  });

  it('has no likelihood where a state that multiplies is not positive', () => {
    const form = { error: 'M', trend: 'A', season: 'M' } as const;
    const run = { values: VALUES, form, constants: { ...CONSTANTS, phi: 1 }, expected: new Float64Array(40) };
    expect(runSmoothing(run, { level: 1, slope: -5, season: new Float64Array(12).fill(1) })).toBe(false);
    const additive = { ...run, form: { error: 'M', trend: 'N', season: 'N' } as const, expected: new Float64Array(40).fill(-1) };
    expect(deviance(additive)).toBe(Number.POSITIVE_INFINITY);
  });
});
