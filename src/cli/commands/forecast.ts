import { displayPower } from '../../core/amount.ts';
import { isFiscalLabel } from '../../core/calendar/parse-period.ts';
import { periodTree } from '../../core/calendar/period-tree.ts';
import { forecastGrid } from '../../core/forecasting/forecast-grid.ts';
import { METRIC_KINDS } from '../../core/metrics/metric.ts';
import { nameFindings } from '../../core/organisation/name-findings.ts';
import { SHOWN_DECIMALS } from '../../core/show-in.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { asOfDay } from '../as-of.ts';
import { readAxes } from '../axis-options.ts';
import type { Command } from '../command.ts';
import { type Context, report } from '../context.ts';
import { READING, SHOWING } from '../flags.ts';
import { forecastAdjustment } from '../forecasting/forecast-adjustment.ts';
import { forecastHistory } from '../forecasting/forecast-history.ts';
import { readForecastOptions } from '../forecasting/forecast-options.ts';
import { checkMonths, forecastPeriod } from '../forecasting/forecast-period.ts';
import { forecastUnits } from '../forecasting/forecast-units.ts';
import { showBacktest } from '../forecasting/show-backtest.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isForPeople, readOutput } from '../output.ts';
import { readFiscal, readPeriod } from '../period-options.ts';
import { settingsMetric } from '../plan-metric.ts';
import { readAlignChoice, refuseIdle } from '../read-align.ts';
import { readReading } from '../reading-options.ts';
import { resolve } from '../resolve.ts';
import { shownDecimals } from '../shown-decimals.ts';
import { needFacts } from '../sources/metric-terms.ts';
import { moneyOf } from '../sources/settling.ts';
import { bookOf } from '../sources/source-book.ts';
import { eventsFor, readStructure } from '../structure.ts';

export const command: Command = {
  argument: '[file...]',
  flags: [
    ...(['history', 'by', 'period', 'asOf', 'metric', 'kind', 'model', 'reconcile', 'outliers', 'backtest'] as const),
    ...(['events', 'noEvents', 'structure', 'fiscalStart', 'fiscalName'] as const),
    ...(['align', 'movingEvents', 'calendar'] as const),
    ...READING,
    ...SHOWING,
    'showIn',
  ],
  examples: [
    'salesplan forecast orders.csv --by month --by 区域,销售员 -p 2026',
    'salesplan forecast orders.csv --by 区域 --backtest',
    'salesplan forecast --by year,quarter --model theta -O csv',
  ],
  run: async ({ raw, args }, context) => {
    const given = args.length > 0 ? { ...raw, history: [...((raw.history as string[] | undefined) ?? []), ...args] } : raw;
    const read = (reader: OptionReader, folder: PlanFolder | undefined) => readOptions(reader, folder, context);
    const { options, folder } = await resolve({ raw: given, args }, read, context);
    const { metric, reading, output } = options;
    const definition = { ...settingsMetric(metric, folder), ...(options.kind && { kind: options.kind }) };
    const { kind } = definition;
    const events = await eventsFor(options, 'as-is', { folder, context });
    const asOf = options.asOf === undefined ? undefined : asOfDay(options.asOf, undefined, context.today);
    const levels = options.axes.levels ?? [];
    const all = folder?.settings.levels ?? [];
    const { totals, ...known } = await forecastHistory(
      {
        ...options,
        files: options.history,
        kind,
        levels,
        all,
        events,
        asOf,
        grain: options.align === 'holiday' ? 'day' : 'month',
      },
      context,
    );
    if (options.isBacktest) return showBacktest({ ...options, totals, asOf: known.through }, context);
    const period = forecastPeriod(options.period, known);
    const fiscal = isFiscalLabel(period.label) ? options.fiscal : undefined;
    const { tree: periods, findings: cuts } = periodTree(period, options.axes.grains ?? ['month'], fiscal);
    const spans = periods.nodes.map(({ value }) => value);
    const adjustment = await forecastAdjustment(options, { totals, period }, { folder, context });
    const request = { ...options, totals, adjustment, asOf: known.through, until: period.end, spans };
    const forecasts = await forecastUnits(request, context);
    const power = output.showIn ? displayPower(output.showIn) : 0;
    const decimals = output.showIn ? SHOWN_DECIMALS : (folder?.settings.currency.decimals ?? 2);
    const grid = forecastGrid({ history: forecasts.history, forecasts, periods, power, decimals });
    const findings = [...cuts, ...forecasts.findings, ...nameFindings(forecasts.units)];
    await report(context, findings);
    const { forecastSheet } = await import('../../report/forecast-sheet.ts');
    const heading = {
      ...{ metric, levels, power, unit: output.showIn, money: moneyOf(metric, reading) },
      depths: [0, ...levels.map((_, depth) => depth + 1)],
      isCounted: shownDecimals(definition, decimals, output) === 0,
      forPeople: isForPeople(output) && !output.fields,
      isUnreconciled: options.reconcile === 'none',
    };
    await emit(forecastSheet(grid, forecasts, { heading, words: context.words }), output, context, findings);
    return 0;
  },
};

function readOptions(reader: OptionReader, folder: PlanFolder | undefined, context: Context) {
  const reading = readReading(reader, bookOf(folder));
  const metric = reader.text('metric') ?? 'revenue';
  const history = reader.list('history');
  const fiscal = readFiscal(reader);
  const period = readPeriod(reader, fiscal);
  const axes = readAxes(reader);
  checkMonths(reader, period, axes.grains);
  needFacts(reader, metric, { ...reading, files: history });
  const alignment = readAlignChoice(reader);
  refuseIdle(reader, alignment, ['movingEvents', 'calendar']);
  const isBacktest = reader.on('backtest');
  if (isBacktest) refuseBeside(reader);
  return {
    ...{ metric, reading, history, fiscal, period, axes },
    ...readStructure(reader),
    ...readForecastOptions(reader),
    ...alignment,
    kind: reader.choice('kind', METRIC_KINDS),
    isBacktest,
    output: readOutput(reader, context.look.json),
  };
}

/** What a backtest has no part for: it tries every method on its own, on all the months there are. */
function refuseBeside(reader: OptionReader): void {
  for (const name of ['model', 'reconcile', 'period', 'align'] as const)
    if (reader.typed(name)) reader.fail(name, 'forecast.not-in-backtest');
}
