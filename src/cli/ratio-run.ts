import type { BasisSource } from '../core/allocation/basis/basis-source.ts';
import { calendarDays } from '../core/calendar/day-count.ts';
import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import { refuse } from '../core/finding.ts';
import { decomposeRatio, type RatioPlan } from '../core/metrics/decompose-ratio.ts';
import type { PlannedDenominators, RatioRequest, RatioTotals } from '../core/metrics/ratio-request.ts';
import { formatPath } from '../core/organisation/unit-tree.ts';
import { attributeTotals } from '../core/reorganisation/attribute-totals.ts';
import { withCustomerShares } from '../core/reorganisation/customer-shares.ts';
import { needsCustomers, type StatedEvent } from '../core/reorganisation/stated-event.ts';
import { throughDay } from '../core/through-day.ts';
import type { Totals } from '../core/totals.ts';
import { asOfDay } from './as-of.ts';
import { report } from './context.ts';
import type { DecomposeOptions } from './decompose-options.ts';
import { unitPathOf } from './level-choice.ts';
import { addsUp, isMeasuredRatio } from './measures/only-measured.ts';
import { needsRatioHistory } from './metric-options.ts';
import { cutsMonth, deliver, refuseBlankUnits } from './plan-history.ts';
import { type InputFile, type PlanRun, targetId } from './plan-record.ts';
import { type PlanPlace, rosterInput } from './plan-run.ts';
import { CUSTOMER, readEvents } from './read-events.ts';
import { type Facts, readFacts } from './read-facts.ts';
import { readLocks } from './read-locks.ts';
import { readRoster } from './read-roster.ts';
import { sortEvents } from './sorted-events.ts';
import { taxBasisFindings } from './sources/tax-findings.ts';

/** Reads everything that the options name and plans a ratio: the history twice, once for each of its parts. */
export async function runRatio(
  options: DecomposeOptions,
  place: PlanPlace,
  recorded?: readonly StatedEvent[],
): Promise<PlanRun<RatioPlan>> {
  const { folder, context } = place;
  const { axes, fiscal, denominators: choice, decimals } = options;
  const levels = axes.levels ?? [];
  const period = options.period as Period;
  const stated = recorded ?? (await readEvents(options, place));
  const { grains = ['month'] } = axes;
  const frame = {
    period,
    grains,
    fiscal: isFiscalLabel(period.label) ? fiscal : undefined,
    basis: options.basis.org as BasisSource,
  };
  const needs = needsRatioHistory(options);
  const isMeasured = isMeasuredRatio(options.metric, options.reading.book);
  const form = { context, stated, frame };
  if (needs && options.reading.book?.metrics[options.metric]?.gap_of !== undefined)
    throw refuse('measures.no-sums-of-ratio', { metric: options.metric });
  // Without a need, rows that add up are read for their units alone.
  const reads = needs || (options.history.length > 0 && !isOnlyAtNodes(options));
  const written = reads ? await (isMeasured ? measuredHistory : bothParts)(options, form) : undefined;
  const { past, later, ...sorted } = sortEvents(stated, { read: levels, levels, period }, written?.read);
  await report(context, sorted.findings);
  const facts = written && attributed(written, past, stated.some(needsCustomers));
  const unit = facts ? unitPathOf(formatPath(options.unit), levels, facts.totals.numerator.units) : options.unit;
  const locks = await readLocks({ ...options, target: targetId(options) }, { folder, levels, context });
  if (locks.length > 0) throw refuse('metric.no-locks', { metric: options.metric, kind: 'ratio', count: locks.length });
  const denominators: PlannedDenominators =
    choice.kind === 'history'
      ? choice
      : await import('./read-denominators.ts').then((module) =>
          module.readDenominators(choice, { levels, decimals, fiscal }, context),
        );
  const result = decomposeRatio({
    ...options,
    target: options.ratio,
    atMostOne: options.definition.atMostOne,
    scale: decimals,
    ...frame,
    levels,
    unit,
    denominators,
    roster: await readRoster({ file: options.org, folder }, levels, context),
    totals: facts?.totals,
  });
  const files: InputFile[] = [
    ...rosterInput(options, folder),
    ...(choice.kind === 'history'
      ? []
      : [{ file: choice.path, role: choice.kind === 'file' ? ('weights' as const) : ('plan' as const) }]),
  ];
  const events = { past, later: withCustomerShares([...past, ...later], written?.read.totals, (event) => later.includes(event)) };
  return { result, facts: facts?.read, locks: [], files, countDays: calendarDays, events };
}

interface BothParts {
  readonly totals: RatioTotals;
  /** As one read, for the record. */
  readonly read: Facts;
}

/** Both parts under the units that there are on the plan's first day. */
function attributed({ totals, read }: BothParts, past: readonly StatedEvent[], withCustomers: boolean): BothParts {
  const asIs = (part: Totals) => attributeTotals(part, past, withCustomers);
  const numerator = asIs(totals.numerator);
  const rows = totals.rows && { rows: asIs(totals.rows) };
  return {
    totals: { ...totals, numerator, denominator: asIs(totals.denominator), ...rows },
    read: { ...read, totals: numerator },
  };
}

interface PartsForm {
  readonly context: PlanPlace['context'];
  readonly stated: readonly StatedEvent[];
  /** What the plan's leaf periods are, and what they start from. */
  readonly frame: Pick<RatioRequest, 'period' | 'grains' | 'fiscal' | 'basis'>;
}

/** Whether no sums of rows are the metric's parts, so that its rows are no help where no history is needed. */
function isOnlyAtNodes({ metric, reading: { book } }: DecomposeOptions): boolean {
  const definition = book?.metrics[metric];
  return book !== undefined && definition !== undefined && !addsUp(definition, book);
}

/** Parts of a ratio that are worked out at each unit and span. */
async function measuredHistory(options: DecomposeOptions, { context, stated, frame }: PartsForm): Promise<BothParts> {
  const { metric, reading, history: files, axes, fiscal: fiscalYear } = options;
  const { readRatioHistory } = await import('./measures/ratio-history.ts');
  const asOf = options.asOf === undefined ? undefined : asOfDay(options.asOf, undefined, context.today);
  const levels = [...(axes.levels ?? []), ...(stated.some(needsCustomers) ? [CUSTOMER] : [])];
  const byDay = cutsMonth(frame.period, asOf);
  const history = await readRatioHistory({ ...frame, metric, reading, files, fiscalYear, levels, asOf, byDay }, context);
  refuseBlankUnits(options, (history.totals.rows as Totals).units);
  return { totals: history.totals, read: { totals: history.totals.rows as Totals, files: history.files } };
}

async function bothParts(options: DecomposeOptions, { context, stated }: PartsForm): Promise<BothParts> {
  const { reading, axes, definition } = options;
  const asOf = options.asOf === undefined ? undefined : asOfDay(options.asOf, undefined, context.today);
  const request = {
    files: options.history,
    reading,
    levels: [...(axes.levels ?? []), ...(stated.some(needsCustomers) ? [CUSTOMER] : [])],
    grain: cutsMonth(options.period as Period, asOf) ? ('day' as const) : ('month' as const),
    metric: options.metric,
  };
  const numerator = { kind: 'numerator' as const, name: definition.numerator };
  const denominator = { kind: 'denominator' as const, name: definition.denominator };
  const read = await readFacts({ ...request, part: numerator, identify: true, meanwhile: deliver }, context);
  const below = await readFacts({ ...request, part: denominator }, context);
  const known = (facts: Facts) => (asOf === undefined ? facts.totals : throughDay(facts.totals, asOf));
  const totals = { numerator: known(read), denominator: known(below) };
  const [a, b] = [totals.numerator.account, totals.denominator.account];
  // Parts that have tables of their own have rows of their own.
  if (read.table !== undefined && read.table === below.table && a.used !== b.used)
    throw refuse('metric.rows-differ', { numerator: a.used, denominator: b.used });
  if (read.table !== below.table) await report(context, taxBasisFindings(totals, { ...definition, reading }));
  refuseBlankUnits(options, totals.numerator.units);
  return { totals, read: { ...read, totals: totals.numerator } };
}
