import type { Day } from '../../core/calendar/day.ts';
import type { Span } from '../../core/calendar/period.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { lastComplete } from '../../core/forecasting/complete-months.ts';
import { farAbove } from '../../core/forecasting/far-above.ts';
import { historyFindings } from '../../core/forecasting/history-findings.ts';
import { MANY_NODES, panelOf, QUICK_METHOD } from '../../core/forecasting/method-plan.ts';
import { monthsOf, windowOf } from '../../core/forecasting/month-span.ts';
import { type MonthlyHistory, monthlyHistory } from '../../core/forecasting/monthly-history.ts';
import { adjustedHistory, withEventsBack } from '../../core/forecasting/moving-events/adjusted-forecast.ts';
import type { Adjustment } from '../../core/forecasting/moving-events/adjustment.ts';
import { type PanelPlan, USUAL_PATHS, usualOrigins } from '../../core/forecasting/panel.ts';
import { type OwnForecast, reconciledForecasts } from '../../core/forecasting/reconciled-forecasts.ts';
import type { Reconciliation } from '../../core/forecasting/reconciliation/names.ts';
import { certainSum } from '../../core/forecasting/shifted-sum.ts';
import type { SumWindow } from '../../core/forecasting/sum-distribution.ts';
import type { UnitForecasts } from '../../core/forecasting/unit-forecasts.ts';
import { type PreparedUnit, prepareUnits, SEASON } from '../../core/forecasting/unit-preparation.ts';
import type { Totals } from '../../core/totals.ts';
import type { Context } from '../context.ts';
import { chooseMethod } from './choose-method.ts';
import { type FittedPanel, fitPanel } from './fit-panel.ts';
import { AUTO } from './forecast-options.ts';

export interface ForecastRequest {
  /** History of every unit, by month or day. */
  readonly totals: Totals;
  /** Up to which day the history counts, as a person said it; else up to its last row. */
  readonly asOf?: Day | undefined;
  /** The last day that is wanted; its month is forecast whole. */
  readonly until: Day;
  /** Spans of whole months whose distributions are wanted. Without any there are none, which is much quicker. */
  readonly spans: readonly Span[];
  /** `auto`, or the name of a method. */
  readonly model?: string | undefined;
  readonly reconcile?: Reconciliation | undefined;
  readonly outliers?: 'keep' | 'damp' | undefined;
  /** Whether values below zero are impossible; units whose history has some are never held at zero. */
  readonly isNonNegative?: boolean | undefined;
  /** What is taken out of the months before they are forecast, and put back after. */
  readonly adjustment?: Adjustment | undefined;
}

/** Forecasts with the history that they were made of. */
export interface FullForecasts extends UnitForecasts {
  readonly history: MonthlyHistory;
}

const USUAL_RECONCILIATION: Reconciliation = 'least-squares';
/** No forecast reaches further. */
const MOST_MONTHS = 120;

/** The baseline of every unit node over the months after the history, with the odds of the sums that were asked for. */
export async function forecastUnits(request: ForecastRequest, context: Context): Promise<FullForecasts> {
  const { until, reconcile: way = USUAL_RECONCILIATION } = request;
  const history = completeMonths(request, context);
  const begin = (history.months.at(-1)?.end as Day) + 1;
  const months = monthsOf({ start: begin, end: until });
  if (months.length > MOST_MONTHS) throw refuse('forecast.too-far', { months: months.length, most: MOST_MONTHS });
  const factorOf = request.adjustment?.factorOf;
  const level = factorOf ? adjustedHistory(history, factorOf) : history;
  const { prepared, findings: about } = prepare(level, request);
  const { model, findings: chosen } = await modelFor(request, prepared);
  const units = panelOf(level, prepared, model);
  const panel = await fitPanel(units, planOf(request, months.length, { begin, units: units.length }), context);
  const ordinary = ownForecasts(level, { prepared, panel, horizon: months.length });
  const own = factorOf ? ordinary.map((one) => withEventsBack(one, months, factorOf)) : ordinary;
  const apart = way === 'none' ? [finding('note', 'forecast.unreconciled')] : [];
  const findings = [...(request.adjustment?.findings ?? []), ...about, ...chosen, ...large(prepared), ...apart];
  const forecasts = reconciledForecasts({ history, months, own, way, method: `${model}, ${way}`, findings });
  return { ...forecasts, findings: [...findings, ...farAbove(history, forecasts)], history };
}

/** The complete months of a history; refuses one without any. */
export function completeMonths({ totals, asOf }: Pick<ForecastRequest, 'totals' | 'asOf'>, { today }: Context): MonthlyHistory {
  const history = monthlyHistory(totals, lastComplete(totals, asOf ?? today - 1, asOf !== undefined));
  if (history.months.length === 0) throw refuse('forecast.no-month');
  return history;
}

/** Units ready for a method, and what a person should know of them. */
export function prepare(history: MonthlyHistory, { outliers = 'keep', isNonNegative = true }: Partial<ForecastRequest>) {
  const prepared = prepareUnits(history, { outliers, isNonNegative });
  return { prepared, findings: historyFindings({ history, prepared, isDamped: outliers === 'damp' }) };
}

async function modelFor({ model = AUTO }: ForecastRequest, prepared: readonly PreparedUnit[]) {
  return model === AUTO ? chooseMethod(prepared) : { model, findings: [] };
}

function large(prepared: readonly PreparedUnit[]): Finding[] {
  if (prepared.length < MANY_NODES) return [];
  return [finding('note', 'forecast.many-units', { count: prepared.length, method: QUICK_METHOD })];
}

interface PanelSize {
  /** The first day that is forecast. */
  readonly begin: Day;
  readonly units: number;
}

function planOf({ spans, reconcile = USUAL_RECONCILIATION }: ForecastRequest, horizon: number, size: PanelSize): PanelPlan {
  const windows = new Map<string, SumWindow>();
  for (const span of spans) {
    const window = windowOf(span, size.begin);
    // Single months are judged by the steps that every fit has.
    if (window && window.first < window.last) windows.set(`${window.first} ${window.last}`, window);
  }
  // Least squares weighs units by what was simulated of their months.
  const paths = spans.length === 0 && reconcile !== 'least-squares' ? 0 : USUAL_PATHS;
  return { horizon, windows: [...windows.values()], paths, origins: spans.length === 0 ? 0 : usualOrigins(size.units) };
}

interface Fitted {
  readonly prepared: readonly PreparedUnit[];
  readonly panel: FittedPanel;
  readonly horizon: number;
}

/** By node; those without a series of their own come to nothing. */
function ownForecasts({ units }: MonthlyHistory, { prepared, panel, horizon }: Fitted): OwnForecast[] {
  const nothing = { mean: new Float64Array(horizon), variance: 0, isNonNegative: true, distribution: () => certainSum(0, 'low') };
  const own = units.nodes.map((): OwnForecast => nothing);
  prepared.forEach(({ node }, unit) => {
    const { mean, isNonNegative, stepSpread } = panel.fits[unit] as FittedPanel['fits'][number];
    const variance = meanOf(stepSpread.subarray(0, SEASON).map((spread) => spread * spread));
    const distribution = (window: SumWindow) =>
      window.first === window.last ? panel.stepDistribution(unit, window.first - 1) : panel.distribution(unit, window);
    own[node] = { mean, variance, isNonNegative, distribution };
  });
  return own;
}

function meanOf(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
