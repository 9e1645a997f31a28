import { addMonths, civil, type Day, firstOfMonth, formatDay, lastOfMonth, pad, weekday } from './day.ts';

/** Grains from coarse to fine; each nests in every one before it. */
export const GRAINS = ['year', 'half', 'quarter', 'month', 'week', 'day'] as const;
export type Grain = (typeof GRAINS)[number];

/** Days `start` to `end`, both included. */
export interface Span {
  readonly start: Day;
  readonly end: Day;
}

/** A named span. `grain` is undefined for a range that is no single calendar or fiscal period. */
export interface Period extends Span {
  readonly label: string;
  readonly grain: Grain | undefined;
  /** Days of the whole period, where a span cuts it. */
  readonly wholeDays?: number;
}

/** A fiscal year: its first month 1..12, and whether it is named by the calendar year in which it starts or ends. */
export interface FiscalYear {
  readonly startMonth: number;
  readonly name: 'start' | 'end';
}

const MONTHS = { year: 12, half: 6, quarter: 3, month: 1 } as const;
const LETTERS = { half: 'H', quarter: 'Q', month: 'M' } as const;

/**
 * The period of `grain` that contains `day`. With `fiscal`, years, halves and quarters are fiscal (`FY2026-Q1`);
 * months, weeks and days always are calendar ones.
 */
export function periodAt(grain: Grain, day: Day, fiscal: FiscalYear | undefined): Period {
  const { year, month } = civil(day);
  if (grain === 'day') return { grain, label: formatDay(day), start: day, end: day };
  if (grain === 'week') return weekPart(year, month, day);
  if (grain === 'month') return monthPeriod(year, month);
  const offset = fiscal ? fiscal.startMonth - 1 : 0;
  const sinceStart = (((month - 1 - offset) % 12) + 12) % 12;
  const index = Math.floor(sinceStart / MONTHS[grain]);
  const firstYear = month - 1 < offset ? year - 1 : year;
  const label = fiscal ? `FY${fiscalName(firstYear, fiscal)}` : `${pad(firstYear, 4)}`;
  return subdivision({ grain, yearLabel: label, firstYear, firstMonth: offset + 1, index });
}

export function monthPeriod(year: number, month: number): Period {
  const start = firstOfMonth(year, month);
  return { grain: 'month', label: formatDay(start).slice(0, 7), start, end: lastOfMonth(year, month) };
}

/**
 * A calendar year, half or quarter (or, with `fiscal`, also a month `FY2026-M03`) by its number from 0; undefined when
 * the year has no such part.
 */
export function partOfYear(
  year: number,
  part: { readonly grain: 'year' | 'half' | 'quarter' | 'month'; readonly index: number },
  fiscal: FiscalYear | undefined,
): Period | undefined {
  if (part.index < 0 || part.index >= 12 / MONTHS[part.grain]) return undefined;
  const firstMonth = fiscal?.startMonth ?? 1;
  const firstYear = fiscal && fiscal.name === 'end' && firstMonth > 1 ? year - 1 : year;
  const yearLabel = fiscal ? `FY${pad(year, 4)}` : pad(year, 4);
  return subdivision({ ...part, yearLabel, firstYear, firstMonth });
}

interface Subdivision {
  readonly grain: keyof typeof MONTHS;
  readonly yearLabel: string;
  readonly firstYear: number;
  readonly firstMonth: number;
  readonly index: number;
}

function subdivision({ grain, yearLabel, firstYear, firstMonth, index }: Subdivision): Period {
  const from = firstMonth + index * MONTHS[grain];
  const number = grain === 'month' ? pad(index + 1, 2) : String(index + 1);
  return {
    grain,
    label: grain === 'year' ? yearLabel : `${yearLabel}-${LETTERS[grain]}${number}`,
    start: firstOfMonth(firstYear, from),
    end: lastOfMonth(firstYear, from + MONTHS[grain] - 1),
  };
}

function fiscalName(firstYear: number, fiscal: FiscalYear): string {
  return pad(fiscal.name === 'end' && fiscal.startMonth > 1 ? firstYear + 1 : firstYear, 4);
}

/** The n-th Monday-to-Sunday part inside a month (n = 1..6), so that weeks nest in months. */
export function weekPart(year: number, month: number, day: Day): Period {
  const first = firstOfMonth(year, month);
  const last = lastOfMonth(year, month);
  const start = Math.max(first, day - weekday(day));
  const ordinal = Math.floor((day - first + weekday(first)) / 7) + 1;
  return {
    grain: 'week',
    label: `${formatDay(first).slice(0, 7)}-W${ordinal}`,
    start,
    end: Math.min(last, day - weekday(day) + 6),
  };
}

/** Number of days in a span, both ends included. */
export function dayCount(span: Span): number {
  return span.end - span.start + 1;
}

/** The days that both spans have; undefined when they have none. */
export function overlap(a: Span, b: Span): Span | undefined {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start <= end ? { start, end } : undefined;
}

/** Whether a span begins on the first and ends on the last day of a month. */
export function isMonthAligned(span: Span): boolean {
  return civil(span.start).day === 1 && civil(span.end + 1).day === 1;
}

/** The span of equal length right before another: as many whole months before one of whole months, else as many days. */
export function previousSpan(span: Span): Span {
  const end = span.start - 1;
  if (!isMonthAligned(span)) return { start: span.start - dayCount(span), end };
  const [from, to] = [civil(span.start), civil(span.end)];
  const months = (to.year - from.year) * 12 + to.month - from.month + 1;
  return { start: addMonths(span.start, -months), end };
}

/** Whether a grain is finer than another. */
export function isFiner(grain: Grain, than: Grain): boolean {
  return GRAINS.indexOf(grain) > GRAINS.indexOf(than);
}

/** A grain with every coarser one; none without a grain. */
export function grainsDownTo(grain: Grain | undefined): Grain[] {
  return grain === undefined ? [] : GRAINS.slice(0, GRAINS.indexOf(grain) + 1);
}

/** The finest of some grains; there must be one. */
export function finestOf(grains: readonly Grain[]): Grain {
  return GRAINS.filter((grain) => grains.includes(grain)).at(-1) as Grain;
}
