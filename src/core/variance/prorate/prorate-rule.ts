import { type CountDays, calendarDays } from '../../calendar/day-count.ts';
import { overlap, type Period, type Span } from '../../calendar/period.ts';

export const PRORATE_RULES = ['calendar', 'working', 'weekday', 'history'] as const;
export type ProrateName = (typeof PRORATE_RULES)[number];

/** How a period that is partly gone counts: its plan to date is plan x weight of the days gone / weight of all of its days. */
export interface ProrateRule {
  readonly name: ProrateName;
  /** What the days of a span weigh together, both ends included, in a unit of the rule; never negative, and neighbours add up. */
  readonly weightOf: (span: Span) => bigint;
  /** The days of a span on which something can be sold: a gap is spread over those that are left. */
  readonly countDays: CountDays;
}

/** Every day that counts weighs the same. */
export function byDays(name: 'calendar' | 'working', countDays: CountDays): ProrateRule {
  return { name, weightOf: (span) => BigInt(countDays(span)), countDays };
}

export const CALENDAR_RULE: ProrateRule = byDays('calendar', calendarDays);

/** Weights by day of what is gone and of the whole. */
export interface Elapsed {
  readonly gone: bigint;
  readonly whole: bigint;
}

/**
 * How much of a period is gone on a day (included): nothing before it begins, all of it from its last day on, and nothing before
 * that in a period of which no day weighs anything.
 */
export function elapsedOf(period: Span, asOf: number, { weightOf }: ProrateRule): Elapsed {
  if (period.end <= asOf) return { gone: 1n, whole: 1n };
  const gone = overlap(period, { start: period.start, end: asOf });
  const whole = weightOf(period);
  if (gone === undefined || whole === 0n) return { gone: 0n, whole: 1n };
  return { gone: weightOf(gone), whole };
}

/** What the measures of a reported period read of time: the days that count, and their weights where days weigh differently. */
export interface ElapsedDays {
  readonly daysGone: number;
  readonly days: number;
  readonly elapsed?: Elapsed;
}

/** Of the days `gone` of a period inside a plan's `span`. */
export function elapsedDays(
  period: Period,
  gone: Span | undefined,
  { span, rule }: { span: Span; rule: ProrateRule },
): ElapsedDays {
  const { weightOf, countDays } = rule;
  const inside = overlap(period, span) as Span;
  const counts = { daysGone: gone ? countDays(gone) : 0, days: countDays(inside) };
  const isEven = rule.name === 'calendar' || rule.name === 'working';
  return isEven ? counts : { ...counts, elapsed: { gone: gone ? weightOf(gone) : 0n, whole: weightOf(inside) } };
}
