import { finding } from '../../core/finding.ts';
import { SETTLED_KEYS, type SettledKey, settleAmounts } from '../../core/money/settle-amounts.ts';
import { splitOrders } from '../../core/money/split-orders.ts';
import { ORDER_NAMES, readName } from '../../facts/column-names.ts';
import type { FactsResult, FactsSource, TotalsQuery } from '../../facts/facts-source.ts';
import type { ChosenColumns } from '../choose-columns.ts';
import { type Context, report } from '../context.ts';
import type { FactsRequest } from '../facts-request.ts';
import type { SettlingRequest } from './settling.ts';

/** A table that was opened, and which of its columns is what. */
export interface ReadTable {
  readonly source: FactsSource;
  readonly request: FactsRequest;
  readonly columns: ChosenColumns;
  /** All columns of the table. */
  readonly names: readonly string[];
}

/** Totals of a table whose amounts become those that count: the engine adds up by the cells that say how, the rest is exact here. */
export async function settledTotals(table: ReadTable, query: TotalsQuery, context: Context): Promise<FactsResult> {
  const { source, request, columns, names } = table;
  const settling = request.settling as SettlingRequest;
  const keys = SETTLED_KEYS.flatMap((key) => {
    const byRow = settling.tax?.rounding === 'row' ? columns.amount.column : undefined;
    const column = key === 'amount' ? byRow : columns.others[key];
    return column === undefined ? [] : [{ key, column }];
  });
  const levels = [...query.levels, ...keys.map(({ key, column }) => ({ name: key, column }))];
  const result = await source.totals({ ...query, levels, grain: 'day' });
  const { totals, blankShares } = settleAmounts(result.totals, { ...settling, keys, grain: request.grain });
  if (blankShares > 0)
    await report(context, [finding('note', 'money.blank-shares', { rows: blankShares, column: shareColumn(keys) })]);
  if (columns.others['share'] !== undefined && !isProbability(request))
    await checkShares({ source, columns, names, request }, query, context);
  return { ...result, totals };
}

/** Whether the shares are the odds of opportunities, which no order adds up to a whole. */
function isProbability({ metric = '', reading: { book } }: FactsRequest): boolean {
  const metrics = book?.metrics ?? {};
  return (
    metrics[metric]?.snapshot !== undefined ||
    Object.values(metrics).some(({ weighted_pipeline: weighted }) => weighted === metric)
  );
}

function shareColumn(keys: readonly { readonly key: SettledKey; readonly column: string }[]): string {
  return keys.find(({ key }) => key === 'share')?.column ?? '';
}

/** So many orders are looked at; with more the totals by order would fill the memory. */
const MOST_ROWS = 1_000_000;
const EXAMPLES = 3;

/** Says which orders' shares do not come to a whole, where a column has the order's number. */
async function checkShares({ source, columns, names, request }: ReadTable, query: TotalsQuery, context: Context): Promise<void> {
  const order = request.reading.map['order'] ?? names.find((name) => ORDER_NAMES.includes(readName(name).key));
  const share = columns.others['share'] as string;
  if (order === undefined) return report(context, [finding('note', 'money.shares-not-checked', { column: share })]);
  const levels = [order, columns.amount.column, share].map((column) => ({ name: column, column }));
  const { totals } = await source.totals({ ...query, levels, grain: 'month', describeRejects: 0, sink: undefined });
  if (totals.account.used > MOST_ROWS)
    return report(context, [finding('note', 'money.shares-many-rows', { rows: totals.account.used })]);
  const broken = splitOrders(totals, share);
  if (broken.length === 0) return;
  const orders = broken.slice(0, EXAMPLES).map(({ order: name, sum }) => `${name} ${sum}`);
  const values = { count: broken.length, orders: orders.join(', ') + (broken.length > EXAMPLES ? ', ...' : ''), column: share };
  await report(context, [finding('warning', 'money.shares-not-whole', values)]);
}
