import { type Day, formatDay } from '../../core/calendar/day.ts';
import { cutLevels } from '../../core/cut-levels.ts';
import { refuse } from '../../core/finding.ts';
import { mergeTotals } from '../../core/merge-totals.ts';
import { measuredParts, spanFindings } from '../../core/metrics/measured-parts.ts';
import { measuredSpans } from '../../core/metrics/ratio-axes.ts';
import type { RatioRequest, RatioTotals } from '../../core/metrics/ratio-request.ts';
import { throughDay } from '../../core/through-day.ts';
import type { Totals } from '../../core/totals.ts';
import { type Context, report } from '../context.ts';
import type { FactsFile } from '../facts-request.ts';
import type { Reading } from '../reading-options.ts';
import { measureMetric } from './measure-metric.ts';
import type { Measuring, NamedSpan } from './measure-request.ts';
import { isSurvey } from './only-measured.ts';

export interface RatioHistory extends Pick<RatioRequest, 'basis' | 'period' | 'grains' | 'fiscal'> {
  readonly metric: string;
  readonly files: readonly string[];
  readonly reading: Reading;
  /** Those of the plan, and the customer where an event needs it. */
  readonly levels: readonly string[];
  readonly fiscalYear: Measuring['question']['fiscal'];
  readonly asOf: Day | undefined;
  readonly byDay: boolean;
}

export interface ReadRatio {
  readonly totals: RatioTotals;
  readonly files: readonly FactsFile[];
}

/**
 * A ratio's history as the plan's leaf periods need it: first the tables are read, which says how far they go, then their rows are
 * measured in the spans of the basis. Says what reading has to say; refuses units that do not make the whole.
 */
export async function readRatioHistory(asked: RatioHistory, context: Context): Promise<ReadRatio> {
  const { metric, period, asOf, reading } = asked;
  const first = measuringOf(asked, [period], context);
  await measureMetric(metric, first);
  const rows = knownRows(first, asked);
  const wanted = measuredSpans(asked, rows);
  if (wanted === undefined) throw new Error(`a basis that reads no days for ${metric}`);
  const known = asOf ?? Number.POSITIVE_INFINITY;
  const spans = wanted.spans.filter(({ span }) => span.start <= known);
  const named = [...spans.map(({ span }) => span), wanted.window].map(({ start, end }): NamedSpan => {
    const last = Math.min(end, Math.max(known, start));
    return { start, end: last, label: `${formatDay(start)}..${formatDay(last)}` };
  });
  const measured = await measureMetric(metric, { ...first, question: { ...first.question, spans: named } });
  const history = { metric, measured, spans, rows };
  await report(context, [...measured.findings, ...spanFindings(history, wanted.window)]);
  const files = new Map(first.parts.flatMap((part) => part.files.map((file) => [file.name, file])));
  const definition = reading.book?.metrics[metric];
  const least = definition && isSurvey(definition) ? (definition.min_answers ?? 1) : undefined;
  return { totals: { ...measuredParts(history), ...(least !== undefined && { least }) }, files: [...files.values()] };
}

function measuringOf(asked: RatioHistory, spans: readonly NamedSpan[], context: Context): Measuring {
  const { files, reading, levels, fiscalYear, asOf, byDay } = asked;
  const question = {
    ...{ files, reading, levels, spans, fiscal: fiscalYear, asOf: asOf ?? context.today, events: [], all: levels, byDay },
    ...{ lookBack: undefined, credit: 'share' as const, kind: 'ratio' as const, identify: true },
  };
  return { question, context, parts: [], ahead: new Set(), known: new Map() };
}

/** The rows of every part by the plan's units, up to the last day of what has happened: dues that lie ahead are no history yet. */
function knownRows({ parts, ahead }: Measuring, { metric, levels, asOf }: RatioHistory): Totals {
  const deep = parts.filter(({ totals }) => levels.every((level, depth) => totals.levels[depth] === level));
  const cut = deep.map((part) => ({ ...part, totals: cutLevels(part.totals, levels.length) }));
  const isByMonth = cut.every(({ totals }) => totals.grain === 'month');
  const merged = mergeTotals(cut.map(({ totals }) => ({ ...totals, grain: isByMonth ? ('month' as const) : ('day' as const) })));
  const past = cut.filter((part) => !ahead.has(part.metric)).flatMap(({ totals }) => totals.last ?? []);
  if (past.length === 0) throw refuse('basis.no-rows', { ...merged.account, metric });
  return throughDay(merged, Math.min(Math.max(...past), asOf ?? Number.POSITIVE_INFINITY));
}
