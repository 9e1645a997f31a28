import { resolve } from 'node:path';
import { refuse } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import { parseCondition } from '../../facts/conditions.ts';
import type { Condition } from '../../facts/facts-source.ts';
import type { ReadingOptions } from '../../facts/files/reading-options.ts';
import { renameFile } from '../addresses.ts';
import type { Context } from '../context.ts';
import type { FactsRequest } from '../facts-request.ts';
import { fromHere } from '../folder-defaults.ts';
import { mapKey } from '../parse-flags.ts';
import type { Reading } from '../reading-options.ts';
import { hasOwnReading, type MetricTerm, metricTerms } from './metric-terms.ts';
import { settlingOf } from './settling.ts';
import type { MetricSettings, SourceSettings } from './source-book.ts';

/** The tables that a request comes to: those of its metric, or of the part of a ratio that it asks for. */
export function termsOf({ metric, part, reading }: Pick<FactsRequest, 'metric' | 'part' | 'reading'>): readonly MetricTerm[] {
  const { book, source } = reading;
  if (part?.name !== undefined && hasOwnReading(part.name, book)) return metricTerms(part.name, book, source);
  return metricTerms(metric ?? 'amount', book, source);
}

/** A request for one of the tables: its files, columns, conditions and way of reading by the settings, below what a person said. */
export async function termRequest(
  term: MetricTerm,
  request: FactsRequest,
  { context, among }: { readonly context: Context; readonly among: readonly MetricTerm[] },
): Promise<FactsRequest> {
  const isAmount = term.definition?.count !== 'rows' && term.definition?.days_since === undefined;
  const site = { book: request.reading.book, rates: request.rates ?? 'plan', local: request.local, context } as const;
  const settling = isAmount ? await settlingOf(term, site) : undefined;
  const { reading, part } = request;
  const others = among.map(({ metric }) => metric).filter((metric) => metric !== term.metric);
  refuseOneAmount(reading, others);
  const own: FactsRequest = {
    ...request,
    ...(settling && { settling }),
    metric: request.metric === undefined ? undefined : term.metric,
    part: request.metric === undefined || request.metric === term.metric ? part : undefined,
    counted: term.definition?.count && { count: term.definition.count, lookBack: term.definition.look_back },
  };
  const asked = reading.asked.filter((key) => !others.includes(key));
  if (term.source === undefined) return { ...own, reading: { ...ofMetric(reading, term), asked } };
  const { name, settings } = term.source;
  const typed = request.files.length > 0 && request.files.every((file) => reading.said.files.includes(file)) ? request.files : [];
  const files = typed.length > 0 ? typed : tablesOf(settings, reading, context);
  if (files.length === 0) throw refuse('sources.no-files', { source: name });
  refuseWhichSource(typed, among);
  const ofName = typed.length > 0 ? {} : { ofSource: name };
  return { ...own, ...ofName, files, reading: { ...ofMetric(ofSource(reading, settings), term), asked } };
}

/** One typed column of amounts cannot be that of every metric of a formula. */
function refuseOneAmount({ said }: Reading, others: readonly string[]): void {
  const [other] = others;
  if (other !== undefined && said.map['amount'] !== undefined) throw refuse('sources.amount-of-formula', { metric: other });
}

function refuseWhichSource(typed: readonly string[], among: readonly MetricTerm[]): void {
  const names = [...new Set(among.map(({ source }) => source?.name ?? '-'))];
  if (typed.length > 0 && names.length > 1)
    throw refuse('sources.which-source', { files: typed.join(', '), sources: names.join(', ') });
}

function tablesOf({ files, address, query }: SourceSettings, { book }: Reading, { cwd }: Context): readonly string[] {
  if (address !== undefined) return [query === undefined ? address : withQuery(address, query)];
  return files.map((file) => renameFile(file, (name) => fromHere(cwd, resolve(cwd, book?.dir ?? '.', name))));
}

function withQuery(address: string, query: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}query=${encodeURIComponent(query)}`;
}

/** How a source is read. */
function ofSource(reading: Reading, settings: SourceSettings): Reading {
  const { said } = reading;
  return {
    ...reading,
    ...NOTHING_SAID,
    ...optionsOf(settings, reading),
    ...said.options,
    preset: reading.preset ?? settings.preset,
    map: { ...normalMap(settings.columns), ...said.map },
    where: said.where ?? conditions(settings.where),
  };
}

const NOTHING_SAID: ReadingOptions = {
  encoding: undefined,
  delimiter: undefined,
  headerRow: undefined,
  headerRows: undefined,
  fillDown: [],
  table: undefined,
  sheet: undefined,
  range: undefined,
  dateFormat: undefined,
};

function optionsOf(settings: SourceSettings, { book }: Reading): ReadingOptions {
  const { encoding, delimiter, header_row, header_rows, fill_down, table, sheet, range, date_format, credentials } = settings;
  return {
    ...{ encoding, delimiter, headerRow: header_row, headerRows: header_rows },
    ...{ fillDown: fill_down, table, sheet, range, dateFormat: date_format },
    ...(credentials !== undefined && { credentials: resolve(book?.dir ?? '.', credentials) }),
  };
}

/** The metric's own columns and conditions: those of a source go below them, what a person said above. */
function ofMetric(reading: Reading, { metric, definition, source }: MetricTerm): Reading {
  const { said, map, where } = reading;
  const known = source === undefined ? undefined : (map[metric] ?? map['amount']);
  const amount = said.map[metric] ?? said.map['amount'] ?? definition?.amount ?? known;
  const date = said.map['date'] ?? definition?.date;
  return {
    ...reading,
    map: {
      ...map,
      ...(amount !== undefined && { amount: normalName(amount) }),
      ...(date !== undefined && { date: normalName(date) }),
    },
    where: [...where, ...conditions(definition?.where ?? [])],
  };
}

function normalMap(columns: SourceSettings['columns']): Record<string, string> {
  return Object.fromEntries(Object.entries(columns).map(([key, column]) => [mapKey(key), normalName(column)]));
}

function conditions(texts: MetricSettings['where']): Condition[] {
  return texts.map((text) => {
    const condition = parseCondition(text);
    if (!condition) throw refuse('sources.bad-condition', { condition: text });
    return condition;
  });
}

/** Which table a term reads, conditions included: two terms of the same have the same rows. */
export function tableId({ source }: MetricTerm, { files, reading }: FactsRequest): string {
  return JSON.stringify([source?.name ?? '', files, reading.where]);
}
