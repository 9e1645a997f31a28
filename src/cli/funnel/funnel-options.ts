import { parseConversion, parseDays, parseEffort, parseOrderValue } from '../../core/funnel/stated-terms.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { parseAsOf } from '../as-of.ts';
import { readAskedAxes } from '../axis-options.ts';
import type { OptionReader } from '../option-reader.ts';
import { readOutput } from '../output.ts';
import { parseAmount } from '../parse-flags.ts';
import { readFiscal, readPeriod } from '../period-options.ts';
import { folderPlanChoice } from '../read-plan.ts';
import { readReading } from '../reading-options.ts';
import { bookOf } from '../sources/source-book.ts';
import { chosenTarget } from '../target-choice.ts';

/** What `funnel` works from: the revenue of a plan, of a target without one, or of `--total` and `-p`. */
export function readFunnelOptions(reader: OptionReader, folder: PlanFolder | undefined, json: boolean) {
  const fiscal = readFiscal(reader);
  const decimals = folder?.settings.currency.decimals ?? 2;
  const plan = reader.text('plan');
  const hasTotal = reader.given('total');
  const total = reader.value('total', (text) => parseAmount(text, decimals), '1000000, 100万');
  const period = reader.typed('period') ? readPeriod(reader, fiscal) : undefined;
  const isPlanned = plan !== undefined || (folder !== undefined && !hasTotal);
  if (hasTotal && plan !== undefined) reader.fail('total', 'cli.not-together', { other: '--plan' });
  if (!isPlanned) {
    reader.need('total', total !== undefined);
    reader.need('period', period !== undefined);
  }
  const orderValues = reader.values('orderValue', parseOrderValue, "30000, 3万, '华东=5万'");
  if (folder === undefined) reader.need('orderValue', orderValues.length > 0);
  return {
    choice: { ...folderPlanChoice(reader, folder), plan, fiscal },
    ...{ isPlanned, total, period, fiscal, decimals, orderValues },
    /** The folder's target, for a plan that was not made yet. */
    target: isPlanned && plan === undefined ? chosenTarget(reader, folder) : undefined,
    rates: reader.values('rate', parseConversion, "25%, '商机=25%', '商机@华东=30%'"),
    efforts: reader.values('effort', parseEffort, "'拜访=3', '拜访=商机:3'"),
    cycles: reader.values('cycle', parseDays, "45, '线索=20'"),
    axes: readAskedAxes(reader),
    unit: reader.text('unit'),
    asOf: reader.value('asOf', parseAsOf, '2026-03-31, last-month-end'),
    history: reader.list('history'),
    isHistoryTyped: reader.typed('history'),
    reading: readReading(reader, bookOf(folder)),
    layout: reader.choice('layout', ['wide', 'tidy']),
    output: readOutput(reader, json),
  };
}

export type FunnelOptions = ReturnType<typeof readFunnelOptions>;
