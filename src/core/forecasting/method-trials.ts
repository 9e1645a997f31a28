import { DEFAULT_METHOD } from './methods/index.ts';
import type { PanelUnit } from './panel.ts';

/** Months that are held back, and forecast. */
export const TRIAL_MONTHS = 12;
/** Months that stay to learn from at least. */
const LEAST_MONTHS = 24;
/** Origins before the end of the history, as months held back. */
const CUTS = [12, 24];

/** A unit as it was some months ago, and what the twelve months after brought. */
export interface Trial {
  readonly unit: PanelUnit;
  /** NaN where nobody knows. */
  readonly actual: Float64Array;
  /** Mean size of the change from the same month a year before, within what was known then; 0 where there was none. */
  readonly scale: number;
}

/** Every unit at every origin that leaves two years to learn from; the latest one for all, one a year earlier for long histories. */
export function trialsOf(units: readonly PanelUnit[]): Trial[] {
  return CUTS.flatMap((cut) =>
    units.flatMap((unit) => (unit.series.values.length - cut >= LEAST_MONTHS ? [trialOf(unit, cut)] : [])),
  );
}

function trialOf(unit: PanelUnit, cut: number): Trial {
  const kept = unit.series.values.length - cut;
  const values = unit.series.values.slice(0, kept);
  const outcomes = unit.outcomes ?? unit.series.values;
  return {
    unit: { ...unit, series: { ...unit.series, values }, outcomes: outcomes.slice(0, kept) },
    actual: outcomes.slice(kept, kept + TRIAL_MONTHS),
    scale: meanOf(Array.from(values.subarray(TRIAL_MONTHS), (value, t) => Math.abs(value - (values[t] as number)))),
  };
}

/** How a method did over trials. */
export interface MethodScore {
  readonly method: string;
  /** Units x origins. */
  readonly trials: number;
  /** Symmetric mean absolute percentage error, 0 to 2. */
  readonly smape: number;
  /** Mean absolute error in units of the seasonal naive one within the history. */
  readonly mase: number;
  /** (forecast - actual) / actual over all. */
  readonly bias: number;
}

/** Scores by the expected values of each trial; months that nobody knows do not count, nor a trial without change for the MASE. */
export function scoreOf(method: string, trials: readonly Trial[], means: readonly Float64Array[]): MethodScore {
  const errors = trials.map(({ actual, scale }, trial) => {
    const steps = Array.from(actual, (value, step) => ({
      value,
      error: ((means[trial] as Float64Array)[step] as number) - value,
    }));
    return { scale, steps: steps.filter(({ error }) => !Number.isNaN(error)) };
  });
  const all = errors.flatMap(({ steps }) => steps);
  const ofSize = all.map(({ value, error }) => {
    const size = Math.abs(value) + Math.abs(value + error);
    return size > 0 ? (2 * Math.abs(error)) / size : 0;
  });
  const scaled = errors.flatMap(({ scale, steps }) => (scale > 0 ? steps.map(({ error }) => Math.abs(error) / scale) : []));
  const [off, actual] = [sumOf(all.map(({ error }) => error)), sumOf(all.map(({ value }) => Math.abs(value)))];
  return { method, trials: trials.length, smape: meanOf(ofSize), mase: meanOf(scaled), bias: actual > 0 ? off / actual : 0 };
}

/** Trials that a choice needs, and how much lower the error must be for another method than the usual one. */
const LEAST_TRIALS = 12;
const CLEARLY = 0.95;

/** The method that the trials support: the usual one, unless another is clearly better over enough of them. */
export function supportedMethod(scores: readonly MethodScore[]): { readonly method: string; readonly isTried: boolean } {
  const usual = scores.find(({ method }) => method === DEFAULT_METHOD);
  if (!usual || usual.trials < LEAST_TRIALS || !(usual.mase > 0)) return { method: DEFAULT_METHOD, isTried: false };
  const best = scores.reduce((least, score) => (score.mase < least.mase ? score : least), usual);
  return { method: best.mase < CLEARLY * usual.mase ? best.method : DEFAULT_METHOD, isTried: true };
}

/** The largest units by their last year, at most so many; equal ones by name. */
export function largestUnits(units: readonly PanelUnit[], most: number): PanelUnit[] {
  const sizes = new Map(units.map((unit) => [unit, sumOf(Array.from(unit.series.values.subarray(-TRIAL_MONTHS), Math.abs))]));
  const bySize = (a: PanelUnit, b: PanelUnit) =>
    (sizes.get(b) as number) - (sizes.get(a) as number) || (a.name < b.name ? -1 : 1);
  return [...units].sort(bySize).slice(0, most);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length;
}
