import type { Day } from '../../core/calendar/day.ts';
import { startOfMonth } from '../../core/calendar/month.ts';
import type { Period } from '../../core/calendar/period.ts';
import { partition } from '../../core/calendar/period-tree.ts';
import { refuse } from '../../core/finding.ts';
import { type CountedFromOrders, countedNumbers } from '../../core/measures/counted-numbers.ts';
import type { NodeNumbers } from '../../core/measures/node-numbers.ts';
import { distinctPaths } from '../../core/measures/node-numbers.ts';
import { rowCounts } from '../../core/measures/row-counts.ts';
import { type CustomerQuestion, lookBackFindings } from '../../core/metrics/customers.ts';
import type { Counted } from '../../core/metrics/metric.ts';
import type { Totals } from '../../core/totals.ts';
import type { CustomersResult } from '../../facts/facts-source.ts';
import { type Context, report } from '../context.ts';
import { leftOut } from './left-out.ts';

/** Look-back of new customers where nobody says another one, in months. */
export const LOOK_BACK = 24;

interface CountedForm {
  readonly metric: string;
  readonly count: Counted;
  readonly lookBack: number | undefined;
  readonly ask: (question: CustomerQuestion) => Promise<CustomersResult>;
  readonly context: Context;
}

/** Counts of who comes for the first time within a look-back. */
const ARRIVALS: readonly Counted[] = ['new-customers', 'reactivated'];
/** Counts that are the same however they are added up; orders where no units share one. */
const SUMMED: readonly Counted[] = [...ARRIVALS, 'credited-orders', 'orders'];

/**
 * The totals of what a metric counts, in place of amounts: rows, or what the engine counts in every leaf unit and month (or day).
 * Refuses counts that do not add up: orders that are shared by units of the table, and customers.
 */
export async function countedTotals(totals: Totals, form: CountedForm): Promise<Totals> {
  const { count, ask, metric, context, lookBack = LOOK_BACK } = form;
  if (count === 'rows') return rowCounts(totals);
  if (!SUMMED.includes(count)) throw refuse('measures.distinct', { metric, count });
  const { first, last, grain } = totals;
  if (first === undefined || last === undefined) return totals;
  const periods = partition({ start: first, end: last }, grain, undefined);
  const result = await ask({ periods, lookBack, credit: 'share' });
  const short = ARRIVALS.includes(count) ? lookBackFindings(first, first, lookBack) : [];
  await report(context, [...short, ...leftOut(result)]);
  const paths = result.counts.map(({ path }) => path).filter(({ length }) => length === totals.levels.length);
  const units = distinctPaths([...totals.units, ...paths]);
  const numbers = countedNumbers(result.counts, count as CountedFromOrders, { units, scale: totals.scale });
  if (count === 'orders') refuseShared(numbers, periods, metric);
  return withCounts(totals, numbers, periods);
}

/** Refuses orders of which several units have a part: their parts are more than the whole. */
function refuseShared({ units, at }: NodeNumbers, periods: readonly Period[], metric: string): void {
  periods.forEach(({ label }, span) => {
    const parts = units.reduce((sum, path) => sum + at(path, span), 0n);
    if (parts !== at([], span)) throw refuse('measures.shared-orders', { metric, period: label });
  });
}

/** The rows of the totals with nothing in them, and a row for each count. */
function withCounts(totals: Totals, { units, at }: NodeNumbers, periods: readonly Period[]): Totals {
  const starts = periods.map(({ start }) => (totals.grain === 'month' ? startOfMonth(start) : start));
  const rows = new Map<string, { unit: number; day: Day; amount: bigint; rows: number }>();
  totals.unit.forEach((unit, i) => {
    const day = totals.day[i] as Day;
    rows.set(`${unit} ${day}`, { unit, day, amount: 0n, rows: totals.rows[i] as number });
  });
  units.forEach((path, unit) => {
    starts.forEach((day, span) => {
      const amount = at(path, span);
      if (amount === 0n) return;
      rows.set(`${unit} ${day}`, { unit, day, rows: rows.get(`${unit} ${day}`)?.rows ?? 0, amount });
    });
  });
  const all = [...rows.values()];
  return {
    ...totals,
    units,
    unit: Int32Array.from(all, ({ unit }) => unit),
    day: Int32Array.from(all, ({ day }) => day),
    amount: BigInt64Array.from(all, ({ amount }) => amount),
    rows: Float64Array.from(all, (row) => row.rows),
  };
}
