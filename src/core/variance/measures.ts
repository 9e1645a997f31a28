import { divideRounded, formatAmount, formatExact, formatRatio, power10 } from '../amount.ts';
import { writtenDecimals } from '../money/plan-money.ts';
import type { Elapsed } from './prorate/prorate-rule.ts';

/** What the measures of one row come from. Amounts at `scale`; days by the pro-rating rule. */
export interface VarianceFigures {
  readonly scale: number;
  readonly plan: bigint;
  readonly planToDate: bigint;
  readonly actual: bigint;
  /** The same days a year earlier; undefined when the data does not reach back. */
  readonly lastYear: bigint | undefined;
  readonly daysGone: number;
  readonly days: number;
  /** What is gone by the pro-rating rule, where its days weigh differently; else the days themselves. */
  readonly elapsed?: Elapsed | undefined;
  /** Whether less is better: of costs, returns, days to collect. */
  readonly lowerIsBetter?: boolean;
  /** The actual amount at actual rates, where `actual` is at plan rates. */
  readonly booked?: bigint | undefined;
  /** Where some units have money of their own: which these amounts are in, and what they are at plan rates in that of the whole. */
  readonly currency?: string | undefined;
  readonly home?: VarianceFigures | undefined;
  /** Open opportunities that close in the period, whole and x their probability. */
  readonly pipeline?: bigint | undefined;
  readonly weightedPipeline?: bigint | undefined;
}

/** Shares of plan to date from which a row is green or amber, and the share of days before which it is not judged. */
export interface Thresholds {
  readonly green: number;
  readonly amber: number;
  readonly early: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = { green: 1, amber: 0.9, early: 0.2 };

export const STATUSES = ['green', 'amber', 'red', 'early', 'none'] as const;
export type Status = (typeof STATUSES)[number];

/** `decimals` are the currency's; a ratio is never rounded up to one of the `thresholds`. */
export interface MeasureForm {
  readonly decimals: number;
  readonly thresholds: Thresholds;
  /** The unit that amounts are shown in; undefined for the base unit. */
  readonly unit?: string | undefined;
  /** Whether amounts are rounded once, to be seen: those that rates made have more decimals than money. */
  readonly isRounded?: boolean;
}

/** A named measure as text: plain decimals, blank where it does not apply. */
export interface Measure {
  readonly name: string;
  readonly kind: 'amount' | 'ratio' | 'share' | 'points';
  readonly of: (figures: VarianceFigures, form: MeasureForm) => string;
}

const RATIO_DECIMALS = 4;

const amount = (of: (f: VarianceFigures) => bigint | undefined) => (f: VarianceFigures, form: MeasureForm) => {
  const value = of(f);
  if (value === undefined) return '';
  const isRounded = f.home !== undefined || form.isRounded === true;
  return isRounded ? roundedText(value, f.scale, decimalsOf(f, form)) : formatExact(value, f.scale, form.decimals);
};

/** Decimals of the money that figures are in, which units of their own currency have of their own. */
function decimalsOf({ currency, home }: VarianceFigures, { decimals, unit }: MeasureForm): number {
  return unit !== undefined || currency === undefined || currency === home?.currency
    ? decimals
    : writtenDecimals(currency, decimals);
}

/** Of plans in several currencies every number is rounded once, to be seen: products at plan rates have more decimals than money. */
function roundedText(value: bigint, scale: number, decimals: number): string {
  if (scale <= decimals) return formatExact(value, scale, decimals);
  return formatAmount(divideRounded(value, power10(scale - decimals)), decimals);
}

/** A measure in the money of the whole. */
const atHome =
  <T>(of: (f: VarianceFigures) => T) =>
  (f: VarianceFigures) =>
    of(f.home ?? f);

const ratio = (of: (f: VarianceFigures) => readonly [bigint | undefined, bigint | undefined]) => (f: VarianceFigures) => {
  const [numerator, denominator] = of(f);
  return numerator === undefined || denominator === undefined ? '' : formatRatio(numerator, denominator, RATIO_DECIMALS);
};

/** Like a ratio, but one that rounding would lift to a threshold is rounded down: 99.996 % is not 100 % (domain rule T1). */
const judged =
  (of: (f: VarianceFigures) => readonly [bigint, bigint]) =>
  (f: VarianceFigures, { thresholds }: MeasureForm) => {
    const [numerator, denominator] = of(f);
    const text = formatRatio(numerator, denominator, RATIO_DECIMALS);
    const isLifted = [thresholds.green, thresholds.amber].some(
      (share) => text !== '' && Number(text) >= share && !isAtLeast(numerator, denominator, share),
    );
    return isLifted ? formatAmount((numerator * power10(RATIO_DECIMALS)) / denominator, RATIO_DECIMALS) : text;
  };

/** What was reached of a plan: actual / plan, or where less is better 2 - actual / plan, not below zero (domain rule T1). */
function reached({ actual, lowerIsBetter }: VarianceFigures, plan: bigint): readonly [bigint, bigint] {
  if (!lowerIsBetter) return [actual, plan];
  const rest = 2n * plan - actual;
  return [plan > 0n && rest < 0n ? 0n : rest, plan];
}

/** Nothing is left to go where less is better. */
const towards = (f: VarianceFigures, value: bigint): bigint | undefined => (f.lowerIsBetter ? undefined : value);

const gap = (f: VarianceFigures) => (f.plan > f.actual ? f.plan - f.actual : 0n);
const isOver = (f: VarianceFigures) => f.daysGone >= f.days;

const timeOf = ({ elapsed, daysGone, days }: VarianceFigures): Elapsed =>
  elapsed ?? { gone: BigInt(daysGone), whole: BigInt(days) };

/**
 * The measures in the order of their columns. variance = actual - plan to date; attainment = actual / plan; pace = actual /
 * plan to date, both 2 - that where less is better; time gap = attainment - time elapsed, blank where less is better; landing = actual + plan - plan to date; required rate = gap to go per remaining day (to the nearest unit of
 * the currency); required factor = gap to go / remaining plan. Ratios have four decimals, halves away from zero.
 */
export const MEASURES: readonly Measure[] = [
  { name: 'plan', kind: 'amount', of: amount((f) => f.plan) },
  { name: 'plan_to_date', kind: 'amount', of: amount((f) => f.planToDate) },
  { name: 'actual', kind: 'amount', of: amount((f) => f.actual) },
  { name: 'variance', kind: 'amount', of: amount((f) => f.actual - f.planToDate) },
  { name: 'attainment', kind: 'share', of: judged((f) => reached(f, f.plan)) },
  { name: 'pace', kind: 'share', of: judged((f) => reached(f, f.planToDate)) },
  { name: 'time_elapsed', kind: 'share', of: ratio((f) => [timeOf(f).gone, timeOf(f).whole]) },
  { name: 'time_gap', kind: 'points', of: ratio(timeGap) },
  { name: 'landing', kind: 'amount', of: amount((f) => f.actual + f.plan - f.planToDate) },
  { name: 'gap_to_go', kind: 'amount', of: amount((f) => towards(f, gap(f))) },
  { name: 'required_rate', kind: 'amount', of: requiredRate },
  {
    name: 'required_factor',
    kind: 'ratio',
    of: ratio((f) => [isOver(f) ? undefined : towards(f, gap(f)), f.plan - f.planToDate]),
  },
  { name: 'last_year', kind: 'amount', of: amount((f) => f.lastYear) },
  { name: 'yoy', kind: 'share', of: ratio((f) => [f.lastYear === undefined ? undefined : f.actual - f.lastYear, f.lastYear]) },
];

/**
 * What there is to say of foreign money, where `actual` is at plan rates: the amount as booked, at actual rates; the effect of
 * currency, booked - actual (volume is the variance, at plan rates); and booked / plan.
 */
export const CURRENCY_FIGURES: readonly Measure[] = [
  { name: 'booked', kind: 'amount', of: homeAmount((f) => f.booked) },
  {
    name: 'currency_effect',
    kind: 'amount',
    of: homeAmount((f) => (f.booked === undefined ? undefined : f.booked - f.actual)),
  },
  { name: 'booked_attainment', kind: 'share', of: ratio(atHome((f) => [f.booked, f.plan])) },
];

/** Where units have money of their own: the plan in that of the whole, and actual - plan to date there, both at plan rates. */
export const HOME_FIGURES: readonly Measure[] = [
  { name: 'home_plan', kind: 'amount', of: homeAmount((f) => f.plan) },
  { name: 'volume_effect', kind: 'amount', of: homeAmount((f) => f.actual - f.planToDate) },
];

function homeAmount(of: (f: VarianceFigures) => bigint | undefined): Measure['of'] {
  const text = amount(of);
  return (f, form) => text(f.home ? { ...f.home, home: f.home } : f, form);
}

const cover = (of: (f: VarianceFigures) => bigint | undefined) => ratio(atHome((f) => [of(f), towards(f, gap(f))]));

/** What is open of the metric, and how many times it covers the gap to go; blank where nothing is to go. */
export const PIPELINE_FIGURES: readonly Measure[] = [
  { name: 'pipeline', kind: 'amount', of: homeAmount((f) => f.pipeline) },
  { name: 'cover', kind: 'ratio', of: cover((f) => f.pipeline) },
  { name: 'weighted_pipeline', kind: 'amount', of: homeAmount((f) => f.weightedPipeline) },
  { name: 'weighted_cover', kind: 'ratio', of: cover((f) => f.weightedPipeline) },
];

function timeGap(f: VarianceFigures): readonly [bigint | undefined, bigint] {
  const { gone, whole } = timeOf(f);
  return [towards(f, f.actual * whole - gone * f.plan), f.plan * whole];
}

function requiredRate(f: VarianceFigures, form: MeasureForm): string {
  if (isOver(f) || f.lowerIsBetter) return '';
  const decimals = decimalsOf(f, form);
  const days = BigInt(f.days - f.daysGone);
  return formatAmount(divideRounded(gap(f) * power10(decimals), days * power10(f.scale)), decimals);
}

/** The status by unrounded pace; `none` without a plan to date, `early` before the given share of the days. */
export function statusOf(f: VarianceFigures, thresholds: Thresholds): Status {
  if (f.planToDate <= 0n) return 'none';
  const { gone, whole } = timeOf(f);
  if (!isAtLeast(gone, whole, thresholds.early)) return 'early';
  if (reaches(f, thresholds.green)) return 'green';
  return reaches(f, thresholds.amber) ? 'amber' : 'red';
}

/** Whether pace is at least `share`, compared in whole numbers. */
export function reaches(figures: VarianceFigures, share: number): boolean {
  return isAtLeast(...reached(figures, figures.planToDate), share);
}

const SHARE_STEPS = 1_000_000;

function isAtLeast(numerator: bigint, denominator: bigint, share: number): boolean {
  return numerator * BigInt(SHARE_STEPS) >= denominator * BigInt(Math.round(share * SHARE_STEPS));
}
