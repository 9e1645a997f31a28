import { parseDecimal } from '../../core/amount.ts';
import { formatDay } from '../../core/calendar/day.ts';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { type CountedFromOrders, countedNumbers } from '../../core/measures/counted-numbers.ts';
import { daysSince } from '../../core/measures/days-since.ts';
import { marketRows, marketShare } from '../../core/measures/market-share.ts';
import { type Measured, plainNumbers, quotient } from '../../core/measures/measured.ts';
import { type NodeNumbers, spanSums } from '../../core/measures/node-numbers.ts';
import { latestSnapshot } from '../../core/measures/point-in-time.ts';
import { rowCounts } from '../../core/measures/row-counts.ts';
import { levelNumbers } from '../../core/measures/stock-numbers.ts';
import { satisfaction } from '../../core/measures/survey.ts';
import { lookBackFindings } from '../../core/metrics/customers.ts';
import type { Totals } from '../../core/totals.ts';
import type { CustomersResult } from '../../facts/facts-source.ts';
import { isOfMarket } from '../../plan-folder/own-market.ts';
import type { RatioPart } from '../choose-columns.ts';
import { metricTerms } from '../sources/metric-terms.ts';
import type { MetricSettings } from '../sources/source-book.ts';
import { taxBasisFindings } from '../sources/tax-findings.ts';
import { LOOK_BACK } from './counted-totals.ts';
import { type DayForm, withDays } from './day-cell.ts';
import { leftOut } from './left-out.ts';
import { measureCollection } from './measure-collection.ts';
import { measureCover, type Numbers } from './measure-cover.ts';
import { definitionOf, type MeasureQuestion, type Measuring, partRequest } from './measure-request.ts';
import { isCollection, isSurvey } from './only-measured.ts';
import { readFlow, readPart } from './read-part.ts';

type Way = (metric: string, definition: MetricSettings | undefined, measuring: Measuring) => Promise<Measured>;

/** The value of a metric at every unit node in each span of the question, by what the settings say it is made of. */
export async function measureMetric(metric: string, measuring: Measuring): Promise<Measured> {
  const definition = definitionOf(metric, measuring.question);
  const kind = definition?.kind ?? measuring.question.kind ?? 'flow';
  if (definition && isCollection(definition)) return measureCollection(metric, definition, measuring);
  if (definition?.gap_of !== undefined) return measureCover(metric, definition, { measuring, numbersOf });
  if (definition && isSurvey(definition)) return measureSurvey(metric, definition, measuring);
  if (kind === 'ratio') return measureRatio(metric, definition, measuring);
  const { numbers, scale, findings } = await numbersOf(metric, measuring);
  return { ...plainNumbers(numbers, scale), findings };
}

/** Answers with their score as a level, so that those of one score can be counted. */
const measureSurvey: Way = async (metric, definition, measuring) => {
  const { top_box: topBox, min_answers: minAnswers = 1, amount } = definition as MetricSettings;
  const least = topBox === undefined ? undefined : parseDecimal(topBox);
  if (topBox !== undefined && (least === undefined || least.scale > SURVEY_DECIMALS))
    throw refuse('measures.bad-top-box', { metric, value: topBox });
  const { totals } = await readPart(keyedRequest(metric, measuring, { key: 'score', column: amount }), measuring);
  return satisfaction(totals, { topBox: least, minAnswers, spans: measuring.question.spans });
};

const SURVEY_DECIMALS = 6;

/** A request with one more level, whose column may have another name. */
function keyedRequest(metric: string, measuring: Measuring, { key, column }: { key: string; column: string | undefined }) {
  const levels = [...measuring.question.levels, key];
  return partRequest(metric, measuring, { levels, ...(column !== undefined && { columns: { [key]: column } }) });
}

const measureRatio: Way = async (metric, definition, measuring) => {
  const below = definition?.denominator === undefined ? undefined : definitionOf(definition.denominator, measuring.question);
  if (below?.period !== undefined) return measureShare(metric, definition as MetricSettings, measuring);
  const above = await numbersOfPart(metric, { kind: 'numerator', name: definition?.numerator }, measuring);
  const under = await numbersOfPart(metric, { kind: 'denominator', name: definition?.denominator }, measuring);
  const findings = [...above.findings, ...under.findings, ...taxOfParts(definition, measuring)];
  return { ...quotient(above.numbers, atScale(under, above.scale), above.scale), findings };
};

function atScale({ numbers, scale }: Numbers, wanted: number): NodeNumbers {
  if (scale !== wanted) throw new Error(`parts of a ratio at scales ${wanted} and ${scale}`);
  return numbers;
}

/** Sums of money of two tables that are as far apart as with and without tax. */
function taxOfParts(definition: MetricSettings | undefined, { parts, question: { reading } }: Measuring): Finding[] {
  const { numerator, denominator } = definition ?? {};
  const totalsOf = (name: string | undefined) => {
    const settings = name === undefined ? undefined : reading.book?.metrics[name];
    const isMoney = settings?.kind === 'flow' && settings.count === undefined && settings.money;
    return isMoney ? parts.find(({ metric }) => metric === name)?.totals : undefined;
  };
  const [above, under] = [totalsOf(numerator), totalsOf(denominator)];
  if (above === undefined || under === undefined || sharesTable(numerator, denominator, reading)) return [];
  return taxBasisFindings({ numerator: above, denominator: under }, { numerator, denominator, reading });
}

function sharesTable(one = '', other = '', { book, source }: MeasureQuestion['reading']): boolean {
  const tables = (metric: string) => metricTerms(metric, book, source).map((term) => term.source?.name);
  return tables(one).some((table) => tables(other).includes(table));
}

/** A part by its own definition; else by its column in the metric's table. */
async function numbersOfPart(metric: string, part: RatioPart, measuring: Measuring): Promise<Numbers> {
  if (part.name !== undefined && definitionOf(part.name, measuring.question) !== undefined) {
    const { kind } = definitionOf(part.name, measuring.question) as MetricSettings;
    if (kind === 'ratio' || kind === 'score') throw refuse('measures.ratio-of-ratio', { metric, part: part.name, kind });
    return numbersOf(part.name, measuring);
  }
  return flowNumbers(await readFlow({ ...partRequest(metric, measuring), part }, measuring), measuring);
}

function flowNumbers(totals: Totals, { question }: Measuring): Numbers {
  return { numbers: spanSums(totals, question.spans), scale: totals.scale, findings: [] };
}

/** The numbers of a metric that is no ratio. */
async function numbersOf(metric: string, measuring: Measuring): Promise<Numbers> {
  const definition = definitionOf(metric, measuring.question);
  if (definition?.period !== undefined) throw refuse('measures.by-period-alone', { metric });
  if (definition?.snapshot !== undefined) return openNumbers(metric, definition, measuring);
  if (definition?.count !== undefined && definition.count !== 'rows')
    return orderNumbers(metric, { ...definition, count: definition.count }, measuring);
  const request = partRequest(metric, measuring);
  if (definition?.days_since !== undefined) {
    const asked = keyedRequest(metric, measuring, { key: 'days_since', column: definition.days_since });
    return flowNumbers(
      daysSince(withDays((await readPart({ ...asked, grain: 'day' }, measuring)).totals, dayForm(metric, measuring))),
      measuring,
    );
  }
  const kind = definition?.kind ?? measuring.question.kind;
  if (kind === 'stock') {
    const levels = await readFlow({ ...request, grain: 'day' }, measuring);
    return { numbers: levelNumbers(levels, measuring.question.spans, definition?.closing), scale: levels.scale, findings: [] };
  }
  const totals = await readFlow(request, measuring);
  return flowNumbers(definition?.count === 'rows' ? rowCounts(totals) : totals, measuring);
}

/** How the dates of a metric's table are written, where its source or a flag says it. */
function dayForm(metric: string, { question }: Measuring): DayForm {
  const { book, dateFormat, said } = question.reading;
  const source = book?.metrics[metric]?.source?.[0] ?? book?.only;
  return said.options.dateFormat ?? (source === undefined ? dateFormat : book?.sources[source]?.date_format);
}

/** Rows of the last snapshot until the day that is asked for, by their own dates. */
async function openNumbers(metric: string, definition: MetricSettings, measuring: Measuring): Promise<Numbers> {
  const { asOf, spans } = measuring.question;
  const request = keyedRequest(metric, measuring, { key: 'snapshot', column: definition.snapshot });
  const { totals } = await readPart(request, measuring);
  const found = latestSnapshot(withDays(totals, dayForm(metric, measuring)), asOf);
  if (found === undefined) throw refuse('measures.no-snapshot', { metric, day: formatDay(asOf) });
  const rows = definition.count === 'rows' ? rowCounts(found.totals) : found.totals;
  const findings = [finding('note', 'measures.snapshot', { metric, day: formatDay(found.day) })];
  return { numbers: spanSums(rows, spans), scale: rows.scale, findings };
}

type CountedDefinition = MetricSettings & { readonly count: CountedFromOrders };

async function orderNumbers(metric: string, { count, look_back }: CountedDefinition, measuring: Measuring): Promise<Numbers> {
  const { spans, credit, lookBack: said } = measuring.question;
  const lookBack = said ?? look_back ?? LOOK_BACK;
  const periods = spans.map(({ start, end }) => ({ start, end }));
  const request = { ...partRequest(metric, measuring), customers: { periods, lookBack, credit } };
  const { totals, customers } = await readPart(request, measuring);
  const result = customers as CustomersResult;
  const isArrival = count === 'new-customers' || count === 'reactivated';
  const first = Math.min(...spans.map(({ start }) => start));
  const short = isArrival ? lookBackFindings(totals.first, first, lookBack) : [];
  const told = isArrival ? [finding('note', 'measures.look-back', { metric, months: lookBack, credit })] : [];
  const numbers = countedNumbers(result.counts, count, totals);
  return { numbers, scale: totals.scale, findings: [...told, ...short, ...leftOut(result)] };
}

/** Sales over a market table, whose rows name a period and a unit of some of the outermost levels. */
async function measureShare(
  metric: string,
  { numerator, denominator = '' }: MetricSettings,
  measuring: Measuring,
): Promise<Measured> {
  const { question } = measuring;
  const below = definitionOf(denominator, question) as MetricSettings;
  const levels = marketLevels(denominator, below, question);
  const deepest = levels.length > question.levels.length ? levels : question.levels;
  const above = await numbersOfPart(
    metric,
    { kind: 'numerator', name: numerator },
    { ...measuring, question: { ...question, levels: deepest } },
  );
  const columns = { market_period: below.period as string };
  const asked = partRequest(denominator, measuring, {
    levels: [...levels, 'market_period'],
    columns,
    period: below.period as string,
  });
  measuring.ahead.add(denominator);
  const { totals } = await readPart(asked, measuring);
  const market = marketRows(totals, question.fiscal);
  const share = marketShare({
    ...{ own: above.numbers, market, depth: levels.length },
    ...{ spans: question.spans, scale: totals.scale },
  });
  return { ...share, findings: [...above.findings, ...share.findings] };
}

/** The levels of a market table, which those that are asked for must continue or be the beginning of. */
function marketLevels(denominator: string, below: MetricSettings, question: MeasureQuestion): readonly string[] {
  const { levels } = below;
  const own = levels.length > 0 || isOfMarket(below) ? levels : question.levels.length > 0 ? question.levels : question.all;
  const both = Math.min(own.length, question.levels.length);
  if (own.slice(0, both).every((level, depth) => level === question.levels[depth])) return own;
  throw refuse('measures.market-levels', {
    ...{ metric: denominator, levels: own.join(', '), asked: question.levels.join(', ') },
  });
}
