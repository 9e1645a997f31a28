import type { Span } from '../../calendar/period.ts';
import type { MonthlyHistory } from '../monthly-history.ts';
import type { OwnForecast } from '../reconciled-forecasts.ts';
import type { SumDistribution } from '../sum-distribution.ts';
import type { MonthFactor } from './effects.ts';

/** The months of a history without their events, for the methods; what is known exactly stays. */
export function adjustedHistory(history: MonthlyHistory, factorOf: MonthFactor): MonthlyHistory {
  const factors = history.months.map(factorOf);
  const values = history.values.map((value, at) => value / (factors[at % factors.length] as number));
  return { ...history, values };
}

/**
 * A forecast of months without events with those of `months` put back. The distribution of a sum keeps its form and is multiplied
 * by what the factors do to its mean, since events shift the months of a sum among each other rather than its whole.
 */
export function withEventsBack(own: OwnForecast, months: readonly Span[], factorOf: MonthFactor): OwnForecast {
  const factors = months.map(factorOf);
  const mean = own.mean.map((value, step) => value * (factors[step] as number));
  const squares = factors.reduce((sum, factor) => sum + factor * factor, 0) / Math.max(1, factors.length);
  const scaleOf = (first: number, last: number) => {
    const [after, before] = [sumOf(mean.subarray(first - 1, last)), sumOf(own.mean.subarray(first - 1, last))];
    return before > 0 ? after / before : sumOf(Float64Array.from(factors.slice(first - 1, last))) / (last - first + 1);
  };
  return {
    ...own,
    mean,
    variance: own.variance * squares,
    distribution: (window) => scaledSum(own.distribution(window), scaleOf(window.first, window.last)),
  };
}

/** A distribution of amounts that are all multiplied by a factor above zero. */
function scaledSum(own: SumDistribution, factor: number): SumDistribution {
  return {
    ...own,
    mean: own.mean * factor,
    spread: own.spread * factor,
    quantile: (p) => own.quantile(p) * factor,
    odds: (target) => own.odds(target / factor),
  };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
