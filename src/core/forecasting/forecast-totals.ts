import type { Span } from '../calendar/period.ts';
import { leafPaths } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { monthsOf } from './month-span.ts';
import type { UnitForecasts } from './unit-forecasts.ts';

/** The largest amount of a computed basis, in its smallest unit. */
const LARGEST = 1e12;

export interface ForecastTotalsRequest {
  readonly span: Span;
  /** Decimals that amounts have at most; fewer where the largest would pass 10^12 of the smallest unit. */
  readonly decimals: number;
  /** Whether a leaf unit, by its node, has a baseline at all. */
  readonly has: (node: number) => boolean;
}

/** The baseline of leaf units x months of a span as if they were facts, each on the first day of its month, in whole numbers. */
export function forecastTotals(forecasts: UnitForecasts, { span, decimals, has }: ForecastTotalsRequest): Totals {
  const { units, baseline } = forecasts;
  const months = monthsOf(span);
  const leaves = units.leaves.flatMap((node, leaf) => (has(node) ? [{ node, leaf }] : []));
  const values = leaves.flatMap(({ node }) => months.map((month) => baseline(node, month)));
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let scale = decimals;
  while (scale > 0 && largest * 10 ** scale > LARGEST) scale--;
  const cells = leaves.flatMap(({ leaf }) => months.map(({ start }) => ({ leaf, start })));
  return {
    ...{ levels: units.levels, grain: 'month', scale, units: leafPaths(units) },
    unit: Int32Array.from(cells, ({ leaf }) => leaf),
    day: Int32Array.from(cells, ({ start }) => start),
    amount: BigInt64Array.from(values, (value) => BigInt(Math.round(value * 10 ** scale))),
    rows: new Float64Array(cells.length).fill(1),
    first: cells.length === 0 ? undefined : months[0]?.start,
    last: cells.length === 0 ? undefined : months.at(-1)?.start,
    account: { read: cells.length, used: cells.length, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 },
  };
}
