import type { Trends } from '../../core/analysis/trend.ts';
import { finding } from '../../core/finding.ts';
import { describeHistory } from '../../core/history.ts';
import { METRIC_KINDS, type MetricKind } from '../../core/metrics/metric.ts';
import { pathFindings } from '../../core/organisation/name-findings.ts';
import { describeStock } from '../../core/stock-history.ts';
import type { Totals } from '../../core/totals.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { historySheet } from '../../report/history-sheet.ts';
import { alignHistory } from '../align-history.ts';
import { readAnalysis } from '../analysis/analysis-options.ts';
import { asOfDay } from '../as-of.ts';
import { readAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import { comparedByDates } from '../compare-aligned.ts';
import { type Context, report } from '../context.ts';
import { filesOfCustomers, readCustomerOptions, showCustomers } from '../customer-history.ts';
import { READING, SHOWING } from '../flags.ts';
import { showMeasure } from '../measures/measure-history.ts';
import { readMeasureOptions } from '../measures/measure-options.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isToTerminal, type Output, readOutput } from '../output.ts';
import { settingsMetric } from '../plan-metric.ts';
import { readAlignChoice, refuseIdle } from '../read-align.ts';
import { sayRows } from '../read-facts.ts';
import { competitorsOf } from '../read-market.ts';
import { readPlan } from '../read-plan.ts';
import { readReading } from '../reading-options.ts';
import { resolve } from '../resolve.ts';
import { shownDecimals } from '../shown-decimals.ts';
import { needFacts } from '../sources/metric-terms.ts';
import { moneyOf } from '../sources/settling.ts';
import { bookOf } from '../sources/source-book.ts';
import { attributedFacts, eventsFor, readStructure } from '../structure.ts';

export const command: Command = {
  argument: '[file...]',
  flags: [
    ...(['history', 'by', 'events', 'noEvents', 'structure', 'asOf', 'metric', 'kind', 'period', 'lookBack', 'credit'] as const),
    ...(['sections', 'compare', 'margin', 'discount', 'competitors', 'fiscalStart', 'fiscalName'] as const),
    ...(['align', 'movingEvents', 'calendar'] as const),
    ...READING,
    ...SHOWING,
  ],
  examples: [
    'salesplan history orders.csv --by 区域',
    "salesplan history 'orders-*.csv' --by 区域,销售员 --json",
    "salesplan history 'orders-*.csv' --metric customers -p 2026-Q1 --by quarter,month --by 销售员 --look-back 24m",
    "salesplan history 'orders-*.csv' --sections growth --by 区域 --by quarter",
    "salesplan history 'orders-*.csv' --compare 2025 --by 区域",
  ],
  run: async ({ raw, args }, context) => {
    const given = args.length > 0 ? { ...raw, history: [...((raw.history as string[] | undefined) ?? []), ...args] } : raw;
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
    const { options, folder } = await resolve({ raw: given, args }, read, context);
    const view = VIEWS.find(({ isAsked }) => isAsked(options)) as View;
    if (!view.aligns) await comparedByDates(options, options.metric, context);
    await view.show(await askedOf(options, folder, context), context);
    return 0;
  },
};

type Options = ReturnType<typeof readOptions>;

/** What every view of a history needs. */
type Asked = Awaited<ReturnType<typeof askedOf>>;

async function askedOf(options: Options, folder: PlanFolder | undefined, context: Context) {
  const definition = settingsMetric(options.metric, folder);
  const kind = options.kind ?? definition.kind;
  const decimals = folder?.settings.currency.decimals ?? 2;
  return {
    ...{ options, folder, definition, kind, decimals },
    levels: options.axes.levels ?? [],
    all: folder?.settings.levels ?? [],
    events: options.customers ? [] : await eventsFor(options, 'as-is', { folder, context }),
    least: shownDecimals({ ...definition, kind }, decimals, options.output),
  };
}

/** A way to show a history: the first one that is asked for is taken. */
interface View {
  readonly isAsked: (options: Options) => boolean;
  /** Whether it knows `--align`. */
  readonly aligns: boolean;
  readonly show: (asked: Asked, context: Context) => Promise<void>;
}

const VIEWS: readonly View[] = [
  { isAsked: ({ customers }) => customers !== undefined, aligns: false, show: showCounted },
  { isAsked: ({ analysis }) => analysis !== undefined, aligns: false, show: showAnalysed },
  { isAsked: ({ measure }) => measure !== undefined, aligns: false, show: showMeasured },
  { isAsked: () => true, aligns: true, show: showDescribed },
];

async function showCounted({ options, levels }: Asked, context: Context): Promise<void> {
  const { customers, history, reading, output, axes } = options;
  const { grains = [] } = axes;
  await showCustomers({ options: customers as NonNullable<typeof customers>, history, levels, grains, reading, output }, context);
}

async function showAnalysed({ options, levels, all, events, kind, least }: Asked, context: Context): Promise<void> {
  const { showAnalysis } = await import('../analysis/show-analysis.ts');
  const { analysis, history: files, reading, metric, output, axes } = options;
  const asOf = options.asOf === undefined ? undefined : asOfDay(options.asOf, undefined, context.today);
  const { grains } = axes;
  const asked = { files, reading, levels, all, grains, events, metric, kind, output };
  await showAnalysis({ ...asked, options: analysis as NonNullable<typeof analysis>, decimals: least, asOf }, context);
}

async function showMeasured(
  { options, folder, definition, levels, all, events, decimals }: Asked,
  context: Context,
): Promise<void> {
  const { history: files, reading, metric, output, measure, axes } = options;
  const { period, asOf, ...said } = measure as NonNullable<typeof measure>;
  const day = asOf === undefined ? undefined : asOfDay(asOf, undefined, context.today);
  const { grains = [] } = axes;
  const choice = { plan: undefined, fiscal: said.fiscal, isFiscalGiven: false, decimals };
  const planOf = (target: string) => readPlan({ ...choice, target }, folder, context);
  const question = { ...said, planOf, files, reading, levels, all, events, kind: options.kind, asOf: day };
  const { atMostOne, isCounted } = definition;
  const form = { metric, decimals, fiscal: said.fiscal };
  const competitors = await competitorsOf(options.competitors, form, { folder, context });
  await showMeasure({ ...question, metric, period, grains, decimals, output, atMostOne, isCounted, competitors }, context);
}

async function showDescribed({ options, folder, levels, all, events, kind, least }: Asked, context: Context): Promise<void> {
  const { history: files, reading, metric, output } = options;
  const isAligned = options.align !== undefined && kind === 'flow';
  const grain = kind === 'stock' || (isAligned && options.align === 'holiday') ? 'day' : 'month';
  const request = { files, reading, levels, all, grain, metric } as const;
  const { totals, settled = false } = await attributedFacts(request, events, context);
  sayRows(totals.account, context);
  const description = kind === 'stock' ? describeStock(totals) : describeHistory(totals);
  const said = SUMMED[kind] ? [finding('note', SUMMED[kind], { metric })] : [];
  if (!isAligned) await comparedByDates(options, metric, context);
  const findings = [...said, ...description.findings, ...pathFindings(levels, totals.units)];
  await report(context, findings);
  const trends = kind === 'flow' && drawsTrends(output, context) ? await trendsFor(totals) : undefined;
  const aligned = isAligned ? await alignHistory(totals, options, { folder, context }) : undefined;
  const form = { money: moneyOf(metric, reading), isRounded: settled };
  const heading = { aligned, levels, scale: totals.scale, decimals: least, ...form, trends };
  await emit(historySheet(description, heading, context.words), output, context, findings);
}

/** More units than people look at have no courses. */
const MOST_TRENDS = 1000;

/** Whether a person looks at a terminal that can draw courses. */
function drawsTrends(output: Output, context: Context): boolean {
  return output.format === 'table' && isToTerminal(output, context) && !context.look.ascii;
}

async function trendsFor(totals: Totals): Promise<Trends | undefined> {
  if (totals.units.length > MOST_TRENDS) return undefined;
  const [{ monthTable }, { trendsOf }] = await Promise.all([
    import('../../core/analysis/month-table.ts'),
    import('../../core/analysis/trend.ts'),
  ]);
  return trendsOf(monthTable(totals));
}

/** What a history of a metric shows that is no plain sum. */
const SUMMED: Readonly<Partial<Record<MetricKind, string>>> = {
  stock: 'history.levels',
  ratio: 'history.one-part',
  distinct: 'history.not-counted',
  score: 'history.not-counted',
};

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  const reading = readReading(reader, bookOf(folder));
  const metric = reader.text('metric') ?? 'amount';
  const output = readOutput(reader, context.look.json);
  const analysis = readAnalysis(reader, output);
  const customers = analysis ? undefined : readCustomerOptions(reader);
  const structure = readStructure(reader);
  const measure = customers || analysis ? undefined : readMeasureOptions(reader, { metric, reading, asOf: structure.asOf });
  if (reader.given('competitors')) reader.need('period', measure !== undefined);
  const history = customers || measure ? filesOfCustomers(reader) : reader.list('history');
  needFacts(reader, metric, { ...reading, files: history, mayRead: !customers });
  const alignment = readAlignChoice(reader);
  refuseIdle(reader, alignment, ['movingEvents', 'calendar']);
  return {
    ...{ history, customers, measure, analysis },
    ...structure,
    ...alignment,
    metric,
    kind: reader.choice('kind', METRIC_KINDS),
    axes: readAxes(reader),
    competitors: reader.given('competitors') ? reader.text('competitors') : undefined,
    reading,
    output,
  };
}
