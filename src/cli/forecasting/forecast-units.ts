import type { Day } from '../../core/calendar/day.ts';
import type { Span } from '../../core/calendar/period.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { lastComplete } from '../../core/forecasting/complete-months.ts';
import { monthsOf, windowOf } from '../../core/forecasting/month-span.ts';
import { type MonthlyHistory, monthlyHistory } from '../../core/forecasting/monthly-history.ts';
import { panelUnit, SEASON, stateOf } from '../../core/forecasting/node-units.ts';
import { type PanelPlan, USUAL_PATHS, usualOrigins } from '../../core/forecasting/panel.ts';
import { type OwnForecast, reconciledForecasts } from '../../core/forecasting/reconciled-forecasts.ts';
import type { Reconciliation } from '../../core/forecasting/reconciliation/reconciliations.ts';
import { certainSum } from '../../core/forecasting/shifted-sum.ts';
import type { SumWindow } from '../../core/forecasting/sum-distribution.ts';
import type { UnitForecasts } from '../../core/forecasting/unit-forecasts.ts';
import type { Totals } from '../../core/totals.ts';
import type { Context } from '../context.ts';
import { type FittedPanel, fitPanel } from './fit-panel.ts';

export interface ForecastRequest {
  /** History of every unit, by month or day. */
  readonly totals: Totals;
  /** Up to which day the history counts, as a person said it; else up to its last row. */
  readonly asOf?: Day | undefined;
  /** The last day that is wanted; its month is forecast whole. */
  readonly until: Day;
  /** Spans of whole months whose distributions are wanted; none needs to be forecast. Without any there are no distributions. */
  readonly spans: readonly Span[];
  /** `auto`, or the name of a method. */
  readonly model?: string | undefined;
  readonly reconcile?: Reconciliation | undefined;
  readonly outliers?: 'keep' | 'damp' | undefined;
  /** Whether values below zero are impossible; units whose history has some are never held at zero. */
  readonly isNonNegative?: boolean | undefined;
}

const USUAL_RECONCILIATION: Reconciliation = 'least-squares';
/** No forecast reaches further. */
const MOST_MONTHS = 120;

/** Forecasts with the history that they were made of. */
export interface FullForecasts extends UnitForecasts {
  readonly history: MonthlyHistory;
}

/** The baseline of every unit node over the months after the history, with the odds of the sums that were asked for. */
export async function forecastUnits(request: ForecastRequest, context: Context): Promise<FullForecasts> {
  const { totals, asOf, until, reconcile = USUAL_RECONCILIATION, isNonNegative = true } = request;
  const through = lastComplete(totals, asOf ?? context.today - 1, asOf !== undefined);
  const history = monthlyHistory(totals, through);
  if (through === undefined || history.months.length === 0) throw refuse('forecast.no-month');
  const months = monthsOf({ start: through + 1, end: until });
  if (months.length > MOST_MONTHS) throw refuse('forecast.too-far', { months: months.length, most: MOST_MONTHS });
  const model = request.model ?? 'auto';
  const nodes = history.units.nodes.flatMap((_, node) => (stateOf(history, node) === 'own' ? [node] : []));
  const units = nodes.map((node) => panelUnit(history, node, { model, isNonNegative }));
  const plan = planOf(request, months.length, { first: through + 1, units: units.length });
  const panel = await fitPanel(units, plan, context);
  const own = ownForecasts(history, { nodes, panel, horizon: months.length, isNonNegative });
  const findings: Finding[] = [finding('note', 'forecast.months', { months: months.length })];
  const forecasts = reconciledForecasts({ history, months, own, way: reconcile, method: `${model}, ${reconcile}`, findings });
  return { ...forecasts, history };
}

function planOf(
  { spans, reconcile = USUAL_RECONCILIATION }: ForecastRequest,
  horizon: number,
  { first, units }: { first: Day; units: number },
): PanelPlan {
  const windows = new Map<string, SumWindow>();
  for (const span of spans) {
    const window = windowOf(span, first);
    // Single months are judged by the steps that every fit has.
    if (window && window.first < window.last) windows.set(`${window.first} ${window.last}`, window);
  }
  // Least squares weighs units by what was simulated of their months.
  const paths = spans.length === 0 && reconcile !== 'least-squares' ? 0 : USUAL_PATHS;
  return { horizon, windows: [...windows.values()], paths, origins: spans.length === 0 ? 0 : usualOrigins(units) };
}

interface Fitted {
  /** The node of each unit of the panel. */
  readonly nodes: readonly number[];
  readonly panel: FittedPanel;
  readonly horizon: number;
  readonly isNonNegative: boolean;
}

/** By node; those without a series of their own come to nothing. */
function ownForecasts({ units }: MonthlyHistory, { nodes, panel, horizon, isNonNegative }: Fitted): OwnForecast[] {
  const nothing = { mean: new Float64Array(horizon), variance: 0, isNonNegative, distribution: () => certainSum(0) };
  const own = units.nodes.map((): OwnForecast => nothing);
  nodes.forEach((node, unit) => {
    const fit = panel.fits[unit] as FittedPanel['fits'][number];
    const { mean, isNonNegative, stepSpread } = fit;
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
