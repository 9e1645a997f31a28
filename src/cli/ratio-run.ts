import type { BasisSource } from '../core/allocation/basis/basis-source.ts';
import { calendarDays } from '../core/calendar/day-count.ts';
import { isFiscalLabel } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import { type Finding, refuse } from '../core/finding.ts';
import { neededFinding } from '../core/market/needed-amounts.ts';
import { decomposeRatio, type RatioPlan } from '../core/metrics/decompose-ratio.ts';
import type { PlannedDenominators, RatioRequest, RatioTotals } from '../core/metrics/ratio-request.ts';
import { formatPath, type UnitPath } from '../core/organisation/unit-tree.ts';
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
  const { axes, denominators: choice, decimals } = options;
  const levels = axes.levels ?? [];
  const frame = frameOf(options);
  const stated = recorded ?? (await readEvents(options, place));
  const written = await readParts(options, { context, stated, frame });
  const { past, later, ...sorted } = sortEvents(stated, { read: levels, levels, period: frame.period }, written?.read);
  await report(context, sorted.findings);
  const facts = written && attributed(written, past, stated.some(needsCustomers));
  const unit = facts ? unitPathOf(formatPath(options.unit), levels, facts.totals.numerator.units) : options.unit;
  await refuseLocks(options, place);
  const result = decomposeRatio({
    ...options,
    target: options.ratio,
    atMostOne: options.definition.atMostOne,
    scale: decimals,
    ...frame,
    levels,
    unit,
    denominators: await plannedDenominators(options, unit, context),
    roster: await readRoster({ file: options.org, folder }, levels, context),
    totals: facts?.totals,
  });
  const files = [...rosterInput(options, folder), ...denominatorInput(choice)];
  const events = { past, later: withCustomerShares([...past, ...later], written?.read.totals, (event) => later.includes(event)) };
  const findings = [...result.findings, ...neededFor(result, options)];
  return { result: { ...result, findings }, facts: facts?.read, locks: [], files, countDays: calendarDays, events };
}

/** What shares of a market come to in sales. */
function neededFor({ plan }: RatioPlan, { denominators, definition, period, decimals, ...options }: DecomposeOptions): Finding[] {
  if (denominators.kind !== 'market') return [];
  const target = targetId({ ...options, period });
  const { numerator: metric = 'revenue' } = definition;
  return [neededFinding(plan, { target, metric, period: (period as Period).label, decimals })];
}

/** What a plan's leaf periods are, and what they start from. */
type RatioFrame = Pick<RatioRequest, 'period' | 'grains' | 'fiscal' | 'basis'>;

function frameOf({ axes, fiscal, basis, period: asked }: DecomposeOptions): RatioFrame {
  const period = asked as Period;
  const { grains = ['month'] } = axes;
  return { period, grains, fiscal: isFiscalLabel(period.label) ? fiscal : undefined, basis: basis.org as BasisSource };
}

/** Both parts of the ratio; nothing where neither ratios nor units of the history are needed. */
async function readParts(options: DecomposeOptions, form: PartsForm): Promise<BothParts | undefined> {
  const { metric, reading, history } = options;
  const needs = needsRatioHistory(options);
  if (needs && reading.book?.metrics[metric]?.gap_of !== undefined) throw refuse('measures.no-sums-of-ratio', { metric });
  // Without a need, rows that add up are read for their units alone.
  if (!needs && (history.length === 0 || isOnlyAtNodes(options))) return undefined;
  return isMeasuredRatio(metric, reading.book) ? measuredHistory(options, form) : bothParts(options, form);
}

async function refuseLocks(options: DecomposeOptions, { folder, context }: PlanPlace): Promise<void> {
  const { metric, axes } = options;
  const locks = await readLocks({ ...options, target: targetId(options) }, { folder, levels: axes.levels ?? [], context });
  if (locks.length > 0) throw refuse('metric.no-locks', { metric, kind: 'ratio', count: locks.length });
}

async function plannedDenominators(
  { denominators: choice, axes, decimals, fiscal, ...options }: DecomposeOptions,
  unit: UnitPath,
  context: PlanPlace['context'],
): Promise<PlannedDenominators> {
  if (choice.kind === 'history') return choice;
  const { readDenominators } = await import('./read-denominators.ts');
  return readDenominators(
    choice,
    { levels: axes.levels ?? [], decimals, fiscal, unit, period: options.period as Period },
    context,
  );
}

const ROLES = { file: 'weights', plan: 'plan', market: 'market' } as const;

function denominatorInput(choice: DecomposeOptions['denominators']): InputFile[] {
  return choice.kind === 'history' ? [] : [{ file: choice.path, role: ROLES[choice.kind] }];
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
  readonly frame: RatioFrame;
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
