import { endOfMonth, startOfMonth } from '../calendar/month.ts';
import type { Span } from '../calendar/period.ts';
import { periodTree } from '../calendar/period-tree.ts';
import { leafPaths } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { leafValue } from '../tree.ts';
import { forecastGrid, type PrintedForecasts } from './forecast-grid.ts';

/** The largest amount of a computed basis, in its smallest unit. */
const LARGEST = 1e12;

export interface ForecastTotalsRequest extends Pick<PrintedForecasts, 'history' | 'forecasts'> {
  readonly span: Span;
  /** Decimals that amounts have at most; fewer where the largest would pass 10^12 of the smallest unit. */
  readonly decimals: number;
  /** Whether a leaf unit, by its node, has a baseline at all. */
  readonly has: (node: number) => boolean;
}

/**
 * The baseline of leaf units x months of a span as if they were facts, each on the first day of its month: the amounts that a printed
 * forecast has.
 */
export function forecastTotals({ history, forecasts, span, decimals: most, has }: ForecastTotalsRequest): Totals {
  const { units, baseline } = forecasts;
  const whole = { grain: undefined, label: '', start: startOfMonth(span.start), end: endOfMonth(span.end) };
  const periods = periodTree(whole, ['month'], undefined).tree;
  const months = periods.leaves.map((_, leaf) => leafValue(periods, leaf));
  const largest = units.leaves.reduce((sum, node) => Math.max(sum, ...months.map((month) => Math.abs(baseline(node, month)))), 0);
  let decimals = most;
  while (decimals > 0 && largest * 10 ** decimals > LARGEST) decimals--;
  const grid = forecastGrid({ history, forecasts, periods, power: 0, decimals });
  const kept = units.leaves.flatMap((node, unit) => (has(node) ? months.map((_, p) => ({ unit, p })) : []));
  return {
    ...{ levels: units.levels, grain: 'month', scale: decimals, units: leafPaths(units) },
    unit: Int32Array.from(kept, ({ unit }) => unit),
    day: Int32Array.from(kept, ({ p }) => months[p]?.start as number),
    amount: BigInt64Array.from(kept, ({ unit, p }) => grid.cells[unit * months.length + p] as bigint),
    rows: new Float64Array(kept.length).fill(1),
    first: kept.length === 0 ? undefined : months[0]?.start,
    last: kept.length === 0 ? undefined : months.at(-1)?.start,
    account: { read: kept.length, used: kept.length, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 },
  };
}
