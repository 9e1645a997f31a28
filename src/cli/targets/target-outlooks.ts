import { isMonthAligned } from '../../core/calendar/period.ts';
import { cutLevels } from '../../core/cut-levels.ts';
import type { UnitForecasts } from '../../core/forecasting/unit-forecasts.ts';
import { formatPath, pathKey, type UnitPath, unitIndex } from '../../core/organisation/unit-tree.ts';
import type { Outlook } from '../../core/targets/evidence.ts';
import type { Gap } from '../../core/targets/gap.ts';
import { decimalOf } from '../../core/targets/quantity.ts';
import type { Target } from '../../core/targets/target.ts';
import type { Totals } from '../../core/totals.ts';
import { report } from '../context.ts';
import { type FactsSite, gapOf } from './metric-facts.ts';

export type OutlookOf = (target: Target) => Outlook | Gap;

/** Series that are forecast at most, unless targets are deeper. */
const MOST_UNITS = 100;

/**
 * The deepest level with few enough units, but as deep as the targets: what a target's odds are must not depend on which other targets
 * are looked at.
 */
function forecastDepth({ levels, units }: Totals, targets: readonly Target[]): number {
  const count = (depth: number) => new Set(units.map((path: UnitPath) => pathKey(path.slice(0, depth)))).size;
  const depths = levels.map((_, at) => at + 1).filter((depth) => count(depth) <= MOST_UNITS);
  return Math.max(0, ...depths, ...targets.map(({ unit }) => unit.length));
}

/** What is forecast for the targets of one metric, all in one run. */
export async function targetOutlooks(targets: readonly Target[], totals: Totals, site: FactsSite): Promise<OutlookOf> {
  const asked = targets.filter(({ period }) => isMonthAligned(period));
  const until = Math.max(...asked.map(({ period }) => period.end));
  if (asked.length === 0 || until <= (totals.last ?? Number.POSITIVE_INFINITY)) return (target) => notForecast(target);
  const { context, options } = site;
  try {
    const { forecastUnits } = await import('../forecasting/forecast-units.ts');
    const asOf = options.asOf === undefined || options.asOf === 'last-month-end' ? undefined : options.asOf;
    const request = {
      totals: cutLevels(totals, forecastDepth(totals, asked)),
      asOf,
      until,
      spans: asked.map(({ period }) => period),
    };
    const forecasts = await forecastUnits(request, context);
    await report(context, forecasts.findings);
    return outlooksIn(forecasts);
  } catch (error) {
    const gap = gapOf(error, { isLenient: true });
    if (gap === undefined) throw error;
    return () => gap;
  }
}

function notForecast({ period }: Target): Gap {
  if (!isMonthAligned(period)) return { code: 'smart.odds-of-days', values: { period: period.label } };
  return { code: 'smart.odds-known', values: { period: period.label } };
}

/** Digits of a baseline that are told: what lies below is the noise of arithmetic. */
const DIGITS = 4;

function outlooksIn(forecasts: UnitForecasts): OutlookOf {
  const nodes = unitIndex(forecasts.units);
  const start = forecasts.months[0]?.start ?? Number.POSITIVE_INFINITY;
  return (target) => {
    const { unit, period } = target;
    if (!isMonthAligned(period) || period.end < start) return notForecast(target);
    const node = nodes.get(pathKey(unit));
    if (node === undefined) return { code: 'smart.no-history-of-unit', values: { unit: formatPath(unit) || '-' } };
    const { mean, confidence, odds } = forecasts.distribution(node, period);
    if (!Number.isFinite(mean)) return { code: 'smart.odds-short', values: { unit: formatPath(unit) || '-' } };
    return { method: forecasts.method, confidence, baseline: decimalOf(Number(mean.toPrecision(DIGITS)), 0), odds };
  };
}
