import { shiftYears } from '../../core/allocation/basis/whole-years.ts';
import { formatDay } from '../../core/calendar/day.ts';
import type { Period } from '../../core/calendar/period.ts';
import { finding, Refusal, refuse, refuseErrors } from '../../core/finding.ts';
import { ZERO } from '../../core/fraction.ts';
import { findUnit } from '../../core/organisation/find-unit.ts';
import { placedValues } from '../../core/organisation/placed-values.ts';
import { isWithin, type UnitPath } from '../../core/organisation/unit-tree.ts';
import { fromDouble, type Guardrails, suggest } from '../../core/targets/suggest/suggestion.ts';
import { type SuggestedUnit, togetherFindings } from '../../core/targets/suggest/together.ts';
import { nodeAt } from '../../core/tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { asOfDay } from '../as-of.ts';
import type { CommandInput } from '../command.ts';
import { type Context, type ExitCode, report } from '../context.ts';
import { type CompleteHistory, forecastHistory } from '../forecasting/forecast-history.ts';
import { type FullForecasts, forecastUnits } from '../forecasting/forecast-units.ts';
import type { OptionReader } from '../option-reader.ts';
import { emit, isForPeople } from '../output.ts';
import { settingsMetric } from '../plan-metric.ts';
import { capacityFile } from '../read-capacity.ts';
import { resolve } from '../resolve.ts';
import { eventsFor } from '../structure.ts';
import { addCommand } from './add-command.ts';
import { suggestCapacity } from './suggest-capacity.ts';
import { suggestMarkets } from './suggest-market.ts';
import { readSuggestOptions, type SuggestOptions } from './suggest-options.ts';

/** Floor, base, stretch and a proposal for the whole and each unit, with the arithmetic, as `target suggest` shows them. */
export async function suggestTargets(input: CommandInput, context: Context): Promise<ExitCode> {
  const read = (reader: OptionReader, own: PlanFolder | undefined) =>
    readSuggestOptions(reader, { folder: own, id: input.args[1], json: context.look.json });
  const { options, folder } = await resolve(input, read, context);
  const { history, forecasts, period } = await outlook({ options, folder }, context);
  const unit = unitAsked(options, forecasts);
  const { units, findings: about } = await suggestedUnits({ options, folder, history, forecasts, unit }, context);
  const levels = options.axes.levels ?? [];
  const { metric, isCounted, decimals, odds, output } = options;
  const command = addCommand(units[0] as SuggestedUnit, { options, folder, dir: input.raw.dir });
  const added = finding('note', 'suggest.command', { command });
  const findings = [
    ...forecasts.findings,
    ...about,
    ...togetherFindings(units, { decimals, shown: isCounted ? 0 : decimals }),
    added,
  ];
  await report(context, findings);
  const { suggestSheet } = await import('../../report/suggest-sheet.ts');
  const shown = isCounted && isForPeople(output) ? 0 : decimals;
  const heading = { metric, period: period.label, unit, levels, decimals, shown, odds, method: forecasts.method };
  const sheet = suggestSheet(units, { heading, words: context.words, forPeople: isForPeople(output) && !output.fields });
  await emit(sheet, output, context, findings);
  return 0;
}

interface Site {
  readonly options: SuggestOptions;
  readonly folder: PlanFolder | undefined;
}

interface Outlook {
  readonly history: CompleteHistory;
  readonly forecasts: FullForecasts;
  readonly period: Period;
}

async function outlook({ options, folder }: Site, context: Context): Promise<Outlook> {
  const period = options.period as Period;
  const { kind } = { ...settingsMetric(options.metric, folder), ...(options.kind && { kind: options.kind }) };
  const events = await eventsFor(options, 'as-is', { folder, context });
  const asOf = options.asOf === undefined ? undefined : asOfDay(options.asOf, undefined, context.today);
  const choice = {
    ...options,
    files: options.history,
    kind,
    levels: forecastLevels({ options, folder }),
    all: folder?.settings.levels ?? [],
  };
  const history = await forecastHistory({ ...choice, events, asOf }, context);
  if (period.end <= history.through) throw refuse('suggest.known', { period: period.label, through: formatDay(history.through) });
  const request = { ...options, totals: history.totals, asOf: history.through, until: period.end, spans: [period] };
  return { history, forecasts: await forecastUnits(request, context), period };
}

/** Those that are shown, or where capacity is said below them all of the folder's: then units are asked as capacity.csv has them. */
function forecastLevels({ options, folder }: Site): readonly string[] {
  const [shown, all] = [options.axes.levels ?? [], folder?.settings.levels ?? []];
  const isOuter = shown.length < all.length && shown.every((level, depth) => all[depth] === level);
  return isOuter && capacityFile(options, folder) !== undefined ? all : shown;
}

/** The path of `--unit`, or of the target's unit. */
function unitAsked({ unit }: SuggestOptions, { units }: FullForecasts): UnitPath {
  if (unit === undefined) return [];
  const found = findUnit(units, unit);
  if ('problem' in found) throw new Refusal([found.problem]);
  return nodeAt(units, found.node).value.path;
}

interface Asked extends Site, Omit<Outlook, 'period'> {
  readonly unit: UnitPath;
}

/** The unit that was asked for and every one below it, each judged by itself, and what a person should know of their markets. */
async function suggestedUnits({ options, folder, history, forecasts, unit }: Asked, context: Context) {
  const { units } = forecasts;
  const period = options.period as Period;
  const before = shiftYears(period, -1);
  const placed = {
    wanted: placedValues(units, options.wanted),
    market: placedValues(units, options.marketGrowth),
    stance: placedValues(units, options.stances),
    relief: placedValues(units, options.relief),
  };
  refuseErrors(Object.values(placed).flatMap(({ findings }) => findings));
  const capacity = await suggestCapacity({ units, options, folder }, context);
  await report(context, capacity.findings);
  const markets = await suggestMarkets({ units, said: placed.market, options, folder }, context);
  const rails = railsOf(options);
  const all = units.nodes.map(({ value, depth }, node): SuggestedUnit => {
    const standing = {
      lastYear: before.start < history.first ? undefined : fromDouble(forecasts.baseline(node, before), rails.scale),
      distribution: forecasts.distribution(node, period),
      stance: placed.stance.of(node) ?? ('hold' as const),
      marketGrowth: markets.of(node),
      wanted: placed.wanted.of(node),
      relief: placed.relief.of(node) ?? ZERO,
      capacity: capacity.of(node),
    };
    return { path: value.path, depth, parent: nodeAt(units, node).parent, standing, suggestion: suggest(standing, rails) };
  });
  const deepest = Math.max(unit.length, options.axes.levels?.length ?? 0);
  const shown = all.filter(({ path, depth }) => depth <= deepest && isWithin(path, unit));
  return { units: shown, findings: markets.findingsOf(unit) };
}

function railsOf({ leastGrowth, mostGrowth, band, odds, decimals, roundTo }: SuggestOptions): Guardrails {
  const { coefficient, scale } = band.least;
  const leastCapacity = { numerator: coefficient, denominator: 10n ** BigInt(scale) };
  return { leastGrowth, mostGrowth, leastCapacity, odds, scale: decimals, roundTo };
}
