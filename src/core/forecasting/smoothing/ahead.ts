import type { Random } from '../random.ts';
import { type Course, drawn, errorPool } from '../simulated-paths.ts';
import type { SmoothingFit } from './fit.ts';
import { TINY } from './recursion.ts';

/** The expected values after the last one. */
export function expectedAhead({ form, constants, state }: SmoothingFit, size: number, horizon: number): Float64Array {
  let { level, slope } = state;
  return Float64Array.from({ length: horizon }, (_, step) => {
    slope *= constants.phi;
    level += slope;
    const own = state.season[(size + step) % state.season.length]!;
    return form.season === 'M' ? level * own : level + own;
  });
}

/** Values are about 1: no path goes further, whatever errors a multiplicative form multiplies. */
const FARTHEST = 50;

export interface Simulated {
  readonly horizon: number;
  /** Numbers estimated from the values; they widen the errors. */
  readonly fitted: number;
}

/** Runs the form on with errors drawn from its own: they move level, slope and season, so that the months of a path hang together. */
export function smoothingCourse(fit: SmoothingFit, values: Float64Array, { horizon, fitted }: Simulated): Course {
  const { form, constants, state } = fit;
  const { alpha, beta, gamma, phi } = constants;
  const [isRelative, multiplies] = [form.error === 'M', form.season === 'M'];
  const pool = errorPool(oneStepErrors(fit, values), fitted);
  const season = new Float64Array(state.season.length);
  return (paths: Float64Array, offset: number, random: Random): void => {
    let { level, slope } = state;
    season.set(state.season);
    for (let step = 0, at = values.length % season.length; step < horizon; step++) {
      const trend = isRelative ? Math.max(level + phi * slope, TINY) : level + phi * slope;
      const own = season[at]!;
      const expected = multiplies ? trend * own : trend + own;
      const draw = drawn(pool, random);
      const value = within(isRelative ? expected + Math.max(draw, -1) * Math.max(expected, 0) : expected + draw);
      paths[offset + step] = value;
      const error = value - expected;
      const scaled = multiplies ? error / own : error;
      level = trend + alpha * scaled;
      slope = phi * slope + beta * scaled;
      season[at] = multiplies ? Math.max(TINY, own + (gamma * error) / trend) : own + gamma * error;
      if (++at === season.length) at = 0;
    }
  };
}

const within = (value: number): number => Math.min(FARTHEST, Math.max(-FARTHEST, value));

function oneStepErrors({ form, expected }: SmoothingFit, values: Float64Array): Float64Array {
  return values.map((value, t) => (form.error === 'M' ? value / expected[t]! - 1 : value - expected[t]!));
}
