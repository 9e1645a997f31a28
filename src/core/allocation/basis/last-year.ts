import { addMonths, formatDay } from '../../calendar/day.ts';
import { monthNumber } from '../../calendar/month.ts';
import type { Span } from '../../calendar/period.ts';
import { type Finding, finding } from '../../finding.ts';
import { type Fraction, ONE, times } from '../../fraction.ts';
import { growthText } from '../methods/growth-text.ts';
import { growthFactor, type Rate } from '../methods/rate.ts';
import type { BasisSource, BasisWindow, Coverage, Recipe, Term } from './basis-window.ts';
import { FURTHEST_YEARS, noCompleteSpan, shiftYears } from './whole-years.ts';

/**
 * The same span one year earlier, else two years, ...: the latest with rows in its first and in its last month. Of a span longer than
 * a year every year is like its first one: the years between have not happened yet.
 */
export const lastYear: BasisSource = { name: 'last-year', axes: ['time', 'org'], window: lastYearWindow };

/** The same for a growth over the year before: of several years each grows over the one before, not each over the last known one. */
export function lastYearGrowing(growth: Rate): BasisSource {
  const window = (target: Span, history: Coverage): BasisWindow => {
    const known = lastYearWindow(target, history);
    if (!isLong(target)) return known;
    const findings = known.findings.map((found) => (found.code === SAME_YEAR ? grownYears(found, growth) : found));
    return { ...known, findings, recipe: (months) => growingMonths(months, { known, target, growth }) };
  };
  return { ...lastYear, window };
}

function lastYearWindow(target: Span, history: Coverage): BasisWindow {
  const year = isLong(target) ? firstYear(target) : target;
  for (let years = 1; years <= FURTHEST_YEARS; years++) {
    const window = shiftYears(year, -years);
    if (window.end < history.first) break;
    if (!history.months.has(monthNumber(window.start)) || !history.months.has(monthNumber(window.end))) continue;
    const spansOf = (span: Span) => [shiftYears(span, -years - yearsAfter(target, span))];
    const several = isLong(target) ? [sameYear(window)] : [];
    return { window, spansOf, findings: [...olderYear(years, window), ...several, ...earlyEnd(window, history)] };
  }
  throw noCompleteSpan(history);
}

/** Whether a span is longer than a year. */
export function isLong(target: Span): boolean {
  return target.end > firstYear(target).end;
}

function firstYear({ start }: Span): Span {
  return { start, end: addMonths(start, 12) - 1 };
}

/** In which year of the target a span begins: 0 for the first. */
function yearsAfter({ start }: Span, span: Span): number {
  let years = 0;
  while (addMonths(start, 12 * (years + 1)) <= span.start) years++;
  return years;
}

interface GrowingYears {
  readonly known: BasisWindow;
  readonly target: Span;
  readonly growth: Rate;
}

/** The months of the first year as they were, those of each later one grown once more. */
function growingMonths(months: readonly Span[], { known, target, growth }: GrowingYears): Recipe {
  const terms = months.flatMap((month, m) => known.spansOf(month).map((span): Term => ({ month: m, span })));
  const factors: Fraction[] = [ONE];
  const factorOf = (years: number): Fraction => {
    while (factors.length <= years) factors.push(times(factors.at(-1) as Fraction, growthFactor(growth)));
    return factors[years] as Fraction;
  };
  const rates = terms.map(({ month }) => factorOf(yearsAfter(target, months[month] as Span)));
  return { terms, rates: () => ({ of: (_, term) => rates[term] as Fraction, findings: [] }) };
}

const SAME_YEAR = 'basis.same-year';

function grownYears({ values }: Finding, growth: Rate): Finding {
  return finding('note', 'basis.years-grow', { ...values, growth: growthText(growth) });
}

function sameYear({ start, end }: Span): Finding {
  return finding('note', SAME_YEAR, { start: formatDay(start), end: formatDay(end) });
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
