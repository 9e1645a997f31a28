import type { Day } from '../../core/calendar/day.ts';
import type { Period } from '../../core/calendar/period.ts';
import { refuse } from '../../core/finding.ts';
import { mergeAccounts } from '../../core/merge-totals.ts';
import type { StatedEvent } from '../../core/reorganisation/stated-event.ts';
import { nodeAt } from '../../core/tree.ts';
import { lowerIsBetter } from '../../core/variance/lower-is-better.ts';
import { measuredDays, measuredVariance, plannedRatios } from '../../core/variance/measured-variance.ts';
import { ownPlans } from '../../core/variance/own-plans.ts';
import type { Variance } from '../../core/variance/variance.ts';
import { asOfDay } from '../as-of.ts';
import { gridsOf } from '../compare-plan.ts';
import { type Context, silent } from '../context.ts';
import type { ReadPlan } from '../read-plan.ts';
import type { Reading } from '../reading-options.ts';
import type { StructureChoice } from '../structure.ts';
import { asWas, sayParts } from './measure-history.ts';
import { measureMetric } from './measure-metric.ts';
import type { Measuring, NamedSpan } from './measure-request.ts';
import { addsUp, isOnlyMeasured } from './only-measured.ts';

export interface MeasuredComparison {
  readonly plan: ReadPlan;
  readonly actual: readonly string[];
  readonly reading: Reading;
  readonly events: readonly StatedEvent[];
  readonly asOf: StructureChoice['asOf'];
  /** Which periods to report on, by the plan's span and the judged day; undefined for those that the plan's rows name. */
  readonly periodsOf: (span: Period, asOf: Day) => readonly Period[] | undefined;
}

export interface MeasuredResult {
  readonly result: Variance;
  readonly asOf: Day;
}

/** Whether actuals of a plan's metric are values of nodes, which no sums of rows give. */
export function isMeasuredPlan({ metric, definition: { kind } }: ReadPlan, { book }: Reading): boolean {
  const settings = book?.metrics[metric];
  if (book === undefined || settings === undefined || !isOnlyMeasured(settings) || addsUp(settings, book)) return false;
  if (kind === 'flow' || kind === 'stock') throw refuse('measures.no-variance', { metric, kind });
  return true;
}

/** A plan against actuals that are measured at each node; says what was read. */
export async function compareMeasured(asked: MeasuredComparison, context: Context): Promise<MeasuredResult> {
  const { plan, asOf: given, periodsOf } = asked;
  const planned = plan.definition.kind === 'ratio' ? ratioPlans(asked) : countPlans(plan);
  const last = given === undefined ? await lastDay(asked, planned.span, context) : undefined;
  const asOf = asOfDay(given, last, context.today);
  const periods = periodsOf(planned.span, asOf) ?? planned.periods;
  const days = measuredDays(planned.span, periods, asOf);
  const measuring = measuringOf(asked, { spans: days.spans, asOf }, context);
  const actual = await measureMetric(plan.metric, measuring);
  sayParts(measuring.parts, context);
  const totals = measuring.parts.map((part) => part.totals);
  const past = measuring.parts.filter(({ metric }) => !measuring.ahead.has(metric)).map((part) => part.totals);
  const firsts = totals.map(({ first }) => first ?? Number.POSITIVE_INFINITY);
  const lasts = past.flatMap(({ last: day }) => (day === undefined ? [] : [Math.min(day, asOf)]));
  const result = measuredVariance({
    ...{ days, units: planned.units, actual: { ...actual, findings: [...asWas(measuring), ...actual.findings] } },
    planned: planned.planned(periods, actual.scale),
    first: firsts.some((first) => !Number.isFinite(first)) ? undefined : Math.max(...firsts),
    account: mergeAccounts(totals.map(({ account }) => account)),
    dataThrough: lasts.length === 0 ? undefined : Math.max(...lasts),
  });
  return { result: plan.definition.direction === 'lower' ? lowerIsBetter(result) : result, asOf };
}

/** A ratio's plan has its parts in every cell. */
function ratioPlans({ plan, events }: MeasuredComparison) {
  const { ratio, grid } = gridsOf(plan, events);
  if (ratio === undefined) throw new Error('a ratio without its parts');
  const span = nodeAt(grid.periods, 0).value;
  const planned = (periods: readonly Period[], scale: number) => plannedRatios(ratio, periods, scale);
  return { units: grid.units, span, periods: [span], planned };
}

function countPlans({ source, made }: ReadPlan) {
  const methods = made?.method ?? [];
  return ownPlans(
    source,
    methods.some((method) => method.includes('repeat')),
  );
}

/** The last day of the data, which a first look at the whole span finds. */
async function lastDay(asked: MeasuredComparison, span: Period, context: Context): Promise<Day | undefined> {
  const measuring = measuringOf(asked, { spans: [span], asOf: context.today }, silent(context));
  await measureMetric(asked.plan.metric, measuring);
  const days = measuring.parts.flatMap(({ metric, totals }) => (measuring.ahead.has(metric) ? [] : (totals.last ?? [])));
  return days.length === 0 ? undefined : Math.max(...days);
}

function measuringOf(
  { plan, actual, reading, events }: MeasuredComparison,
  { spans, asOf }: { readonly spans: readonly NamedSpan[]; readonly asOf: Day },
  context: Context,
): Measuring {
  const { levels, fiscal } = plan.source;
  const question = {
    ...{ files: actual, reading, levels, spans, fiscal, asOf, events, all: levels },
    ...{ lookBack: undefined, credit: 'share' as const, kind: plan.definition.kind },
  };
  return { question, context, parts: [], ahead: new Set(), known: new Map() };
}
