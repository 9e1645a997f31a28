import { type Finding, finding } from '../../core/finding.ts';
import {
  largestUnits,
  type MethodScore,
  scoreOf,
  supportedMethod,
  TRIAL_MONTHS,
  trialsOf,
} from '../../core/forecasting/method-trials.ts';
import { DEFAULT_METHOD, FORECAST_METHODS } from '../../core/forecasting/methods/index.ts';
import type { PreparedUnit } from '../../core/forecasting/unit-preparation.ts';
import { fitUnits } from './fit-units.ts';

/** Units that are tried: the largest ones, so that the choice does not take longer than the forecast. */
const TRIED_UNITS = 16;

interface MethodChoice {
  readonly model: string;
  readonly findings: readonly Finding[];
}

/** The method that a backtest on the largest units supports, with a note that says why. */
export async function chooseMethod(prepared: readonly PreparedUnit[]): Promise<MethodChoice> {
  const trials = trialsOf(
    largestUnits(
      prepared.map(({ unit }) => ({ ...unit, method: DEFAULT_METHOD })),
      TRIED_UNITS,
    ),
  );
  const scores: MethodScore[] = [];
  const plan = { horizon: TRIAL_MONTHS, windows: [], paths: 0, origins: 0 };
  for (const { name, least } of FORECAST_METHODS) {
    const able = trials.filter(({ unit }) => least(unit.series.season) <= unit.series.values.length);
    const fits = await fitUnits(
      able.map(({ unit }) => ({ ...unit, method: name })),
      plan,
    );
    scores.push(
      scoreOf(
        name,
        able,
        fits.map(({ mean }) => mean),
      ),
    );
  }
  const { method, isTried } = supportedMethod(scores);
  const rounded = (name: string) => (scores.find((score) => score.method === name)?.mase ?? 0).toFixed(2);
  const usual = DEFAULT_METHOD;
  const code = !isTried ? 'forecast.auto-untried' : method === usual ? 'forecast.auto-usual' : 'forecast.auto-other';
  const values = { method, usual, mase: rounded(method), usual_mase: rounded(usual), trials: trials.length };
  return { model: method, findings: [finding('note', code, values)] };
}
