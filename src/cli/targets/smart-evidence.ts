import type { Span } from '../../core/calendar/period.ts';
import { refuseErrors } from '../../core/finding.ts';
import { goalsOf } from '../../core/goals/goal.ts';
import { groupBy } from '../../core/group-by.ts';
import type { MetricKind } from '../../core/metrics/metric.ts';
import { ownersOf } from '../../core/organisation/roster.ts';
import type { UnitPath } from '../../core/organisation/unit-tree.ts';
import type { SmartEvidence } from '../../core/targets/evidence.ts';
import { type Gap, isGap } from '../../core/targets/gap.ts';
import { targetHistory } from '../../core/targets/past-years.ts';
import type { Target } from '../../core/targets/target.ts';
import { readGoalsCsv } from '../../plan-folder/goals-csv.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { type Context, report } from '../context.ts';
import { markInput } from '../inputs.ts';
import { metricOf } from '../plan-metric.ts';
import { readBytes, readRoster } from '../read-roster.ts';
import { eventsFor } from '../structure.ts';
import { metricDefinition } from './metric-definition.ts';
import { type FactsSite, type MetricFacts, readMetric } from './metric-facts.ts';
import type { SmartOptions } from './smart-options.ts';
import { targetCapacities } from './target-capacity.ts';
import { type OutlookOf, targetOutlooks } from './target-outlooks.ts';

export interface SmartRequest {
  /** All targets. */
  readonly targets: readonly Target[];
  /** Those that will be judged: the history of their metrics is read. */
  readonly judged: readonly Target[];
  readonly options: SmartOptions;
  readonly folder: PlanFolder | undefined;
  /** Whether nothing that is wrong with the history may stop the run. */
  readonly isLenient: boolean;
}

/** Reads all that the rules look at. */
export async function smartEvidence(request: SmartRequest, context: Context): Promise<SmartEvidence> {
  const { targets, options, folder, isLenient } = request;
  const events = await eventsFor(options, 'as-is', { folder, context });
  const site = { options, folder, events, context, isLenient };
  const facts = await factsOf(request, site);
  const roster = await readRoster({ file: options.org, folder }, options.levels, context);
  const units = roster?.map(({ path }) => path) ?? unitsOf(facts);
  const historyOf = (target: Target) => {
    const known = facts.get(target.metric.name)?.read ?? NO_HISTORY;
    return isGap(known) ? known : targetHistory(target.period, { ...known.knownOf(target.unit), today: context.today });
  };
  return {
    ...{ targets, today: context.today, decimals: options.decimals, units, historyOf },
    goals: await goalList(targets, site),
    milestones: folder?.milestones().rows ?? [],
    ownerOf: roster ? ownersOf(roster) : () => '',
    ratios: Object.entries(folder?.settings.metrics ?? {}).flatMap(([name, own]) =>
      own.kind === 'ratio' ? [metricOf(name, own)] : [],
    ),
    definitionOf: ({ name }) => metricDefinition(name, options, folder),
    outlookOf: (target) => facts.get(target.metric.name)?.outlookOf(target) ?? NO_HISTORY,
    capacityOf: await targetCapacities({ roster, units, span: daysOf(targets) }, site),
  };
}

/** From the first day of any target to the last. */
function daysOf(targets: readonly Target[]): Span {
  const days = targets.map(({ period }) => period);
  return { start: Math.min(...days.map(({ start }) => start)), end: Math.max(...days.map(({ end }) => end)) };
}

const NO_HISTORY: Gap = { code: 'smart.no-history' };

interface ReadMetric {
  readonly read: MetricFacts | Gap;
  readonly outlookOf: OutlookOf;
}

/** Facts and forecasts of the judged metrics, by name. */
async function factsOf({ targets, judged }: SmartRequest, site: FactsSite): Promise<ReadonlyMap<string, ReadMetric>> {
  const found = new Map<string, ReadMetric>();
  for (const name of new Set(judged.map(({ metric }) => metric.name))) {
    const all = targets.filter(({ metric }) => metric.name === name);
    const read = await readMetric(all, site);
    const outlookOf = isGap(read) ? () => read : await outlooks(all, read, site);
    found.set(name, { read, outlookOf });
  }
  return found;
}

async function outlooks(targets: readonly Target[], { totals }: MetricFacts, site: FactsSite): Promise<OutlookOf> {
  if (totals) return targetOutlooks(targets, totals, site);
  return ({ metric: { name, kind } }) => ({ code: NO_ODDS[kind] ?? 'smart.odds-of-kind', values: { metric: name, kind } });
}

/** Metrics with another way out than a target for their numerator. */
const NO_ODDS: Readonly<Partial<Record<MetricKind, string>>> = {
  stock: 'smart.odds-of-stock',
  distinct: 'smart.odds-of-distinct',
};

function unitsOf(facts: ReadonlyMap<string, ReadMetric>): readonly UnitPath[] | undefined {
  const read = [...facts.values()].flatMap((each) => (isGap(each.read) ? [] : [each.read]));
  return read.length === 0 ? undefined : read.flatMap(({ units }) => units);
}

/** The goals of --goals, else of the folder; undefined where nobody wrote any. */
async function goalList(targets: readonly Target[], { options, folder, context }: FactsSite) {
  const { goals: given, decimals, fiscal } = options;
  if (given !== undefined) markInput(given, context);
  const file =
    given === undefined ? folder?.goals() : readGoalsCsv({ content: readBytes(given), file: given }, { decimals, fiscal });
  refuseErrors(file?.findings ?? []);
  if (!file || file.rows.length === 0) return undefined;
  const supporting = [...groupBy(targets, ({ id }) => id)].map(([target, [first]]) => {
    return { target, supports: first?.supports.join(', ') ?? '' };
  });
  const { goals, findings } = goalsOf(file.rows, supporting);
  // Weights of targets that are still to be added stop nobody; `check` tells of them.
  const told = findings.filter(({ code }) => code !== 'goals.no-such-target');
  await report(
    context,
    told.map((each) => ({ ...each, severity: 'warning' as const })),
  );
  return goals;
}
