import type { ForecastMethod } from '../forecast-method.ts';
import type { PanelPlan, PanelUnit } from '../panel.ts';
import { seededRandom, seedOf } from '../random.ts';
import type { SumWindow } from '../sum-distribution.ts';
import { backtestCuts, yearOf } from './origins.ts';
import { type Paths, stepSpreads, sumOver, sumSpread } from './path-moments.ts';

/** One forecast of a unit from an earlier origin, judged: errors in units of what was simulated, (actual - forecast) / spread. */
export interface Backtest {
  /** Values held back. */
  readonly cut: number;
  /** Of each window's sum; NaN where too little of the window was held back, or a value of it is not known. */
  readonly sums: Float64Array;
  /** Of each single step; as many as the cut or the horizon has. */
  readonly steps: Float64Array;
}

/** All that is known of one unit by itself. Plain data: it travels between threads. */
export interface UnitFit {
  readonly name: string;
  readonly method: string;
  readonly form: string;
  /** Values of its history. */
  readonly length: number;
  readonly season: number;
  readonly isNonNegative: boolean;
  /** Mean size of the values of its last year. */
  readonly level: number;
  readonly windows: readonly SumWindow[];
  /** Expected value of each step. */
  readonly mean: Float64Array;
  /** Simulated standard deviation of each step, and of each window's sum. */
  readonly stepSpread: Float64Array;
  readonly sumSpread: Float64Array;
  readonly backtests: readonly Backtest[];
}

/** The first of three steps: needs nothing of other units, so that threads can share the work. */
export function fitUnit(unit: PanelUnit, plan: PanelPlan, method: ForecastMethod): UnitFit {
  const { name, series } = unit;
  const { horizon, windows } = plan;
  const { form, mean, simulated } = simulate(unit, series.values, { ...plan, method });
  const cuts = backtestCuts({
    length: series.values.length,
    season: series.season,
    windows,
    least: method.least(series.season),
    most: plan.paths > 0 ? plan.origins : 0,
  });
  return {
    name,
    method: method.name,
    form,
    length: series.values.length,
    season: series.season,
    isNonNegative: series.isNonNegative,
    level: levelOf(series),
    windows,
    mean,
    stepSpread: stepSpreads({ values: simulated, horizon }),
    sumSpread: spreadsOf({ values: simulated, horizon }, windows),
    backtests: cuts.map((cut) => backtest(unit, cut, { ...plan, method })),
  };
}

function levelOf({ values, season }: PanelUnit['series']): number {
  const last = values.subarray(Math.max(0, values.length - yearOf(season)));
  return last.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, last.length);
}

type Way = Pick<PanelPlan, 'horizon' | 'paths' | 'windows'> & { readonly method: ForecastMethod };

function simulate({ name, series }: PanelUnit, values: Float64Array, { method, horizon, paths }: Way) {
  const forecast = method.forecast({ series: { ...series, values }, horizon });
  const simulated = forecast.paths(paths, seededRandom(seedOf(name)));
  return { form: forecast.form, mean: forecast.mean, simulated };
}

function backtest(unit: PanelUnit, cut: number, plan: Way): Backtest {
  const kept = unit.series.values.length - cut;
  const horizon = Math.min(cut, plan.horizon);
  const actual = (unit.outcomes ?? unit.series.values).subarray(kept, kept + horizon);
  const { mean, simulated } = simulate(unit, unit.series.values.slice(0, kept), { ...plan, horizon });
  const paths = { values: simulated, horizon };
  const spreads = stepSpreads(paths);
  return {
    cut,
    sums: Float64Array.from(plan.windows, (window) => sumError({ actual, mean, paths }, window)),
    steps: spreads.map((spread, step) => standardised((actual[step] ?? Number.NaN) - (mean[step] ?? 0), spread)),
  };
}

function sumError(tried: { actual: Float64Array; mean: Float64Array; paths: Paths }, asked: SumWindow): number {
  const window = withinCut(asked, tried.paths.horizon);
  if (window === undefined) return Number.NaN;
  return standardised(sumOver(tried.actual, window) - sumOver(tried.mean, window), sumSpread(tried.paths, window));
}

/** A window that reaches too far is tested as far to the end as there are values, as long as half of it is left. */
function withinCut({ first, last }: SumWindow, cut: number): SumWindow | undefined {
  const end = Math.min(last, cut);
  const begin = Math.max(1, first - (last - end));
  return (end - begin + 1) * 2 >= last - first + 1 ? { first: begin, last: end } : undefined;
}

/** Where nothing was simulated to vary, an error has no measure. */
function standardised(error: number, spread: number): number {
  return spread > 0 ? error / spread : Number.NaN;
}

function spreadsOf(paths: Paths, windows: readonly SumWindow[]): Float64Array {
  return Float64Array.from(windows, (window) => sumSpread(paths, window));
}
