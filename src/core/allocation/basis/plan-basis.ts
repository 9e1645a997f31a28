import { civil, firstOfMonth, formatDay, lastOfMonth } from '../../calendar/day.ts';
import { monthNumber } from '../../calendar/month.ts';
import { dayCount, type Span } from '../../calendar/period.ts';
import { type Finding, finding } from '../../finding.ts';
import { type Fraction, fraction } from '../../fraction.ts';
import type { Totals } from '../../totals.ts';
import type { BasisSource, BasisWindow, Coverage, Recipe, Term } from './basis-window.ts';
import { FURTHEST_YEARS, noCompleteSpan, shiftYears } from './whole-years.ts';

/**
 * Another plan, as totals with one amount a cell on the first day of its month: the same span when that plan has its first and
 * its last month, else the nearest whole number of years away (the earlier of two). A part of a month counts by its days.
 */
export function planBasis(name: string, totals: Totals): BasisSource {
  return { name, axes: ['time', 'org'], window: planWindow, totals };
}

function planWindow(target: Span, plan: Coverage): BasisWindow {
  const years = nearestYears(target, plan);
  const spansOf = (span: Span) => [wholeMonths(shiftYears(span, years))];
  return {
    window: wholeMonths(shiftYears(target, years)),
    spansOf,
    findings: years === 0 ? [] : [otherYear(years, shiftYears(target, years))],
    recipe: (months) => monthsByDays(months, spansOf),
  };
}

function nearestYears(target: Span, plan: Coverage): number {
  for (let years = 0; years <= FURTHEST_YEARS; years++) {
    for (const away of [-years, years]) {
      const { start, end } = shiftYears(target, away);
      if (plan.months.has(monthNumber(start)) && plan.months.has(monthNumber(end))) return away;
    }
  }
  throw noCompleteSpan(plan);
}

function wholeMonths({ start, end }: Span): Span {
  const [first, last] = [civil(start), civil(end)];
  return { start: firstOfMonth(first.year, first.month), end: lastOfMonth(last.year, last.month) };
}

function monthsByDays(months: readonly Span[], spansOf: (span: Span) => readonly Span[]): Recipe {
  const terms = months.flatMap((span, month) => spansOf(span).map((own): Term => ({ month, span: own })));
  const rates = months.map((month) => fraction(BigInt(dayCount(month)), BigInt(dayCount(wholeMonths(month)))));
  return { terms, rates: () => ({ of: (_, term) => rates[term] as Fraction, findings: [] }) };
}

function otherYear(years: number, { start, end }: Span): Finding {
  return finding('warning', 'basis.plan-other-year', { years, start: formatDay(start), end: formatDay(end) });
}
