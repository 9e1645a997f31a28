import { monthNumber } from '../calendar/month.ts';
import type { Period, Span } from '../calendar/period.ts';
import type { Finding } from '../finding.ts';
import { windowOf } from './month-span.ts';
import type { MonthlyHistory } from './monthly-history.ts';
import type { Reconciliation } from './reconciliation/names.ts';
import { reconcileBy } from './reconciliation/reconciliations.ts';
import { certainSum, shiftedSum } from './shifted-sum.ts';
import type { SumDistribution, SumWindow } from './sum-distribution.ts';
import type { UnitForecasts } from './unit-forecasts.ts';

/** What a node's own forecast says, before units are made to agree. */
export interface OwnForecast {
  /** Expected value of each month ahead. */
  readonly mean: Float64Array;
  /** Variance of the errors of one month. */
  readonly variance: number;
  readonly isNonNegative: boolean;
  readonly distribution: (window: SumWindow) => SumDistribution;
}

export interface Reconciling {
  readonly history: MonthlyHistory;
  /** The months ahead, in order. */
  readonly months: readonly Period[];
  /** By node. */
  readonly own: readonly OwnForecast[];
  readonly way: Reconciliation;
  readonly method: string;
  readonly findings: readonly Finding[];
}

/**
 * The forecasts of all nodes made to agree month by month. The distribution of a node is its own, moved to the reconciled mean:
 * odds of units never add up, so nothing of a parent's is made from its children's.
 */
export function reconciledForecasts(request: Reconciling): UnitForecasts {
  const { history, months, own, method, findings } = request;
  const means = reconciledMeans(request);
  const known = knownSums(history);
  const first = months[0]?.start ?? Number.POSITIVE_INFINITY;
  const ahead = (node: number, window: SumWindow) => {
    if (window.last > months.length) throw new RangeError('a span that reaches beyond the forecast');
    return sumOf(means, node * months.length + window.first - 1, node * months.length + window.last);
  };
  const baseline = (node: number, span: Span) => {
    const window = windowOf(span, first);
    return known(node, span) + (window ? ahead(node, window) : 0);
  };
  const distribution = (node: number, span: Span) => {
    const window = windowOf(span, first);
    const before = known(node, span);
    if (!window) return certainSum(before, 'calibrated');
    const { distribution, isNonNegative } = own[node] as OwnForecast;
    const simulated = distribution(window);
    const by = before + ahead(node, window) - simulated.mean;
    return shiftedSum(simulated, { by, least: isNonNegative ? before : Number.NEGATIVE_INFINITY });
  };
  return { units: history.units, months, method, baseline, distribution, findings };
}

/** `means[node * months + month]` */
function reconciledMeans({ history: { units }, months, own, way }: Reconciling): Float64Array {
  const count = months.length;
  const means = new Float64Array(units.nodes.length * count);
  const variance = Float64Array.from(own, (node) => node.variance);
  const least = Float64Array.from(own, ({ isNonNegative }) => (isNonNegative ? 0 : Number.NEGATIVE_INFINITY));
  const reconcile = reconcileBy(way);
  for (let month = 0; month < count; month++) {
    const mean = Float64Array.from(own, (node) => node.mean[month] as number);
    reconcile({ units, mean, variance, least }).forEach((value, node) => {
      means[node * count + month] = value;
    });
  }
  return means;
}

/** What the known months of a span come to; a gap of the data adds nothing. */
function knownSums({ months, values }: MonthlyHistory): (node: number, span: Span) => number {
  const count = months.length;
  const begin = monthNumber(months[0]?.start ?? 0);
  return (node, { start, end }) => {
    const from = Math.max(0, monthNumber(start) - begin);
    const to = Math.min(count, monthNumber(end) - begin + 1);
    return sumOf(values, node * count + from, node * count + Math.max(from, to));
  };
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += Number.isNaN(values[at]) ? 0 : (values[at] as number);
  return sum;
}
