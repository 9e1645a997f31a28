import { parseGrowth } from '../../core/allocation/methods/rate.ts';
import { atScale, parseDecimal } from '../../core/amount.ts';
import { parseBand, USUAL_BAND } from '../../core/capacity/band.ts';
import { isLess } from '../../core/fraction.ts';
import { METRIC_KINDS } from '../../core/metrics/metric.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { readAxes } from '../axis-options.ts';
import { readForecastOptions } from '../forecasting/forecast-options.ts';
import { checkMonths } from '../forecasting/forecast-period.ts';
import type { OptionReader } from '../option-reader.ts';
import { readOutput } from '../output.ts';
import { readFiscal, readPeriod } from '../period-options.ts';
import { readReading } from '../reading-options.ts';
import { rosterRules } from '../roster-options.ts';
import { needFacts } from '../sources/metric-terms.ts';
import { bookOf } from '../sources/source-book.ts';
import { readStructure } from '../structure.ts';
import { parseOdds, parseUnitGrowth, parseUnitShare, parseUnitStance } from './unit-values.ts';

const USUAL_ODDS = [0.8, 0.5, 0.25] as const;

/** All that `target suggest` can be told. */
export function readSuggestOptions(reader: OptionReader, folder: PlanFolder | undefined, json: boolean) {
  const reading = readReading(reader, bookOf(folder));
  const metric = reader.text('metric') ?? 'revenue';
  const history = reader.list('history');
  const fiscal = readFiscal(reader);
  const period = readPeriod(reader, fiscal);
  const axes = readAxes(reader);
  const decimals = folder?.settings.currency.decimals ?? 2;
  reader.need('period', period !== undefined);
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
  return {
    ...{ metric, reading, history, fiscal, period, axes, decimals },
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
    roundTo: reader.value('roundTo', unitRoundTo, '0.01, 1000, 1万') ?? 1n,
    id: reader.text('target'),
    output: readOutput(reader, json),
  };
}

export type SuggestOptions = ReturnType<typeof readSuggestOptions>;
