import { type Decimal, divideRounded, power10 } from '../../core/amount.ts';
import { isMonthAligned } from '../../core/calendar/period.ts';
import { Refusal } from '../../core/finding.ts';
import { isWithin, pathKey, type UnitPath } from '../../core/organisation/unit-tree.ts';
import type { StatedEvent } from '../../core/reorganisation/stated-event.ts';
import type { Gap } from '../../core/targets/gap.ts';
import type { KnownValues, LabelledSpan } from '../../core/targets/past-years.ts';
import { spansOf } from '../../core/targets/past-years.ts';
import type { Target } from '../../core/targets/target.ts';
import type { Totals } from '../../core/totals.ts';
import type { PlanFolder } from '../../plan-folder/read-plan-folder.ts';
import { type Context, report } from '../context.ts';
import { measureMetric } from '../measures/measure-metric.ts';
import type { Measuring } from '../measures/measure-request.ts';
import { addsUp } from '../measures/only-measured.ts';
import { sayRows } from '../read-facts.ts';
import { hasOwnTables } from '../sources/metric-terms.ts';
import { attributedFacts } from '../structure.ts';
import type { SmartOptions } from './smart-options.ts';

/** What was read of a metric. */
export interface MetricFacts {
  /** Units that it has rows of. */
  readonly units: readonly UnitPath[];
  readonly knownOf: (unit: UnitPath) => Omit<KnownValues, 'today'>;
  /** Sums by unit and month, of a metric that adds up. */
  readonly totals: Totals | undefined;
}

export interface FactsSite {
  readonly options: SmartOptions;
  readonly folder: PlanFolder | undefined;
  readonly events: readonly StatedEvent[];
  readonly context: Context;
  /** Whether nothing that is wrong with the history may stop the run. */
  readonly isLenient: boolean;
}

/** Refusals that say no more than that a metric has no table, or none that answers. */
const GAPS = /^(?:sources|measures|metric)\./;

/** Reads the metric of some targets; a gap where it has no facts. */
export async function readMetric(targets: readonly Target[], site: FactsSite): Promise<MetricFacts | Gap> {
  const { reading, history } = site.options;
  const [{ metric }] = targets as [Target];
  if (history.length === 0 && !hasOwnTables(metric.name, reading)) return { code: 'smart.no-history' };
  try {
    return isSum(metric.name, site) ? await readSums(targets, site) : await measured(targets, site);
  } catch (error) {
    const gap = gapOf(error, site);
    if (gap === undefined) throw error;
    return gap;
  }
}

/** What a refusal says, where it need not stop the run. */
export function gapOf(error: unknown, { isLenient }: Pick<FactsSite, 'isLenient'>): Gap | undefined {
  const [first] = error instanceof Refusal ? error.findings : [];
  if (first === undefined || !(isLenient || GAPS.test(first.code))) return undefined;
  return { code: first.code, ...(first.values && { values: first.values }) };
}

function isSum(metric: string, { folder, options: { reading } }: FactsSite): boolean {
  const definition = folder?.settings.metrics[metric];
  if (definition === undefined) return true;
  return definition.kind === 'flow' && addsUp(definition, reading.book ?? { metrics: {} });
}

async function readSums(targets: readonly Target[], { options, events, context }: FactsSite): Promise<MetricFacts> {
  const { history: files, reading, levels } = options;
  const grain = targets.every(({ period }) => isMonthAligned(period)) ? 'month' : 'day';
  const request = { files, reading, levels, all: levels, grain, metric: (targets[0] as Target).metric.name } as const;
  const { totals } = await attributedFacts(request, events, context);
  sayRows(totals.account, context);
  const { first, last, units } = totals;
  return {
    units,
    totals,
    knownOf: (unit) => ({ first, last, valueOf: (span) => ({ coefficient: sumOf(totals, unit, span), scale: totals.scale }) }),
  };
}

function sumOf({ units, unit, day, amount }: Totals, within: UnitPath, { start, end }: LabelledSpan): bigint {
  const isInside = units.map((path) => isWithin(path, within));
  let sum = 0n;
  for (let row = 0; row < day.length; row++) {
    const on = day[row] as number;
    if (on >= start && on <= end && isInside[unit[row] as number]) sum += amount[row] as bigint;
  }
  return sum;
}

const RATE_DECIMALS = 6;

/** Each node and span by itself, as `history -p` shows them. */
async function measured(targets: readonly Target[], { options, events, context }: FactsSite): Promise<MetricFacts> {
  const spans = [...new Map(targets.flatMap(({ period }) => spansOf(period).map((span) => [span.label, span]))).values()];
  const { metric } = targets[0] as Target;
  const { history: files, reading, levels, fiscal } = options;
  const question = {
    ...{ files, reading, levels, spans, fiscal, events, all: levels, asOf: context.today },
    ...{ lookBack: undefined, credit: 'share' as const, kind: metric.kind },
  };
  const measuring: Measuring = { question, context, parts: [], ahead: new Set(), known: new Map() };
  const result = await measureMetric(metric.name, measuring);
  await report(context, result.findings);
  const past = measuring.parts.filter((part) => !measuring.ahead.has(part.metric)).map(({ totals }) => totals);
  const first = leastOf(past.flatMap((totals) => totals.first ?? []));
  const last = leastOf(past.flatMap((totals) => (totals.last === undefined ? [] : -totals.last)));
  const numberOf = new Map(spans.map(({ label }, at) => [label, at]));
  const measuredIn =
    (unit: UnitPath) =>
    (span: LabelledSpan): Decimal | undefined => {
      const value = result.at(unit, numberOf.get(span.label) as number);
      if (!value || value.denominator === 0n || value.isTooFew) return undefined;
      return { coefficient: divideRounded(value.numerator * power10(RATE_DECIMALS), value.denominator), scale: RATE_DECIMALS };
    };
  const units = [...new Map(result.units.map((path) => [pathKey(path), path])).values()];
  const days = { first, last: last === undefined ? undefined : -last };
  return { units, totals: undefined, knownOf: (unit) => ({ ...days, valueOf: measuredIn(unit) }) };
}

function leastOf(days: readonly number[]): number | undefined {
  return days.length === 0 ? undefined : Math.min(...days);
}
