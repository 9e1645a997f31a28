import { finding, Refusal } from '../../core/finding.ts';
import { parseTaxRate, type Share } from '../../core/money/rate-cell.ts';
import { SETTLED_KEYS, type SettledAmounts, type SettledKey, settleAmounts } from '../../core/money/settle-amounts.ts';
import { splitOrders } from '../../core/money/split-orders.ts';
import { type TaxRule, taxFactor } from '../../core/money/tax.ts';
import { UNASSIGNED } from '../../core/organisation/unit-tree.ts';
import { ORDER_NAMES, readName } from '../../facts/column-names.ts';
import type { FactsResult, FactsSource, RowTax, TotalsQuery } from '../../facts/facts-source.ts';
import { fitsEngines } from '../../facts/row-factor.ts';
import { isTooMany } from '../../facts/sum-limit.ts';
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

interface Keys {
  readonly keys: readonly { readonly key: SettledKey; readonly column: string }[];
}

/** What the engine gives, with amounts that count. */
export type SettledResult = FactsResult & Pick<SettledAmounts, 'currencies'>;

/** Totals of a table whose amounts become those that count: the engine adds up by the cells that say how, the rest is exact here. */
export async function settledTotals(table: ReadTable, query: TotalsQuery, context: Context): Promise<SettledResult> {
  const { result, totals, blankShares, keys, currencies } = await settledAmounts(table, query);
  if (blankShares > 0)
    await report(context, [finding('note', 'money.blank-shares', { rows: blankShares, column: shareColumn(keys) })]);
  if (table.columns.others['share'] !== undefined && !isProbability(table.request)) await checkShares(table, query, context);
  return { ...result, totals, ...(currencies && { currencies }) };
}

/** The same, without a word of it. */
export function settledAmounts(table: ReadTable, query: TotalsQuery): Promise<Settled> {
  const settling = table.request.settling as SettlingRequest;
  const byRow = settling.tax?.rounding === 'row';
  return byRow ? taxedByEngine(table, query) : addedByCells(table, query, false);
}

/** Whether the shares are the odds of opportunities, which no order adds up to a whole. */
function isProbability({ metric = '', reading: { book } }: FactsRequest): boolean {
  const metrics = book?.metrics ?? {};
  return (
    metrics[metric]?.snapshot !== undefined ||
    Object.values(metrics).some(({ weighted_pipeline: weighted }) => weighted === metric)
  );
}

interface Settled extends Keys, SettledAmounts {
  readonly result: FactsResult;
}

/** By row, the amount is one of the cells too: every different one is a sum of its own. */
async function addedByCells({ source, request, columns }: ReadTable, query: TotalsQuery, byRow: boolean): Promise<Settled> {
  const keys = SETTLED_KEYS.flatMap((key) => {
    const column = key === 'amount' ? (byRow ? columns.amount.column : undefined) : columns.others[key];
    return column === undefined ? [] : [{ key, column }];
  });
  const result = await source.totals({ ...query, levels: withKeys(query, { keys }), grain: 'day' });
  const settling = request.settling as SettlingRequest;
  return { result, keys, ...settleAmounts(result.totals, { ...settling, keys, grain: request.grain }) };
}

/** The engine rounds each row; shares and currencies are left for the sums. Rates of so many digits that it cannot are settled here. */
async function taxedByEngine({ source, request, columns, names }: ReadTable, query: TotalsQuery): Promise<Settled> {
  const settling = request.settling as SettlingRequest;
  const rule = settling.tax as TaxRule;
  const all = SETTLED_KEYS.flatMap((key) => {
    const column = columns.others[key];
    return key === 'amount' || column === undefined ? [] : [{ key, column }];
  });
  const rate = columns.others['tax_rate'];
  const isAsked = rate !== undefined || rule.rates.every(({ from }) => from !== undefined);
  const texts = isAsked ? await rateTexts({ source, query, keys: all }, settling) : [];
  const tax = rowTax(rule, rate, texts);
  if (!fitsEngines(tax)) return addedByCells({ source, request, columns, names }, query, true);
  const keys = all.filter(({ key }) => key !== 'tax_rate');
  const isPlain = keys.length === 0 && settling.currency === undefined;
  const levels = withKeys(query, { keys });
  const result = await source.totals({ ...query, tax, levels, grain: isPlain ? query.grain : 'day' });
  if (isPlain) return { result, keys, totals: result.totals, blankShares: 0 };
  return { result, keys, ...settleAmounts(result.totals, { ...settling, tax: undefined, keys, grain: request.grain }) };
}

function withKeys({ levels }: TotalsQuery, { keys }: Keys): TotalsQuery['levels'] {
  return [...levels, ...keys.map(({ key, column }) => ({ name: key, column }))];
}

interface RateSearch extends Keys {
  readonly source: FactsSource;
  readonly query: TotalsQuery;
}

/** The cells of tax rates that rows have. Refuses, all at once, rows whose rate, share or currency says nothing. */
async function rateTexts({ source, query, keys }: RateSearch, settling: SettlingRequest): Promise<string[]> {
  const levels = withKeys({ ...query, levels: [] }, { keys });
  const { totals } = await source.totals({ ...query, levels, grain: 'day', describeRejects: 0, sink: undefined });
  const tax = { ...(settling.tax as TaxRule), rounding: 'sum' as const };
  settleAmounts(totals, { ...settling, tax, keys, grain: 'month' });
  const place = keys.findIndex(({ key }) => key === 'tax_rate');
  return [...new Set(totals.units.flatMap((names) => names[place] ?? []))].filter((text) => text !== UNASSIGNED);
}

function rowTax(rule: TaxRule, column: string | undefined, texts: readonly string[]): RowTax {
  const factor = (share: Share) => {
    const { numerator, denominator } = taxFactor(share, rule);
    return { numerator: `${numerator}`, denominator: `${denominator}` };
  };
  return {
    column,
    byText: texts.map((text) => ({ text, factor: factor(parseTaxRate(text, column) as Share) })),
    byDay: rule.rates.map(({ from, rate }) => ({ from, factor: factor(rate) })),
    decimals: rule.decimals,
  };
}

function shareColumn(keys: readonly { readonly key: SettledKey; readonly column: string }[]): string {
  return keys.find(({ key }) => key === 'share')?.column ?? '';
}

const EXAMPLES = 3;

/** Says which orders' shares do not come to a whole, where a column has the order's number. */
async function checkShares({ source, columns, names, request }: ReadTable, query: TotalsQuery, context: Context): Promise<void> {
  const order = request.reading.map['order'] ?? names.find((name) => ORDER_NAMES.includes(readName(name).key));
  const share = columns.others['share'] as string;
  if (order === undefined) return report(context, [finding('note', 'money.shares-not-checked', { column: share })]);
  const levels = [order, columns.amount.column, share].map((column) => ({ name: column, column }));
  const asked = { ...query, levels, grain: 'month', describeRejects: 0, sink: undefined } as const;
  const totals = await source.totals(asked).then((result) => result.totals, unlessTooMany);
  if (totals === undefined) return report(context, [finding('note', 'money.shares-many-rows')]);
  const broken = splitOrders(totals, share);
  if (broken.length === 0) return;
  const orders = broken.slice(0, EXAMPLES).map(({ order: name, sum }) => `${name} ${sum}`);
  const values = { count: broken.length, orders: orders.join(', ') + (broken.length > EXAMPLES ? ', ...' : ''), column: share };
  await report(context, [finding('warning', 'money.shares-not-whole', values)]);
}

function unlessTooMany(error: unknown): undefined {
  if (!(error instanceof Refusal && isTooMany(error))) throw error;
}
