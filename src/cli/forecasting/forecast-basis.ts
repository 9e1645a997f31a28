import { type BasisSource, FORECAST_BASIS } from '../../core/allocation/basis/basis-source.ts';
import { planBasis } from '../../core/allocation/basis/plan-basis.ts';
import { formatDay } from '../../core/calendar/day.ts';
import type { Period } from '../../core/calendar/period.ts';
import { finding, refuse } from '../../core/finding.ts';
import { forecastTotals } from '../../core/forecasting/forecast-totals.ts';
import { stateOf } from '../../core/forecasting/unit-preparation.ts';
import type { Totals } from '../../core/totals.ts';
import { asOfDay } from '../as-of.ts';
import { report } from '../context.ts';
import type { DecomposeOptions } from '../decompose-options.ts';
import type { DaySite } from '../read-calendar.ts';
import { forecastAdjustment } from './forecast-adjustment.ts';
import { NOT_ADDED } from './forecast-history.ts';
import { forecastUnits } from './forecast-units.ts';

/**
 * The forecast of every leaf unit in every month of the planned period, known months as they are: a basis as another plan is one.
 * Refuses metrics that do not add up.
 */
export async function forecastBasis(
  options: DecomposeOptions,
  totals: Totals,
  place: Omit<DaySite, 'span'>,
): Promise<BasisSource> {
  const { context } = place;
  const { definition, metric, forecast, decimals } = options;
  const period = options.period as Period;
  const code = NOT_ADDED[definition.kind];
  if (code !== undefined) throw refuse(code, { metric });
  const asOf = options.asOf === undefined ? undefined : asOfDay(options.asOf, undefined, context.today);
  const adjustment = await forecastAdjustment(options, { totals, period }, place);
  const forecasts = await forecastUnits({ ...forecast, totals, adjustment, asOf, until: period.end, spans: [] }, context);
  const { history, method, findings } = forecasts;
  const has = (node: number) => stateOf(history, node) !== 'asleep';
  const through = formatDay(history.months.at(-1)?.end as number);
  await report(context, [finding('note', 'forecast.basis', { method, through }), ...findings]);
  const basis = planBasis(FORECAST_BASIS, forecastTotals({ history, forecasts, span: period, decimals, has }));
  return { ...basis, made: method };
}
