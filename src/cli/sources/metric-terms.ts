import { refuse } from '../../core/finding.ts';
import { expandFormula, type Formula, isFormula, parseFormula } from '../../core/metrics/formula.ts';
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
  const { numerator, denominator, gap_of: gapOf } = book.metrics[metric] ?? {};
  const parts = [numerator, denominator].flatMap((part) => (part !== undefined && hasOwnReading(part, book) ? [part] : []));
  const read = parts.length === (gapOf === undefined ? 2 : 1) ? parts : [metric, ...parts];
  return read.every((name) => metricTerms(name, book, chosen).every(({ source }) => source !== undefined));
}

/** Refuses facts that nobody named: neither files by a flag or the settings, nor a source of the metric. */
export function refuseNoFacts(flag: 'history' | 'actual', metric: string, choice: BookChoice & FilesChoice): void {
  if (choice.files.length === 0 && !hasOwnTables(metric, choice)) throw refuse('cli.missing-flag', { flag: `--${flag}` });
}

interface BookChoice {
  readonly book: SourceBook | undefined;
  /** A source that a person named. */
  readonly source?: string | undefined;
}

interface FilesChoice {
  readonly files: readonly string[];
}

/** Whether the settings say by themselves where a metric's rows are: in a source, or through a formula. */
export function hasOwnReading(metric: string, book: SourceBook | undefined): boolean {
  const definition = book?.metrics[metric];
  return definition?.source !== undefined || definition?.formula !== undefined || definition?.count !== undefined;
}
