import { type Finding, finding } from '../../core/finding.ts';
import { coverageOf, type MethodCoverage } from '../../core/forecasting/coverage.ts';
import {
  largestUnits,
  type MethodScore,
  scoreOf,
  supportedMethod,
  TRIAL_MONTHS,
  type Trial,
  trialsOf,
} from '../../core/forecasting/method-trials.ts';
import { FORECAST_METHODS } from '../../core/forecasting/methods/index.ts';
import { type PanelUnit, USUAL_PATHS } from '../../core/forecasting/panel.ts';
import type { Context } from '../context.ts';
import { fitPanel } from './fit-panel.ts';

/** Units whose methods are tested: the largest ones, at most. */
const TESTED_UNITS = 100;
/** Earlier origins that calibrate the ranges of a tested one. */
const ORIGINS = 2;
const YEAR = { first: 1, last: TRIAL_MONTHS };

export interface TestedMethod extends MethodScore, MethodCoverage {
  readonly isSupported: boolean;
}

/** Every method on this history: forecasts from one or two earlier origins, with ranges calibrated on what was known then. */
export async function backtestMethods(units: readonly PanelUnit[], context: Context) {
  const tested = largestUnits(units, TESTED_UNITS);
  const trials = trialsOf(tested);
  const rows: (MethodScore & MethodCoverage)[] = [];
  for (const { name, least } of FORECAST_METHODS) {
    const able = trials.filter(({ unit }) => least(unit.series.season) <= unit.series.values.length);
    rows.push(await testOf(name, able, context));
  }
  const { method } = supportedMethod(rows);
  const findings: Finding[] = [];
  if (tested.length < units.length)
    findings.push(finding('note', 'forecast.tested-largest', { count: tested.length, units: units.length }));
  if (trials.length === 0) findings.push(finding('warning', 'forecast.untestable'));
  return { rows: rows.map((row): TestedMethod => ({ ...row, isSupported: row.method === method })), findings };
}

async function testOf(method: string, trials: readonly Trial[], context: Context): Promise<MethodScore & MethodCoverage> {
  const plan = { horizon: TRIAL_MONTHS, windows: [YEAR], paths: USUAL_PATHS, origins: ORIGINS };
  const panel = await fitPanel(
    trials.map(({ unit }) => ({ ...unit, method })),
    plan,
    context,
  );
  const score = scoreOf(
    method,
    trials,
    panel.fits.map(({ mean }) => mean),
  );
  const judged = trials.map(({ actual }, trial) => ({
    actual,
    year: panel.distribution(trial, YEAR),
    steps: Array.from(actual, (_, step) => panel.stepDistribution(trial, step)),
  }));
  return { ...score, ...coverageOf(judged) };
}
