import { shiftYears } from '../../core/allocation/basis/whole-years.ts';
import { formatExact } from '../../core/amount.ts';
import { formatDay } from '../../core/calendar/day.ts';
import type { Period } from '../../core/calendar/period.ts';
import { type Finding, finding, refuse, refuseErrors } from '../../core/finding.ts';
import { ZERO } from '../../core/fraction.ts';
import { placedValues } from '../../core/organisation/placed-values.ts';
import { fromDouble, type Guardrails, suggest } from '../../core/targets/suggest/suggestion.ts';
import { type SuggestedUnit, togetherFindings } from '../../core/targets/suggest/together.ts';
import { nodeAt } from '../../core/tree.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { asOfDay } from '../as-of.ts';
import type { CommandInput } from '../command.ts';
import { type Context, type ExitCode, report } from '../context.ts';
import { type CompleteHistory, forecastHistory } from '../forecasting/forecast-history.ts';
import { type FullForecasts, forecastUnits } from '../forecasting/forecast-units.ts';
import { depthsOf } from '../level-choice.ts';
import { emit, isForPeople } from '../output.ts';
import { settingsMetric } from '../plan-metric.ts';
import { resolve } from '../resolve.ts';
import { eventsFor } from '../structure.ts';
import { suggestCapacity } from './suggest-capacity.ts';
import { readSuggestOptions, type SuggestOptions } from './suggest-options.ts';

/** Floor, base, stretch and a proposal for the whole and each unit, with the arithmetic, as `target suggest` shows them. */
export async function suggestTargets(input: CommandInput, context: Context): Promise<ExitCode> {
  const { options, folder } = await resolve(input, (reader, own) => readSuggestOptions(reader, own, context.look.json), context);
  const { history, forecasts, period } = await outlook({ options, folder }, context);
  const units = await suggestedUnits({ options, folder, history, forecasts }, context);
  const levels = options.axes.levels ?? [];
  const depths = [0, ...depthsOf(undefined, levels)];
  const shown = units.filter(({ depth }) => depths.includes(depth));
  const { metric, decimals, odds, output } = options;
  const findings = [...forecasts.findings, ...togetherFindings(shown, decimals), ...commandFinding(units[0], options)];
  await report(context, findings);
  const { suggestSheet } = await import('../../report/suggest-sheet.ts');
  const heading = { metric, period: period.label, levels, decimals, odds, method: forecasts.method };
  const sheet = suggestSheet(shown, { heading, words: context.words, forPeople: isForPeople(output) && !output.fields });
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
    levels: options.axes.levels ?? [],
    all: folder?.settings.levels ?? [],
  };
  const history = await forecastHistory({ ...choice, events, asOf }, context);
  if (period.end <= history.through) throw refuse('suggest.known', { period: period.label, through: formatDay(history.through) });
  const request = { ...options, totals: history.totals, asOf: history.through, until: period.end, spans: [period] };
  return { history, forecasts: await forecastUnits(request, context), period };
}

/** Every node of the tree, each judged by itself. */
async function suggestedUnits(
  { options, folder, history, forecasts }: Site & Omit<Outlook, 'period'>,
  context: Context,
): Promise<SuggestedUnit[]> {
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
  const rails = railsOf(options);
  return units.nodes.map(({ value, depth }, node): SuggestedUnit => {
    const standing = {
      lastYear: before.start < history.first ? undefined : fromDouble(forecasts.baseline(node, before), rails.scale),
      distribution: forecasts.distribution(node, period),
      stance: placed.stance.of(node) ?? ('hold' as const),
      marketGrowth: placed.market.of(node),
      wanted: placed.wanted.of(node),
      relief: placed.relief.of(node) ?? ZERO,
      capacity: capacity.of(node),
    };
    return { path: value.path, depth, parent: nodeAt(units, node).parent, standing, suggestion: suggest(standing, rails) };
  });
}

function railsOf({ leastGrowth, mostGrowth, band, odds, decimals, roundTo }: SuggestOptions): Guardrails {
  const { coefficient, scale } = band.least;
  const leastCapacity = { numerator: coefficient, denominator: 10n ** BigInt(scale) };
  return { leastGrowth, mostGrowth, leastCapacity, odds, scale: decimals, roundTo };
}

/** The command that makes the proposal of the whole a target. Its baseline is last year's number, which `target add` finds itself. */
function commandFinding(whole: SuggestedUnit | undefined, { id, metric, period, decimals }: SuggestOptions): Finding[] {
  if (!whole) return [];
  const { proposal, floor, stretch } = whole.suggestion;
  const plain = (amount: bigint) => formatExact(amount, decimals, 0);
  const command = [
    `salesplan target add ${id ?? `${metric}-${period?.label ?? ''}`} --metric ${metric} -p ${period?.label ?? ''}`,
    `--value ${plain(proposal.amount)}`,
    // A proposal beyond either would make a target that contradicts itself.
    ...(floor <= proposal.amount ? [`--floor ${plain(floor)}`] : []),
    ...(proposal.amount <= stretch ? [`--stretch ${plain(stretch)}`] : []),
  ].join(' ');
  return [finding('note', 'suggest.command', { command })];
}
