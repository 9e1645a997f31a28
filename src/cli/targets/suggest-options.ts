import { parseGrowth } from '../../core/allocation/methods/rate.ts';
import { atScale, parseDecimal, power10 } from '../../core/amount.ts';
import { parsePeriod } from '../../core/calendar/parse-period.ts';
import { parseBand, USUAL_BAND } from '../../core/capacity/band.ts';
import { isLess } from '../../core/fraction.ts';
import { METRIC_KINDS } from '../../core/metrics/metric.ts';
import { formatPath } from '../../core/organisation/unit-tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import type { TargetRow } from '../../plan-folder/targets-csv.ts';
import { readAxes } from '../axis-options.ts';
import { readForecastOptions } from '../forecasting/forecast-options.ts';
import { checkMonths } from '../forecasting/forecast-period.ts';
import type { OptionReader } from '../option-reader.ts';
import { readOutput } from '../output.ts';
import { readFiscal, readPeriod } from '../period-options.ts';
import { settingsMetric } from '../plan-metric.ts';
import { readReading } from '../reading-options.ts';
import { rosterRules } from '../roster-options.ts';
import { needFacts } from '../sources/metric-terms.ts';
import { bookOf } from '../sources/source-book.ts';
import { readStructure } from '../structure.ts';
import { parseOdds, parseUnitGrowth, parseUnitShare, parseUnitStance } from './unit-values.ts';

const USUAL_ODDS = [0.8, 0.5, 0.25] as const;

export interface SuggestSite {
  readonly folder: PlanFolder | undefined;
  /** The target that the command names. */
  readonly id: string | undefined;
  readonly json: boolean;
}

/** All that `target suggest` can be told; metric, period and unit are those of a target that is there already. */
export function readSuggestOptions(reader: OptionReader, { folder, id, json }: SuggestSite) {
  const reading = readReading(reader, bookOf(folder));
  const history = reader.list('history');
  const fiscal = readFiscal(reader);
  const said = id ?? reader.text('target');
  const target = targetRow(reader, { folder, id: said });
  const metric = (reader.given('metric') ? undefined : target?.metric) ?? reader.text('metric') ?? 'revenue';
  const period = readPeriod(reader, fiscal) ?? (target && parsePeriod(target.period, fiscal));
  const axes = readAxes(reader);
  const decimals = folder?.settings.currency.decimals ?? 2;
  if (folder && said !== undefined && !target && period === undefined) failUnknown(reader, said, folder);
  else reader.need('period', period !== undefined);
  checkMonths(reader, period, undefined);
  needFacts(reader, metric, { ...reading, files: history });
  const unitRoundTo = (text: string) => {
    const value = parseDecimal(text);
    const units = value && atScale(value, decimals);
    return units !== undefined && units > 0n ? units : undefined;
  };
  const leastGrowth = reader.value('leastGrowth', parseGrowth, '-5%, +0%');
  const mostGrowth = reader.value('mostGrowth', parseGrowth, '+15%');
  if (leastGrowth && mostGrowth && isLess(mostGrowth, leastGrowth)) reader.fail('leastGrowth', 'suggest.limits-cross');
  const { isCounted = false } = settingsMetric(metric, folder);
  return {
    ...{ metric, isCounted, reading, history, fiscal, period, axes, decimals },
    ...readStructure(reader),
    ...readForecastOptions(reader),
    ...rosterRules(reader),
    kind: reader.choice('kind', METRIC_KINDS),
    odds: reader.value('odds', parseOdds, '80%,50%,25%') ?? USUAL_ODDS,
    wanted: reader.values('growth', parseUnitGrowth, '+8%, 华东=+10%'),
    marketGrowth: reader.values('marketGrowth', parseUnitGrowth, '+6%, 华东=+8%'),
    stances: reader.values('stance', parseUnitStance, 'attack, hold, harvest, 华东=attack'),
    relief: reader.values('relief', parseUnitShare, '2%, 华东=2%'),
    ...{ leastGrowth, mostGrowth },
    band: reader.value('band', parseBand, '0.9..1.15') ?? USUAL_BAND,
    capacity: reader.text('capacity'),
    org: reader.text('org'),
    roundTo: reader.value('roundTo', unitRoundTo, '0.01, 1000, 1万') ?? (isCounted ? power10(decimals) : 1n),
    market: reader.text('market'),
    isMarketSaid: reader.given('market'),
    unit: reader.text('unit') ?? (target && target.path.length > 0 ? formatPath(target.path) : undefined),
    ...{ id: said, target },
    output: readOutput(reader, json),
  };
}

export type SuggestOptions = ReturnType<typeof readSuggestOptions>;

/** The line of targets.csv that is meant: of several the first that the period and the unit of the flags leave. */
function targetRow(reader: OptionReader, { folder, id }: Pick<SuggestSite, 'folder' | 'id'>): TargetRow | undefined {
  const [period, unit] = [reader.text('period'), reader.text('unit')];
  const isMeant = (row: TargetRow) =>
    row.target === id &&
    (period === undefined || row.period === period) &&
    (unit === undefined || formatPath(row.path) === unit || row.path.at(-1) === unit);
  return folder?.targets.rows.find(isMeant);
}

function failUnknown(reader: OptionReader, target: string, { targets }: PlanFolder): void {
  const known = [...new Set(targets.rows.map((row) => row.target))].join(', ') || '-';
  reader.fail('target', 'cli.no-target', { target, known });
}
