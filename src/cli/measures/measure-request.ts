import type { Day } from '../../core/calendar/day.ts';
import { type FiscalYear, isMonthAligned, type Span } from '../../core/calendar/period.ts';
import type { Credit } from '../../core/metrics/customers.ts';
import type { MetricKind } from '../../core/metrics/metric.ts';
import type { StatedEvent } from '../../core/reorganisation/stated-event.ts';
import type { Totals } from '../../core/totals.ts';
import type { Context } from '../context.ts';
import type { Facts, FactsRequest } from '../read-facts.ts';
import type { ReadPlan } from '../read-plan.ts';
import type { Reading } from '../reading-options.ts';
import type { MetricSettings, SourceBook } from '../sources/source-book.ts';

/** A span of days with the name of its period. */
export type NamedSpan = Span & { readonly label: string };

/** What a metric is asked for: its value at every unit node in each span. */
export interface MeasureQuestion {
  readonly files: readonly string[];
  readonly reading: Reading;
  readonly levels: readonly string[];
  readonly spans: readonly NamedSpan[];
  readonly fiscal: FiscalYear;
  /** What a person said; else the metric's own look-back, else 24 months. */
  readonly lookBack: number | undefined;
  readonly credit: Credit;
  /** The day up to which a table of snapshots is read. */
  readonly asOf: Day;
  /** Under which rows are put where they only add up; none to read units as they were. */
  readonly events: readonly StatedEvent[];
  /** Every level that the data is known to have. */
  readonly all: readonly string[];
  /** Kind that a person said, for a metric that the settings do not know. */
  readonly kind: MetricKind | undefined;
  /** Whether rows are read by days even where the spans are months. */
  readonly byDay?: boolean;
  /** Whether files are to be identified for a record. */
  readonly identify?: boolean;
}

/** A table that was read for a part of a metric. */
export interface ReadPart {
  readonly metric: string;
  readonly totals: Totals;
  readonly files: Facts['files'];
  /** Whether its rows were put under the units that events leave. */
  readonly isMoved: boolean;
}

/** A measure on its way: the question, what was read so far, and how to read more. */
export interface Measuring {
  readonly question: MeasureQuestion;
  readonly context: Context;
  readonly parts: ReadPart[];
  /** Parts whose days lie ahead, such as dues: they do not say how far the data goes. */
  readonly ahead: Set<string>;
  /** What was read once and is asked for again, by what it is. */
  readonly known: Map<string, Promise<Facts>>;
  /** The plan of a target, for what is measured against what it has to go. */
  readonly planOf?: ((target: string) => Promise<ReadPlan>) | undefined;
}

/** What the settings say of a metric; nothing of one that they do not name. */
export function definitionOf(metric: string, { reading }: MeasureQuestion): MetricSettings | undefined {
  return reading.book?.metrics[metric];
}

interface PartForm {
  readonly levels?: readonly string[];
  readonly definition?: MetricSettings;
  /** Columns by key, for keys that no settings of a table know. */
  readonly columns?: Readonly<Record<string, string>>;
  /** A column of periods, which stands for the dates of a table where nothing says which column has them. */
  readonly period?: string;
}

/** A request of the question's files under some levels, with other settings for the metric where they are given. */
export function partRequest(metric: string, { question }: Measuring, form: PartForm = {}): FactsRequest {
  const { files, reading, spans, byDay = false, identify = false } = question;
  const { levels = question.levels } = form;
  const date = saysDate(metric, question) ? undefined : form.period;
  const columns = { ...form.columns, ...(date !== undefined && { date }) };
  const book = reading.book && changedBook(reading.book, metric, { ...form, columns });
  const grain = !byDay && spans.every(isMonthAligned) ? 'month' : 'day';
  const own = { ...reading, map: { ...reading.map, ...columns }, book, ...(date !== undefined && { periods: true }) };
  return { files, levels, metric, reading: own, grain, isMeasured: true, identify };
}

/** Whether a person or the settings say which column of a metric's table has the dates. */
function saysDate(metric: string, { reading: { book, said, preset } }: MeasureQuestion): boolean {
  const { date, source = book?.only === undefined ? [] : [book.only] } = book?.metrics[metric] ?? {};
  const tables = source.map((name) => book?.sources[name]);
  const isPreset = preset !== undefined || tables.some((table) => table?.preset !== undefined);
  return (
    isPreset || said.map['date'] !== undefined || date !== undefined || tables.some((table) => 'date' in (table?.columns ?? {}))
  );
}

function changedBook(
  book: SourceBook,
  metric: string,
  { definition = book.metrics[metric], columns = {} }: PartForm,
): SourceBook {
  if (definition === undefined) return book;
  const named = new Set(definition.source ?? (book.only === undefined ? [] : [book.only]));
  const sources = Object.entries(book.sources).map(([name, settings]) => {
    return [name, named.has(name) ? { ...settings, columns: { ...settings.columns, ...columns } } : settings] as const;
  });
  return { ...book, sources: Object.fromEntries(sources), metrics: { ...book.metrics, [metric]: definition } };
}
