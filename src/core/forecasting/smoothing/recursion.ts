import type { SmoothingForm } from './form.ts';

/** Level, slope and season at one time; `season[t % season.length]` is the newest state of that position. */
export interface SmoothingState {
  level: number;
  slope: number;
  readonly season: Float64Array;
}

/** alpha, beta, gamma as in the error-correction form; phi is 1 without damping. */
export interface SmoothingConstants {
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
}

export interface SmoothingRun {
  readonly values: Float64Array;
  readonly form: SmoothingForm;
  readonly constants: SmoothingConstants;
  /** One-step expectations; written. */
  readonly expected: Float64Array;
}

/** Values are about 1 (see unit-scale), so this is nothing. */
export const TINY = 1e-9;
/** A perfect fit has a likelihood without bound; below this sum of squares it does not get better. */
const LEAST_SQUARES = 1e-20;

/**
 * Runs a form over the values, `state` becoming the last one; false where a state that multiplies is not positive.
 * Additive and relative errors move the states alike (Hyndman et al. 2008, table 2.2 and 2.3): they differ in the likelihood.
 */
export function runSmoothing(run: SmoothingRun, state: SmoothingState): boolean {
  return run.form.season === 'M' ? runMultiplicative(run, state) : runAdditive(run, state);
}

function runAdditive({ values, constants: { alpha, beta, gamma, phi }, expected }: SmoothingRun, state: SmoothingState): boolean {
  const { season } = state;
  let { level, slope } = state;
  for (let t = 0, at = 0; t < values.length; t++) {
    const trend = level + phi * slope;
    expected[t] = trend + season[at]!;
    const error = values[t]! - expected[t]!;
    level = trend + alpha * error;
    slope = phi * slope + beta * error;
    season[at]! += gamma * error;
    if (++at === season.length) at = 0;
  }
  state.level = level;
  state.slope = slope;
  return true;
}

function runMultiplicative(
  { values, constants: { alpha, beta, gamma, phi }, expected }: SmoothingRun,
  state: SmoothingState,
): boolean {
  const { season } = state;
  let { level, slope } = state;
  for (let t = 0, at = 0; t < values.length; t++) {
    const trend = level + phi * slope;
    const own = season[at]!;
    if (trend < TINY || own < TINY) return false;
    expected[t] = trend * own;
    const error = values[t]! - expected[t]!;
    level = trend + (alpha * error) / own;
    slope = phi * slope + (beta * error) / own;
    season[at] = own + (gamma * error) / trend;
    if (++at === season.length) at = 0;
  }
  state.level = level;
  state.slope = slope;
  return true;
}

/** Minus twice the log likelihood of normal errors, without its constants; infinite where relative errors meet an expectation not above zero. */
export function deviance({ values, expected, form }: SmoothingRun): number {
  return form.error === 'M' ? relativeDeviance(values, expected) : additiveDeviance(values, expected);
}

function additiveDeviance(values: Float64Array, expected: Float64Array): number {
  let squares = 0;
  for (let t = 0; t < values.length; t++) squares += (values[t]! - expected[t]!) ** 2;
  return values.length * Math.log(Math.max(squares, LEAST_SQUARES));
}

function relativeDeviance(values: Float64Array, expected: Float64Array): number {
  let [squares, logs, product] = [0, 0, 1];
  for (let t = 0; t < values.length; t++) {
    const own = expected[t]!;
    if (own < TINY) return Number.POSITIVE_INFINITY;
    const error = values[t]! / own - 1;
    squares += error * error;
    product *= own;
    // One logarithm for many factors.
    if (product > 1e-100 && product < 1e100) continue;
    logs += Math.log(product);
    product = 1;
  }
  return values.length * Math.log(Math.max(squares, LEAST_SQUARES)) + 2 * (logs + Math.log(product));
}
