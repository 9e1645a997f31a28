import type { ForecastMethod } from '../../../src/core/forecasting/forecast-method.ts';
import type { PanelPlan, PanelUnit } from '../../../src/core/forecasting/panel.ts';
import type { Random } from '../../../src/core/forecasting/random.ts';

export const YEAR_PLAN: PanelPlan = { horizon: 12, windows: [{ first: 1, last: 12 }], paths: 200, origins: 4 };

/** Long-run mean; paths with half the spread that the series had: too sure of itself, as real models are. */
export const overconfident: ForecastMethod = {
  name: 'overconfident',
  least: () => 1,
  forecast: ({ series: { values }, horizon }) => {
    const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
    const drawn = (random: Random) => (values[Math.floor(random() * values.length)] as number) - middle;
    return {
      method: 'overconfident',
      form: 'mean',
      mean: new Float64Array(horizon).fill(middle),
      paths: (count, random) => Float64Array.from({ length: count * horizon }, () => middle + drawn(random) / 2),
    };
  },
};

export function unitOf(name: string, values: readonly number[]): PanelUnit {
  return { name, series: { values: Float64Array.from(values), season: 12, isNonNegative: true }, method: 'overconfident' };
}

/** Levels of their own, and errors that lean to one side: a wave of exponential draws. */
export function lopsided(random: Random, length: number): number[] {
  const level = 50 + 1000 * random();
  return Array.from({ length }, () => level * (0.8 + 0.2 * -Math.log(1 - random())));
}
