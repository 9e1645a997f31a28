import { finding } from '../../core/finding.ts';
import { describeHistory } from '../../core/history.ts';
import { METRIC_KINDS, type MetricKind } from '../../core/metrics/metric.ts';
import { pathFindings } from '../../core/organisation/name-findings.ts';
import { describeStock } from '../../core/stock-history.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { historySheet } from '../../report/history-sheet.ts';
import { alignHistory } from '../align-history.ts';
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
import { emit, readOutput } from '../output.ts';
import { settingsMetric } from '../plan-metric.ts';
import { readAlignChoice } from '../read-align.ts';
import { sayRows } from '../read-facts.ts';
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
    ...(['fiscalStart', 'fiscalName', 'align', 'movingEvents', 'calendar'] as const),
    ...READING,
    ...SHOWING,
  ],
  examples: [
    'salesplan history orders.csv --by 区域',
    "salesplan history 'orders-*.csv' --by 区域,销售员 --json",
    "salesplan history 'orders-*.csv' --metric customers -p 2026-Q1 --by quarter,month --by 销售员 --look-back 24m",
  ],
  run: async ({ raw, args }, context) => {
    const given = args.length > 0 ? { ...raw, history: [...((raw.history as string[] | undefined) ?? []), ...args] } : raw;
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
    const { options, folder } = await resolve({ raw: given, args }, read, context);
    const levels = options.axes.levels ?? [];
    const { history, reading, customers, metric, output } = options;
    if (customers || options.measure) await comparedByDates(options, metric, context);
    if (customers) {
      const { grains = [] } = options.axes;
      await showCustomers({ options: customers, history, levels, grains, reading, output }, context);
      return 0;
    }
    const definition = settingsMetric(metric, folder);
    const kind = options.kind ?? definition.kind;
    const events = await eventsFor(options, 'as-is', { folder, context });
    const all = folder?.settings.levels ?? [];
    const decimals = folder?.settings.currency.decimals ?? 2;
    if (options.measure) {
      const { period, asOf, ...said } = options.measure;
      const day = asOf === undefined ? undefined : asOfDay(asOf, undefined, context.today);
      const { grains = [] } = options.axes;
      const choice = { plan: undefined, fiscal: said.fiscal, isFiscalGiven: false, decimals };
      const planOf = (target: string) => readPlan({ ...choice, target }, folder, context);
      const question = { ...said, planOf, files: history, reading, levels, all, events, kind: options.kind, asOf: day };
      const { atMostOne, isCounted } = definition;
      await showMeasure({ ...question, metric, period, grains, decimals, output, atMostOne, isCounted }, context);
      return 0;
    }
    const isAligned = options.align !== undefined && kind === 'flow';
    const grain = kind === 'stock' || (isAligned && options.align === 'holiday') ? 'day' : 'month';
    const request = { files: history, reading, levels, all, grain, metric } as const;
    const { totals, settled = false } = await attributedFacts(request, events, context);
    sayRows(totals.account, context);
    const description = kind === 'stock' ? describeStock(totals) : describeHistory(totals);
    const said = SUMMED[kind] ? [finding('note', SUMMED[kind], { metric })] : [];
    if (!isAligned) await comparedByDates(options, metric, context);
    const findings = [...said, ...description.findings, ...pathFindings(levels, totals.units)];
    await report(context, findings);
    const money = moneyOf(metric, reading);
    const least = shownDecimals({ ...definition, kind }, decimals, output);
    const aligned = isAligned ? await alignHistory(totals, options, { folder, context }) : undefined;
    const heading = { aligned, levels, scale: totals.scale, decimals: least, money, isRounded: settled };
    await emit(historySheet(description, heading, context.words), output, context, findings);
    return 0;
  },
};

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
  const customers = readCustomerOptions(reader);
  const structure = readStructure(reader);
  const measure = customers ? undefined : readMeasureOptions(reader, { metric, reading, asOf: structure.asOf });
  const history = customers || measure ? filesOfCustomers(reader) : reader.list('history');
  needFacts(reader, metric, { ...reading, files: history, mayRead: !customers });
  return {
    ...{ history, customers, measure },
    ...structure,
    ...readAlignChoice(reader),
    metric,
    kind: reader.choice('kind', METRIC_KINDS),
    axes: readAxes(reader),
    reading,
    output: readOutput(reader, context.look.json),
  };
}
