import { type FindingValues, refuse } from '../../core/finding.ts';
import { expandFormula, type Formula, isFormula, parseFormula } from '../../core/metrics/formula.ts';
import { MARKET_SOURCE } from '../../plan-folder/own-market.ts';
import type { OptionReader } from '../option-reader.ts';
import type { MetricSettings, SourceBook, SourceSettings } from './source-book.ts';

/** One table of one metric: what is read from it is added `factor` times. */
export interface MetricTerm {
  readonly factor: bigint;
  readonly metric: string;
  /** What the settings say of the metric. */
  readonly definition: MetricSettings | undefined;
  /** The named source; undefined for the files of --history and --actual. */
  readonly source: NamedSource | undefined;
}

export interface NamedSource {
  readonly name: string;
  readonly settings: SourceSettings;
}

/**
 * The tables that a metric is made of: those of its sources, and of a formula those of every metric in it. `chosen` is a source
 * that a person named instead. A metric that no settings name is in the default table.
 */
export function metricTerms(metric: string, book: SourceBook | undefined, chosen?: string): readonly MetricTerm[] {
  const expanded = expandFormula(metric, (name) => formulaOf(name, book));
  if ('circle' in expanded) throw new Error(`a circle that the settings' checks let through: ${expanded.circle.join(', ')}`);
  return expanded.terms.flatMap(({ factor, metric: name }) => {
    const definition = book?.metrics[name];
    const own = definition?.source ?? (book?.only === undefined ? undefined : [book.only]);
    const names = chosen === undefined ? own : [chosen];
    const sources = names?.map((source) => namedSource(source, book)) ?? [undefined];
    return sources.map((source): MetricTerm => ({ factor, metric: name, definition, source }));
  });
}

function formulaOf(metric: string, book: SourceBook | undefined): Formula | undefined {
  const text = book?.metrics[metric]?.formula;
  if (text === undefined) return undefined;
  const parsed = parseFormula(text);
  if (!isFormula(parsed)) throw new Error(`a formula that the settings' checks let through: ${text}`);
  return parsed;
}

function namedSource(name: string, book: SourceBook | undefined): NamedSource {
  const settings = book?.sources[name];
  if (settings === undefined)
    throw refuse('sources.unknown-source', { source: name, sources: Object.keys(book?.sources ?? {}).join(', ') || '-' });
  return { name, settings };
}

/** Whether every table of a metric is named by the settings, so that no files need to be named beside them. */
export function hasOwnTables(metric: string, { book, source: chosen }: BookChoice): boolean {
  if (book === undefined) return false;
  return metricsRead(metric, book).every((name) => metricTerms(name, book, chosen).every(({ source }) => source !== undefined));
}

/** The metrics whose tables are read for one: itself, or the parts of a ratio that say by themselves where their rows are. */
export function metricsRead(metric: string, book: SourceBook | undefined): readonly string[] {
  const { numerator, denominator, gap_of: gapOf } = book?.metrics[metric] ?? {};
  const parts = [numerator, denominator].flatMap((part) => (part !== undefined && hasOwnReading(part, book) ? [part] : []));
  return parts.length === (gapOf === undefined ? 2 : 1) ? parts : [metric, ...parts];
}

/** Refuses facts that nobody named: neither files by a flag or the settings, nor a source of the metric. */
export function refuseNoFacts(flag: 'history' | 'actual', metric: string, choice: BookChoice & FilesChoice): void {
  if (choice.files.length > 0 || hasOwnTables(metric, choice)) return;
  const unknown = unknownMetric(metric, choice);
  throw unknown ? refuse(unknown.code, unknown.values) : refuse('cli.missing-flag', { flag: `--${flag}` });
}

/** Notes that facts of a metric are missing, or that no source has it. */
export function needFacts(reader: OptionReader, metric: string, { mayRead = true, ...choice }: NeededFacts): void {
  const isThere = choice.files.length > 0 || (mayRead && hasOwnTables(metric, choice));
  const unknown = isThere || !mayRead ? undefined : unknownMetric(metric, choice);
  if (unknown) reader.fail('metric', unknown.code, unknown.values);
  else reader.need('history', isThere);
}

/** Why no table is known for a metric of a folder with sources. */
function unknownMetric(
  metric: string,
  { book }: BookChoice,
): { readonly code: string; readonly values: FindingValues } | undefined {
  const { sources = {}, metrics = {} } = book ?? {};
  const known = Object.keys(metrics);
  const tables = Object.keys(sources).filter((name) => name !== MARKET_SOURCE);
  if (tables.length === 0) return undefined;
  const values = { metric, metrics: known.join(', ') || '-', sources: tables.join(', ') };
  return { code: known.includes(metric) ? 'sources.metric-without-source' : 'sources.no-such-metric', values };
}

interface BookChoice {
  readonly book: SourceBook | undefined;
  /** A source that a person named. */
  readonly source?: string | undefined;
}

interface FilesChoice {
  readonly files: readonly string[];
}

interface NeededFacts extends BookChoice, FilesChoice {
  /** Whether tables of the settings do. */
  readonly mayRead?: boolean;
}

/** Whether the settings say by themselves where a metric's rows are: in a source, or through a formula. */
export function hasOwnReading(metric: string, book: SourceBook | undefined): boolean {
  const definition = book?.metrics[metric];
  return definition?.source !== undefined || definition?.formula !== undefined || definition?.count !== undefined;
}
