import { describe, expect, it } from 'vitest';
import { fitUnit } from '../../../src/core/forecasting/calibration/fit-unit.ts';
import { forecastPanel } from '../../../src/core/forecasting/forecast-panel.ts';
import { seededRandom } from '../../../src/core/forecasting/random.ts';
import { lopsided, overconfident, unitOf, YEAR_PLAN } from './panel-of.ts';

const forecast = (units: Parameters<typeof forecastPanel>[0], plan = YEAR_PLAN) =>
  forecastPanel(units, plan, () => overconfident);
const shown = (panel: ReturnType<typeof forecast>) =>
  panel.map(({ name, sums, steps }) => [name, ...[...sums, ...steps].flatMap((one) => [0.025, 0.5, 0.975].map(one.quantile))]);

function panelOf(count: number, length: number, seed = 1) {
  const random = seededRandom(seed);
  const whole = Array.from({ length: count }, (_, at) => ({ name: `u${at}`, values: lopsided(random, length + 12) }));
  const units = whole.map(({ name, values }) => unitOf(name, values.slice(0, length)));
  return { units, years: whole.map(({ values }) => values.slice(length)) };
}

describe('a panel of units', () => {
  it('covers fresh outcomes as often as its ranges say, where the paths alone do not', () => {
    const { units, years } = panelOf(400, 72);
    const panel = forecast(units);
    const sums = years.map((year) => year.reduce((sum, value) => sum + value, 0));
    const covered = (share: number) =>
      panel.filter(({ sums: [one] }, at) => within(one!.quantile((1 - share) / 2), sums[at]!, one!.quantile((1 + share) / 2)))
        .length / 400;
    const simulated = panel.filter(({ sums: [one] }, at) => Math.abs(sums[at]! - one!.mean) <= 1.2816 * one!.spread).length / 400;
    expect(simulated).toBeLessThan(0.6);
    // Three standard errors of 400 outcomes are 6 %.
    expect(covered(0.8)).toBeGreaterThan(0.74);
    expect(covered(0.8)).toBeLessThan(0.86);
    expect(covered(0.95)).toBeGreaterThan(0.92);
    expect(covered(0.95)).toBeLessThan(0.985);
    const months = panel.flatMap(({ steps }, at) =>
      steps.map((step, month) => within(step.quantile(0.1), years[at]![month]!, step.quantile(0.9))),
    );
    expect(months.filter(Boolean).length / months.length).toBeGreaterThan(0.76);
    expect(months.filter(Boolean).length / months.length).toBeLessThan(0.84);
  });

  it('does not depend on the order of the units', () => {
    const { units } = panelOf(40, 60);
    const turned = [...units.slice(13), ...units.slice(0, 13)].reverse();
    const byName = (rows: (string | number)[][]) => rows.sort(([a], [b]) => (a! < b! ? -1 : 1));
    expect(byName(shown(forecast(turned)))).toEqual(byName(shown(forecast(units))));
  });

  it('says low below three years, with a wider range', () => {
    const values = lopsided(seededRandom(4), 60);
    const [short] = forecast([unitOf('a', values.slice(-35)), ...panelOf(30, 60).units]);
    const [long] = forecast([unitOf('a', values.slice(-36)), ...panelOf(30, 60).units]);
    expect([short!.sums[0]!.confidence, long!.sums[0]!.confidence]).toEqual(['low', 'calibrated']);
    const width = ({ sums: [one] }: typeof short & object) => (one!.quantile(0.9) - one!.quantile(0.1)) / one!.spread;
    expect(width(short!)).toBeGreaterThan(width(long!));
  });

  it('forecasts a single unit of 40 months with a finite, rising distribution', () => {
    const [one] = forecast([unitOf('alone', lopsided(seededRandom(9), 40))], { ...YEAR_PLAN, origins: 8 });
    const quantiles = [1e-6, 0.01, 0.1, 0.5, 0.9, 0.99, 1 - 1e-6].map(one!.sums[0]!.quantile);
    expect(quantiles.every(Number.isFinite)).toBe(true);
    expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
    expect(quantiles.at(-1)).toBeGreaterThan(quantiles[0]!);
  });

  it('knows that nothing comes of nothing', () => {
    const [zero] = forecast([unitOf('zero', new Array(60).fill(0)), ...panelOf(5, 60).units]);
    const [sum] = zero!.sums;
    expect([sum!.mean, sum!.spread, sum!.quantile(0.975), sum!.odds(0), sum!.odds(1)]).toEqual([0, 0, 0, 1, 0]);
  });

  it('is not sure of a unit that has only a few equal values', () => {
    const [fresh] = forecast([unitOf('fresh', [80, 80, 80]), ...panelOf(20, 60).units]);
    const [alone] = forecast([unitOf('fresh', [80])]);
    for (const one of [fresh!.sums[0]!, alone!.sums[0]!]) {
      expect(one.confidence).toBe('low');
      expect(one.odds(one.mean * 1.05)).toBeGreaterThan(0.05);
      expect(one.odds(one.mean * 0.95)).toBeLessThan(0.95);
    }
  });

  it('is not thrown by a unit that stood still until it did not', () => {
    const still = unitOf('still', [...new Array(48).fill(100), ...new Array(12).fill(900)]);
    const units = panelOf(8, 60).units;
    const [before] = forecast(units);
    const [after] = forecast([...units, still]);
    const width = ({ sums: [one] }: typeof before & object) => one!.quantile(0.9) - one!.quantile(0.1);
    expect(width(after!) / width(before!)).toBeLessThan(2);
  });

  it('ranges steps further ahead than any backtest reached', () => {
    const [one] = forecast(panelOf(10, 36).units, { ...YEAR_PLAN, horizon: 18 });
    expect(one!.steps.map(({ confidence }) => confidence)).toEqual(new Array(18).fill('calibrated'));
  });

  it('forecasts a window that begins later, though three years have no room to test it whole', () => {
    const [one] = forecast(panelOf(10, 36).units, { ...YEAR_PLAN, horizon: 15, windows: [{ first: 4, last: 15 }] });
    expect(one!.sums[0]!.confidence).toBe('calibrated');
  });
});

describe('a backtest', () => {
  it('is judged by what happened, not by what was cleaned', () => {
    const values = lopsided(seededRandom(2), 48);
    const outcomes = Float64Array.from(values, (value, at) => (at === 40 ? value * 10 : value));
    const plain = fitUnit(unitOf('a', values), YEAR_PLAN, overconfident);
    const judged = fitUnit({ ...unitOf('a', values), outcomes }, YEAR_PLAN, overconfident);
    expect(judged.backtests[0]!.sums[0]).toBeGreaterThan(plain.backtests[0]!.sums[0]! + 1);
    expect(judged.mean).toEqual(plain.mean);
  });

  it('leaves out what nobody knows', () => {
    const values = lopsided(seededRandom(2), 36);
    const outcomes = Float64Array.from(values, (value, at) => (at === 30 ? Number.NaN : value));
    const [backtest] = fitUnit({ ...unitOf('a', values), outcomes }, YEAR_PLAN, overconfident).backtests;
    expect(backtest!.sums[0]).toBeNaN();
    expect([...backtest!.steps].filter(Number.isNaN)).toHaveLength(1);
  });
});

function within(from: number, value: number, to: number): boolean {
  return from <= value && value <= to;
}
