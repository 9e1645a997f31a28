import { resolve } from 'node:path';
import { parseDay } from '../../core/calendar/day.ts';
import { type Finding, finding, refuse, refuseErrors } from '../../core/finding.ts';
import { type CurrencyRate, RATE_KINDS, type RateKind } from '../../core/money/currency.ts';
import { parseShare, type Share } from '../../core/money/rate-cell.ts';
import type { LocalRule, SettledKey, Settling } from '../../core/money/settle-amounts.ts';
import type { TaxBasis, TaxRule } from '../../core/money/tax.ts';
import { positive } from '../../plan-folder/rates-csv.ts';
import type { Context } from '../context.ts';
import { fromHere } from '../folder-defaults.ts';
import { markInput } from '../inputs.ts';
import { readBytes } from '../read-roster.ts';
import type { Reading } from '../reading-options.ts';
import { type MetricTerm, metricTerms } from './metric-terms.ts';
import type { SourceBook } from './source-book.ts';

/** How the amounts of a table become those that count, and the columns that say so. */
export interface SettlingRequest {
  readonly tax: TaxRule | undefined;
  readonly currency: Settling['currency'];
  readonly columns: Readonly<Partial<Record<SettledKey, string>>>;
}

interface SettlingSite {
  readonly book: SourceBook | undefined;
  readonly rates: RateKind;
  /** Where units have money of their own. */
  readonly local?: LocalMoney | undefined;
  readonly context: Context;
}

/** The money of a plan's units, where the amounts are to be in it. */
export interface LocalMoney extends LocalRule {
  readonly home: string;
}

const COLUMN = 'column:';

/** What a table's tax basis, credit shares and currency ask for; undefined where amounts count as they are. */
export async function settlingOf(term: MetricTerm, { book, ...site }: SettlingSite): Promise<SettlingRequest | undefined> {
  const { definition, source } = term;
  const tax = book && taxRule(term, book);
  const share = definition?.share;
  const currency = isMoney(term) ? await currencyRule(source?.settings.currency, { book, ...site }) : undefined;
  if (tax === undefined && share === undefined && currency === undefined) return undefined;
  const rateColumn = tax && source?.settings.tax_rate;
  const currencyColumn =
    currency && source?.settings.currency?.startsWith(COLUMN) && source.settings.currency.slice(COLUMN.length);
  return {
    tax,
    currency,
    columns: {
      ...(rateColumn && { tax_rate: rateColumn }),
      ...(share !== undefined && { share }),
      ...(currencyColumn && { currency: currencyColumn }),
    },
  };
}

function isMoney({ definition }: MetricTerm): boolean {
  return definition?.money !== false && definition?.count === undefined && definition?.days_since === undefined;
}

function taxRule(term: MetricTerm, { tax, decimals }: SourceBook): TaxRule | undefined {
  const from = term.definition?.tax ?? term.source?.settings.tax;
  if (!isMoney(term) || tax?.basis === undefined || from === undefined || from === tax.basis) return undefined;
  const rates = tax.rates.map(({ from: day, rate }) => ({
    from: day === undefined ? undefined : parseDay(day),
    rate: parseShare(rate) as Share,
  }));
  return { from, to: tax.basis, rates, rounding: tax.rounding, decimals };
}

async function currencyRule(
  written: string | undefined,
  { book, rates: kind, local, context }: SettlingSite,
): Promise<Settling['currency']> {
  const home = book?.currency ?? local?.home;
  const isHome = written === undefined || written === home;
  if (home === undefined || (isHome && local === undefined)) return undefined;
  const code = isHome ? home : written.startsWith(COLUMN) ? undefined : written;
  return { home, kind, code, local, rates: book ? await ratesOf(book, context) : [] };
}

type RateTable = Pick<SourceBook, 'rates' | 'dir' | 'decimals'>;

/** All rates that the settings say. */
export async function ratesOf(table: RateTable, context: Context): Promise<readonly CurrencyRate[]> {
  return [...constantRates(table), ...(await ratesOfFile(table, context))];
}

function constantRates({ rates }: RateTable): CurrencyRate[] {
  return RATE_KINDS.flatMap((kind) =>
    Object.entries(rates?.[kind] ?? {}).flatMap(([currency, text]): CurrencyRate[] => {
      const rate = positive(text);
      return rate ? [{ currency, kind, span: undefined, rate }] : [];
    }),
  );
}

async function ratesOfFile({ rates, dir, decimals }: RateTable, context: Context): Promise<readonly CurrencyRate[]> {
  if (rates?.file === undefined) return [];
  const file = fromHere(context.cwd, resolve(context.cwd, dir, rates.file));
  const { readRatesCsv } = await import('../../plan-folder/rates-csv.ts');
  const read = readRatesCsv({ content: readBytes(file), file }, { decimals, fiscal: { startMonth: 1, name: 'end' } });
  markInput(file, context);
  refuseErrors(read.findings);
  if (read.rates.length === 0) throw refuse('money.empty-rates', { file });
  return read.rates;
}

/** Whether some of a metric's tables are in another currency than plans, or in several. */
export function hasForeignMoney({ metric = 'amount', reading: { book, source } }: MetricReading): boolean {
  if (book?.currency === undefined) return false;
  const isForeign = (term: MetricTerm) => {
    const currency = term.source?.settings.currency;
    return currency !== undefined && currency !== book.currency && isMoney(term);
  };
  return metricTerms(metric, book, source).some(isForeign);
}

/** Whether a metric's values are money: not counts, days or quantities. */
export function isMoneyMetric(metric: string, { book, source }: Pick<Reading, 'book' | 'source'>): boolean {
  return book === undefined || metricTerms(metric, book, source).every(isMoney);
}

/** A warning where the settings do not say what money a metric's rows are in: of a plan in several currencies they count as home money. */
export function assumedMoney(metric: string, { book, source }: Pick<Reading, 'book' | 'source'>, home: string): Finding[] {
  const says = (term: MetricTerm) => term.source?.settings.currency !== undefined;
  return metricTerms(metric, book, source).every(says) ? [] : [finding('warning', 'money.assumed-rows', { metric, home })];
}

interface MetricReading {
  readonly metric?: string | undefined;
  readonly reading: Pick<Reading, 'book' | 'source'>;
}

/** What money amounts are. */
export interface Money {
  readonly tax?: TaxBasis;
  readonly currency?: string;
}

/** The tax basis and the currency of a metric's amounts, for titles; nothing where the settings say nothing of them. */
export function moneyOf(metric: string, { book, source }: Pick<Reading, 'book' | 'source'>): Money {
  if (book === undefined || !metricTerms(metric, book, source).every((term) => term.source !== undefined && isMoney(term)))
    return {};
  return { ...(book.tax?.basis && { tax: book.tax.basis }), ...(book.currency && { currency: book.currency }) };
}
