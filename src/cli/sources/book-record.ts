import { relative, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isFormula, parseFormula } from '../../core/metrics/formula.ts';
import { withoutUser } from '../../facts/remote/address.ts';
import type { ReadFromRecord } from '../../plan-folder/plan-meta.ts';
import { fromHere } from '../folder-defaults.ts';
import type { Reading } from '../reading-options.ts';
import type { RecordPlace } from '../recorded-flags.ts';
import { type MetricTerm, metricTerms } from './metric-terms.ts';
import type { MetricSettings, SourceBook, SourceSettings } from './source-book.ts';

/**
 * What the settings say of a metric's tables, as a plan's record keeps it; files relative to the record's folder. Undefined where
 * they say no more than the flags do.
 */
export function bookRecord(metric: string, { book, source, given }: Reading, place: RecordPlace): ReadFromRecord | undefined {
  if (book === undefined) return undefined;
  const names = metricsBehind(metric, book);
  const terms = names.flatMap((name) => metricTerms(name, book, source));
  if (!terms.some(saysMore)) return undefined;
  const sources = new Map(terms.flatMap((term) => (term.source ? [[term.source.name, term.source.settings] as const] : [])));
  const inRecord = (file: string) =>
    file.includes('://') ? file : relative(place.dir, resolve(place.cwd, book.dir, file)).replaceAll('\\', '/');
  const { tax, rates, currency, decimals, only } = book;
  return {
    sources: Object.fromEntries([...sources].map(([name, own]) => [name, withPlaces(own, inRecord)])),
    metrics: Object.fromEntries(names.flatMap((name) => (book.metrics[name] ? [[name, book.metrics[name]]] : []))),
    ...(tax && { tax }),
    ...(rates && { rates: rates.file === undefined ? rates : { ...rates, file: inRecord(rates.file) } }),
    ...(currency !== undefined && { currency }),
    ...(only !== undefined && { only }),
    decimals,
    given: Object.fromEntries(Object.entries(given).map(([flag, texts]) => [flag, [...texts]])),
  };
}

/** A source whose files, and whose file of credentials, are named from elsewhere; its address without a user. */
function withPlaces(source: SourceSettings, place: (file: string) => string): SourceSettings {
  const { files, address, credentials } = source;
  return {
    ...source,
    files: files.map(place),
    ...(address !== undefined && { address: withoutUser(address) }),
    ...(credentials !== undefined && { credentials: place(credentials) }),
  };
}

/** The book that a plan was made by; its files as they are named from the record's folder. */
export function bookOfRecord(record: ReadFromRecord, { dir, cwd }: RecordPlace): SourceBook {
  const { sources, metrics, tax, rates, currency, decimals, only, given } = record;
  return { dir: fromHere(cwd, dir) || '.', sources, metrics, tax, rates, currency, decimals, only, given };
}

/** Sources and metrics, as `salesplan.yaml: sources.orders`, that the settings have otherwise than a plan's record, or no longer. */
export function changedDefinitions(
  record: ReadFromRecord | undefined,
  book: SourceBook | undefined,
  place: RecordPlace,
): string[] {
  if (record === undefined || book === undefined) return [];
  const here = (source: SourceSettings) => withPlaces(source, (file) => resolve(place.cwd, book.dir, file));
  const then = bookOfRecord(record, place);
  const atRecord = (source: SourceSettings) => withPlaces(source, (file) => resolve(place.dir, file));
  const sources = Object.entries(then.sources).filter(([name, source]) => {
    const now = book.sources[name];
    return now === undefined || !isDeepStrictEqual(here(now), atRecord(source));
  });
  const metrics = Object.entries(then.metrics).filter(([name, metric]) => !isDeepStrictEqual(book.metrics[name], metric));
  return [
    ...sources.map(([name]) => `salesplan.yaml: sources.${name}`),
    ...metrics.map(([name]) => `salesplan.yaml: metrics.${name}`),
    ...(isDeepStrictEqual(book.tax, then.tax) ? [] : ['salesplan.yaml: tax']),
    ...(isDeepStrictEqual(book.rates?.plan, then.rates?.plan) ? [] : ['salesplan.yaml: rates']),
  ];
}

/** Metrics of which only the kind and the parts are known. */
export function withoutTables(metrics: SourceBook['metrics']): Record<string, MetricSettings> {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, metric]) => {
      const { source: _, amount, date, share, formula, count, ...kind } = metric;
      return [name, { ...kind, where: [] }];
    }),
  );
}

function saysMore({ source, definition }: MetricTerm): boolean {
  if (source !== undefined) return true;
  const { amount, date, where = [], share, count } = definition ?? {};
  return [amount, date, share, count].some((said) => said !== undefined) || where.length > 0;
}

/** The metric and all that it is made of: of a ratio its parts, of a formula its terms. */
function metricsBehind(metric: string, book: SourceBook, above: readonly string[] = []): string[] {
  if (above.includes(metric)) return [];
  const { formula, numerator, denominator } = book.metrics[metric] ?? {};
  const parsed = formula === undefined ? [] : parseFormula(formula);
  const named = [numerator, denominator, ...(isFormula(parsed) ? parsed.map((term) => term.metric) : [])];
  const behind = named.flatMap((name) => (name === undefined ? [] : metricsBehind(name, book, [...above, metric])));
  return [...new Set([metric, ...behind])];
}
