import { type CalibratedSum, calibratedSum } from './calibration/calibrated-sum.ts';
import { comparableSpread } from './calibration/comparable-spread.ts';
import { fitUnit, type UnitFit } from './calibration/fit-unit.ts';
import { type Asked, halfOf, relativeSpread } from './calibration/judged-errors.ts';
import { leastCalibrated } from './calibration/origins.ts';
import { sumOver } from './calibration/path-moments.ts';
import { type ErrorPool, poolErrors } from './calibration/pool-errors.ts';
import { USUAL_ERRORS } from './calibration/usual-errors.ts';
import type { ForecastMethod } from './forecast-method.ts';
import type { PanelPlan, PanelUnit } from './panel.ts';
import type { SumDistribution } from './sum-distribution.ts';

/** What a panel says of one of its units. */
export interface PanelForecast {
  readonly name: string;
  readonly method: string;
  readonly form: string;
  /** Expected value of each step. */
  readonly mean: Float64Array;
  /** What may become of each window's sum, in the order of the plan, and of each step. */
  readonly sums: readonly SumDistribution[];
  readonly steps: readonly SumDistribution[];
}

/** Forecasts units together: each by itself, then their ranges by the errors that all of them made in their backtests. */
export function forecastPanel(units: readonly PanelUnit[], plan: PanelPlan, methodOf: (name: string) => ForecastMethod) {
  return judgePanel(units.map((unit) => fitUnit(unit, plan, methodOf(unit.method))));
}

/** The steps after `fitUnit`, wherever that was done. In the order of the fits; the results do not depend on it. */
export function judgePanel(fits: readonly UnitFit[]): readonly PanelForecast[] {
  const pools = poolErrors(fits);
  return fits.map((fit) => ({
    name: fit.name,
    method: fit.method,
    form: fit.form,
    mean: fit.mean,
    sums: fit.windows.map((_, window) => calibratedSum(windowSum(fit, window, pools))),
    steps: Array.from(fit.mean, (_, step) => calibratedSum(stepValue(fit, step, pools))),
  }));
}

/** What the distribution of a window's sum is made of: give it another mean, as after reconciling, and make it by `calibratedSum`. */
export function windowSum(fit: UnitFit, window: number, pools: readonly ErrorPool[]): CalibratedSum {
  const mean = sumOver(fit.mean, fit.windows[window] as { first: number; last: number });
  return calibrated(fit, { mean, spread: fit.sumSpread[window] ?? 0, asked: { kind: 'sum', at: window } }, pools);
}

/** The same of a single step, counted from 0. */
export function stepValue(fit: UnitFit, step: number, pools: readonly ErrorPool[]): CalibratedSum {
  const asked = { kind: 'steps', at: halfOf(fit, step) } as const;
  return calibrated(fit, { mean: fit.mean[step] ?? 0, spread: fit.stepSpread[step] ?? 0, asked }, pools);
}

/** How much wider the ranges are where the history is too short for a backtest of its own. */
const SHORT_WIDENING = 1.25;

function calibrated(
  fit: UnitFit,
  { mean, spread, asked }: { mean: number; spread: number; asked: Asked },
  pools: readonly ErrorPool[],
): CalibratedSum {
  const pool = poolFor(pools, fit.method, asked);
  const simulated = { spread, relative: relativeSpread(fit, asked), fitted: fit.length, season: fit.season };
  const unit = comparableSpread(simulated, pool?.typical ?? 0);
  const isShort = fit.length < leastCalibrated(fit.season) || pool === undefined;
  return {
    mean,
    spread,
    unit: isShort ? unit * SHORT_WIDENING : unit,
    isNonNegative: fit.isNonNegative,
    errors: isShort ? USUAL_ERRORS : pool.errors,
    confidence: isShort ? 'low' : 'calibrated',
  };
}

/** Steps further ahead than any backtest reached take the errors of the furthest that one did. */
function poolFor(pools: readonly ErrorPool[], method: string, { kind, at }: Asked): ErrorPool | undefined {
  const near = pools.filter((pool) => pool.method === method && pool.asked.kind === kind && pool.worth > 0);
  return kind === 'sum' ? near.find(({ asked }) => asked.at === at) : near.findLast(({ asked }) => asked.at <= at);
}
