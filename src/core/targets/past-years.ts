import type { Decimal } from '../amount.ts';
import { addMonths, civil, type Day } from '../calendar/day.ts';
import { endOfMonth, startOfMonth } from '../calendar/month.ts';
import type { Span } from '../calendar/period.ts';
import type { PastYear, TargetHistory } from './evidence.ts';

/** A span of days with its name. */
export type LabelledSpan = Span & { readonly label: string };

/** What is known of a metric and unit. */
export interface KnownValues {
  /** First and last day with a row; undefined without any. */
  readonly first: Day | undefined;
  readonly last: Day | undefined;
  readonly today: Day;
  /** Undefined where there is no value. */
  readonly valueOf: (span: LabelledSpan) => Decimal | undefined;
}

/** How far back years are looked at. */
const MOST_YEARS = 10;
/** Days that the last row may be short of the end of a span that is not over yet and counts as whole. */
const SHORT_OF_END = 7;

/** The span itself, and then the same one in earlier years, the nearest first; one of several years goes back by as many. */
export function spansOf(period: LabelledSpan): readonly LabelledSpan[] {
  const step = yearsIn(period);
  return Array.from({ length: MOST_YEARS + 1 }, (_, back) => ({
    start: addMonths(period.start, -12 * step * back),
    end: addMonths(period.end + 1, -12 * step * back) - 1,
    label: period.label.replace(/\d{4}(?=-|\.|$)/g, (year) => String(Number(year) - step * back).padStart(4, '0')),
  }));
}

function yearsIn({ start, end }: Span): number {
  const [from, to] = [civil(start), civil(end + 1)];
  return Math.max(1, Math.ceil(((to.year - from.year) * 12 + to.month - from.month) / 12));
}

/**
 * The whole earlier years, oldest first, and what the period itself has come to. A year is whole when rows begin in its first month or before and
 * reach its last month, or to a week before its end while that is not over; years before the first value that is not zero are left out.
 */
export function targetHistory(period: LabelledSpan, known: KnownValues): TargetHistory {
  const { first, last, today } = known;
  if (first === undefined || last === undefined) return { years: [], reached: undefined };
  const [own, ...earlier] = spansOf(period) as [LabelledSpan, ...LabelledSpan[]];
  const reaches = ({ end }: Span) => last >= (today > end ? startOfMonth(end) : end - SHORT_OF_END);
  const isWhole = (span: Span) => first <= endOfMonth(span.start) && reaches(span);
  const step = yearsIn(period);
  const years = earlier.flatMap((span, at): PastYear[] => {
    const value = isWhole(span) ? known.valueOf(span) : undefined;
    return value ? [{ label: span.label, before: (at + 1) * step, value }] : [];
  });
  const reached = last >= own.start ? known.valueOf(own) : undefined;
  return {
    years: sinceFirst(years.reverse()),
    reached: reached && { value: reached, through: Math.min(last, own.end) },
  };
}

function sinceFirst(years: readonly PastYear[]): readonly PastYear[] {
  const first = years.findIndex(({ value }) => value.coefficient !== 0n);
  return first < 0 ? [] : years.slice(first);
}
