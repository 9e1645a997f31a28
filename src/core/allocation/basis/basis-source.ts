import { addMonths, civil, type Day, formatDay, lastOfMonth } from '../../calendar/day.ts';
import { parsePeriod } from '../../calendar/parse-period.ts';
import type { FiscalYear, Period, Span } from '../../calendar/period.ts';
import { partition } from '../../calendar/period-tree.ts';
import { type Finding, finding, refuse } from '../../finding.ts';

/** What the history holds: the days of its first and last row, and the months (year x 12 + month) that have rows. */
export interface Coverage {
  readonly first: Day;
  readonly last: Day;
  readonly months: ReadonlySet<number>;
}

/** Where the weights of an axis come from. `equal` needs no history. */
export interface BasisSource {
  readonly name: string;
  /** Undefined for a basis without history. */
  readonly window: ((target: Span, history: Coverage) => BasisWindow) | undefined;
}

/** The days of history that a basis reads. */
export interface BasisWindow {
  readonly window: Span;
  /** The spans of history that stand for a span of the target. */
  readonly spansOf: (target: Span) => readonly Span[];
  readonly findings: readonly Finding[];
}

const FURTHEST_YEARS = 50;

/** The bases that need no parameter. */
const NAMED: Readonly<Record<string, BasisSource>> = {
  'last-year': { name: 'last-year', window: lastYear },
  'trailing-12': { name: 'trailing-12', window: trailingTwelve },
  equal: { name: 'equal', window: undefined },
};

/** Every basis that can be named, for messages. */
export const BASIS_NAMES = [...Object.keys(NAMED), '2023..2025'];

/** Reads `last-year`, `trailing-12`, `equal`, or a period of history such as `2023..2025`; undefined when it is none. */
export function parseBasis(text: string, fiscal: FiscalYear): BasisSource | undefined {
  if (Object.hasOwn(NAMED, text)) return NAMED[text];
  const period = parsePeriod(text, fiscal);
  return period && { name: text, window: (_, history) => rangeWindow(period, history) };
}

/** The same span one year earlier, else two years, ...: the latest with rows in its first and in its last month. */
function lastYear(target: Span, history: Coverage): BasisWindow {
  for (let years = 1; years <= FURTHEST_YEARS; years++) {
    const window = shiftYears(target, -years);
    if (window.end < history.first) break;
    if (!history.months.has(monthKey(window.start)) || !history.months.has(monthKey(window.end))) continue;
    const spansOf = (span: Span) => [shiftYears(span, -years)];
    return { window, spansOf, findings: [...olderYear(years, window), ...earlyEnd(window, history)] };
  }
  throw refuse('basis.no-complete-span', { first: formatDay(history.first), last: formatDay(history.last) });
}

/** The last 12 complete months before the period; a month is complete when rows reach its last 7 days. */
function trailingTwelve(target: Span, history: Coverage): BasisWindow {
  const { year, month } = civil(history.last);
  const reached = history.last > lastOfMonth(year, month) - 7 ? lastOfMonth(year, month) : lastOfMonth(year, month - 1);
  const before = civil(target.start);
  const end = Math.min(reached, lastOfMonth(before.year, before.month - 1));
  const window = { start: addMonths(end + 1, -12), end };
  if (!history.months.has(monthKey(window.start))) throw refuse('basis.too-short', { first: formatDay(history.first) });
  return { window, spansOf: (span) => shiftsInside(span, window), findings: [] };
}

function rangeWindow(range: Period, history: Coverage): BasisWindow {
  const hasRows = partition(range, 'month', undefined).some(({ start }) => history.months.has(monthKey(start)));
  if (!hasRows) {
    const span = { first: formatDay(history.first), last: formatDay(history.last) };
    throw refuse('basis.range-without-rows', { range: range.label, ...span });
  }
  const empty = [range.start, range.end].filter((day) => !history.months.has(monthKey(day)));
  const findings = empty.map((day) =>
    finding('warning', 'basis.incomplete', { range: range.label, month: formatDay(day).slice(0, 7) }),
  );
  return { window: range, spansOf: (span) => shiftsInside(span, range), findings };
}

/**
 * Every span a whole number of years away that lies inside the window, month by month: the window may cut the quarter or the
 * year that a larger span would be shifted to.
 */
function shiftsInside(span: Span, window: Span): Span[] {
  const found: Span[] = [];
  for (const month of partition(span, 'month', undefined)) {
    for (let years = -FURTHEST_YEARS; years <= FURTHEST_YEARS; years++) {
      const shifted = shiftYears(month, years);
      if (window.start <= shifted.start && shifted.end <= window.end) found.push(shifted);
    }
  }
  return found;
}

/** The span moved by whole years: the last day of a month stays the last, 2024-02-29 is 2023-02-28 at either end. */
export function shiftYears(span: Span, years: number): Span {
  const endsMonth = civil(span.end + 1).day === 1;
  const end = endsMonth ? addMonths(span.end + 1, 12 * years) - 1 : addMonths(span.end, 12 * years);
  return { start: addMonths(span.start, 12 * years), end };
}

export function monthKey(day: Day): number {
  const { year, month } = civil(day);
  return year * 12 + month;
}

function olderYear(years: number, window: Span): Finding[] {
  return years === 1
    ? []
    : [finding('warning', 'basis.older-year', { years, start: formatDay(window.start), end: formatDay(window.end) })];
}

function earlyEnd(window: Span, history: Coverage): Finding[] {
  const missing = window.end - history.last;
  return missing > 7 ? [finding('warning', 'basis.ends-early', { last: formatDay(history.last), days: missing })] : [];
}
