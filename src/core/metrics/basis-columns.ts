import type { BasisWindow } from '../allocation/basis/basis-window.ts';
import type { Day } from '../calendar/day.ts';
import type { Span } from '../calendar/period.ts';
import { type PeriodTree, partition } from '../calendar/period-tree.ts';
import { leafValue } from '../tree.ts';

/** Days of history whose amounts go into a leaf period of the plan, as their mean over so many years. */
export interface BasisColumn {
  readonly leaf: number;
  readonly spans: readonly Span[];
  readonly years: number;
}

/** A span of history that is measured as one, and the day in it that its values are kept under. */
export interface MeasuredSpan {
  readonly span: Span;
  readonly day: Day;
}

type Reading = Pick<BasisWindow, 'spansOf'>;

/** One column for each month of each leaf period. */
export function monthColumns(periods: PeriodTree, { spansOf }: Reading): BasisColumn[] {
  return monthsOf(periods).flatMap((months, leaf) =>
    months.map(spansOf).map((spans) => ({ leaf, spans, years: spans.length || 1 })),
  );
}

/**
 * The spans that stand for whole leaf periods, for values that months do not add up to: a quarter of last year is one span, and so is
 * each run of months without a gap. A column reads the one day that the values of its span are kept under.
 */
export function spanColumns(
  periods: PeriodTree,
  { spansOf }: Reading,
): { readonly columns: readonly BasisColumn[]; readonly spans: readonly MeasuredSpan[] } {
  const known = new Map<string, MeasuredSpan>();
  const days = new Set<Day>();
  const measured = (span: Span): MeasuredSpan => {
    const key = `${span.start}..${span.end}`;
    const before = known.get(key);
    if (before) return before;
    let day = span.start;
    while (days.has(day)) day++;
    days.add(day);
    const own = { span, day };
    known.set(key, own);
    return own;
  };
  const columns = monthsOf(periods).flatMap((months, leaf) =>
    yearsOf(months.map(spansOf)).flatMap(({ spans, years }) =>
      runs(spans)
        .map(measured)
        .map(({ day }) => ({ leaf, spans: [{ start: day, end: day }], years })),
    ),
  );
  return { columns, spans: [...known.values()] };
}

function monthsOf(periods: PeriodTree): Span[][] {
  return periods.leaves.map((_, leaf) => partition(leafValue(periods, leaf), 'month', undefined));
}

interface YearSpans {
  readonly spans: readonly Span[];
  readonly years: number;
}

/** The months of a leaf period year by year; month by month where some months have more years than others. */
function yearsOf(months: readonly (readonly Span[])[]): YearSpans[] {
  const years = months[0]?.length ?? 0;
  if (months.some(({ length }) => length !== years))
    return months.flatMap((spans) => spans.map((span) => ({ spans: [span], years: spans.length })));
  return Array.from({ length: years }, (_, year) => ({ spans: months.map((spans) => spans[year] as Span), years }));
}

/** Spans that follow one on the other as one. */
function runs(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && last.end + 1 === span.start) joined[joined.length - 1] = { start: last.start, end: span.end };
    else joined.push(span);
  }
  return joined;
}
