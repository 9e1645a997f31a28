import { type Axis, readsHistory } from '../core/allocation/basis/basis-source.ts';
import { ABSORB } from '../core/allocation/changes/change-problem.ts';
import { METHOD_AXES } from '../core/allocation/methods/method.ts';
import { parseRoleFactor, type RoleFactor } from '../core/allocation/roster-tilts.ts';
import { ON_ZERO_BASIS, SHAPES } from '../core/allocation/weigh.ts';
import { formatAmount, formatExact, power10 } from '../core/amount.ts';
import type { FiscalYear } from '../core/calendar/period.ts';
import type { Metric } from '../core/metrics/metric.ts';
import type { RatioTarget } from '../core/metrics/ratio-target.ts';
import { formatPath, parsePath } from '../core/organisation/unit-tree.ts';
import { ON_LOCK } from '../core/reorganisation/event.ts';
import type { PlanFolder } from '../plan-folder/read-plan-folder.ts';
import { parseAsOf } from './as-of.ts';
import { type AxisChoices, readAxisChoices } from './axis-choices.ts';
import { readAxes } from './axis-options.ts';
import type { Context } from './context.ts';
import { type FlagName, PLANNING } from './flags.ts';
import { refuseTogether } from './flags-together.ts';
import { readForecastOptions } from './forecasting/forecast-options.ts';
import { type DenominatorChoice, needsRatioHistory, readMeasured } from './metric-options.ts';
import type { EffectiveFlags, OptionReader } from './option-reader.ts';
import { readOutput } from './output.ts';
import { type Axes, parseAmount, parseLike } from './parse-flags.ts';
import { isPartOfPlan, refuseWholeTarget } from './part-choice.ts';
import { readFiscal, readPeriod } from './period-options.ts';
import { readAlignChoice } from './read-align.ts';
import { readEventChoice } from './read-events.ts';
import { type Reading, readReading } from './reading-options.ts';
import { rosterRules } from './roster-options.ts';
import { readBuffers, readChanges, readRates } from './scope-options.ts';
import { needFacts } from './sources/metric-terms.ts';
import { bookOf, type SourceBook } from './sources/source-book.ts';
import { type ChosenTarget, chosenTarget } from './target-choice.ts';

/** Everything that `decompose` was told. */
export type DecomposeOptions = ReturnType<typeof readDecomposeOptions>;

interface OptionSite {
  readonly folder: PlanFolder | undefined;
  readonly context: Context;
  /** What the settings say of sources and metrics, where it is not that of the folder. */
  readonly book?: SourceBook | undefined;
}

/** Everything `decompose` can be told, read and checked. */
export function readDecomposeOptions(reader: OptionReader, { folder, context, book = bookOf(folder) }: OptionSite) {
  const amounts = { decimals: folder?.settings.currency.decimals ?? 2, fiscal: readFiscal(reader) };
  const isChange = reader.list('change').length > 0;
  const target = isChange ? undefined : chosenTarget(reader, folder);
  const isPart = !isChange && isPartOfPlan(reader, folder, target);
  if (!isChange && !isPart) refuseWholeTarget(reader, target);
  const what = whatToPlan(reader, target, amounts);
  const { flags, ...measured } = readMeasured(reader, { folder, book, target, decimals: amounts.decimals });
  const metric = target?.metric ?? reader.text('metric') ?? 'revenue';
  const roles = rolesOf(reader, folder, metric);
  const options = {
    /** The flags that the plan depends on, for its record. */
    flags: { ...effectiveFlags(reader, target, amounts.decimals), ...flags, ...rolesForRecord(roles) },
    ...amounts,
    ...what,
    ...measured,
    // What is assigned above a plan is an amount.
    buffers: measured.definition.kind === 'flow' ? what.buffers : [],
    ...howToPlan(reader, amounts, measured.definition),
    isChange,
    isPart,
    /** Whether a flag was said now, and not by a record or the folder. */
    isGiven: (name: FlagName) => reader.given(name) && !reader.off(name),
    ...changesOf(reader, amounts),
    ...locksOf(reader),
    ...readEventChoice(reader),
    ...rosterRules(reader),
    ...readAlignChoice(reader),
    roles,
    reading: readReading(reader, book),
    ...deliveryOf(reader, context),
  };
  refuseTogether(reader, options, context);
  needAll(reader, options, folder);
  return options;
}

/** How amounts and periods are read. */
interface Amounts {
  readonly decimals: number;
  readonly fiscal: FiscalYear;
}

/** The total, and what it is broken down by and from. */
function whatToPlan(reader: OptionReader, target: ChosenTarget | undefined, { fiscal }: Amounts) {
  const axes = readAxes(reader);
  const period = readPeriod(reader, fiscal) ?? target?.period;
  const unit = parsePath(reader.text('unit') ?? '');
  return {
    axes,
    period,
    target: reader.text('target') ?? target?.id,
    unit: unit.length > 0 ? unit : (target?.path ?? []),
    unitText: reader.text('unit') ?? '',
    level: reader.text('level'),
    buffers: readBuffers(reader),
    history: reader.list('history'),
    org: reader.text('org'),
    exclude: reader.list('exclude'),
    likes: reader.values('like', parseLike, '新品=老品:60%'),
  };
}

/** In which proportions, and how it is rounded. */
function howToPlan(reader: OptionReader, amounts: Amounts, { kind, isCounted = false }: Metric) {
  const { decimals, fiscal } = amounts;
  // Half a customer is no plan.
  const usualStep = isCounted && kind === 'flow' ? power10(decimals) : 1n;
  return {
    ...readAxisChoices(reader, amounts),
    forecast: readForecastOptions(reader),
    populatedOnly: reader.on('populatedOnly'),
    shape: reader.choice('shape', SHAPES) ?? 'own',
    growths: readRates(reader, 'growth', fiscal),
    weights: readRates(reader, 'weight', fiscal),
    roundTo: reader.value('roundTo', (text) => positive(parseAmount(text, decimals)), '0.01, 1000, 1万') ?? usualStep,
    onZeroBasis: reader.choice('onZeroBasis', ON_ZERO_BASIS) ?? 'error',
    onNegative: reader.choice('onNegative', ['zero', 'error']) ?? 'zero',
    onBlankUnit: reader.choice('onBlankUnit', ['keep', 'error']) ?? 'keep',
  };
}

/** What is changed of a plan that exists, and who absorbs it. */
function changesOf(reader: OptionReader, amounts: Amounts) {
  return {
    changes: readChanges(reader, amounts),
    absorb: reader.choice('absorb', ABSORB) ?? 'siblings',
    plan: reader.text('plan'),
    reason: reader.text('reason') ?? '',
  };
}

/** What roles weigh for the planned metric: the settings, and above them the flags. */
function rolesOf(reader: OptionReader, folder: PlanFolder | undefined, metric: string): RoleFactor[] {
  const settings = Object.entries(folder?.settings.roles ?? {}).flatMap(([role, byMetric]) => {
    const factor = Object.hasOwn(byMetric, metric) ? parseRoleFactor(`${role}=${byMetric[metric]}`) : undefined;
    return factor ?? [];
  });
  const flags = reader.values('roles', parseRoleFactor, 'senior=3, 资深=1.5');
  return [...new Map([...settings, ...flags].map((factor) => [factor.role, factor])).values()];
}

function rolesForRecord(roles: readonly RoleFactor[]): EffectiveFlags {
  return roles.length === 0 ? {} : { role: roles.map(({ role, text }) => `${role}=${text}`) };
}

/** Where the plan goes, and how it looks. */
function deliveryOf(reader: OptionReader, { look }: Context) {
  return {
    layout: reader.choice('layout', ['wide', 'tidy']),
    dryRun: reader.on('dryRun'),
    output: readOutput(reader, look.json),
  };
}

/** Which locks hold, on which day, and what becomes of those that an event meets. */
function locksOf(reader: OptionReader) {
  return {
    onLock: reader.choice('onLock', ON_LOCK) ?? ('stop' as const),
    locks: reader.list('locks'),
    ignoreLocks: reader.off('locks') || reader.on('noLocks'),
    asOf: reader.value('asOf', parseAsOf, '2026-03-31, last-month-end'),
  };
}

function positive(amount: bigint | undefined): bigint | undefined {
  return amount !== undefined && amount > 0n ? amount : undefined;
}

/** What the chosen target says stands for the flags that say the same. */
function effectiveFlags(reader: OptionReader, target: ChosenTarget | undefined, decimals: number): EffectiveFlags {
  const flags = reader.effective(PLANNING);
  if (!target) return flags;
  const { metric, period, path, value } = target;
  const unit = path.length > 0 ? { unit: formatPath(path) } : {};
  return {
    total: value === 0n ? formatExact(target.written.coefficient, target.written.scale, 0) : formatAmount(value, decimals),
    period: period.label,
    ...unit,
    ...flags,
    metric,
  };
}

interface Needs extends HistoryNeed {
  readonly isPart: boolean;
  readonly total: unknown;
  readonly ratio: RatioTarget | undefined;
  readonly definition: Metric;
  readonly denominators: DenominatorChoice;
  readonly period: unknown;
  readonly history: readonly string[];
  readonly metric: string;
  readonly reading: Reading;
  readonly plan: string | undefined;
}

/** Notes what is missing: a change needs the plan, everything else a total, a period and mostly history. */
function needAll(reader: OptionReader, options: Needs, folder: PlanFolder | undefined): void {
  const { total, ratio, period, method, isChange, isPart, plan, history, definition, metric, reading } = options;
  if (isChange) {
    reader.need('plan', plan !== undefined || folder !== undefined);
    return;
  }
  const isNamed = folder !== undefined && reader.problems.some(({ values }) => values?.flag === '--target');
  // A part has its total and its period from the plan.
  const givesTotal = isPart || METHOD_AXES.some((axis) => method[axis].givesTotal);
  if (!isNamed) reader.need('total', (total ?? ratio) !== undefined || givesTotal);
  if (!isNamed) reader.need('period', period !== undefined || isPart);
  const reads = definition.kind === 'ratio' ? needsRatioHistory(options) : needsHistory(options);
  if (reads) needFacts(reader, metric, { ...reading, files: history });
}

interface HistoryNeed extends AxisChoices {
  readonly isChange: boolean;
  readonly populatedOnly: boolean;
  readonly axes: Axes;
  readonly org: string | undefined;
}

/** Whether history must be read: for a basis that is used, or for the units when nothing else names them. */
export function needsHistory({ isChange, axes, org, ...need }: HistoryNeed): boolean {
  if (isChange) return false;
  return weighsHistory(need) || ((axes.levels ?? []).length > 0 && org === undefined && !namesUnits(need.basis));
}

/** Whether the weights of some axis come from history. */
export function weighsHistory({
  basis,
  method,
  populatedOnly,
}: Pick<HistoryNeed, 'basis' | 'method' | 'populatedOnly'>): boolean {
  const isUsed = (axis: Axis) => populatedOnly || method[axis].usesBasis;
  return METHOD_AXES.some((axis) => {
    const choice = basis[axis];
    return isUsed(axis) && ('kind' in choice ? choice.kind === 'forecast' : readsHistory(choice));
  });
}

/** Whether a basis says by itself which units there are: another plan does, and so does a weights file for units. */
function namesUnits({ time, org }: AxisChoices['basis']): boolean {
  return 'path' in org || ('path' in time && time.kind === 'plan');
}
