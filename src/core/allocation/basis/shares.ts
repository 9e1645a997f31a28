import { formatDay } from '../../calendar/day.ts';
import type { Period, Span } from '../../calendar/period.ts';
import { type Finding, finding, refuse } from '../../finding.ts';
import { fraction } from '../../fraction.ts';
import type { Amounts, BasisSource, BasisWindow, Coverage, Rates, Recipe, Term } from './basis-window.ts';
import { rangeFindings } from './range.ts';
import { FURTHEST_YEARS, shiftYears } from './whole-years.ts';

/**
 * The mean of shares ("average of proportions"): each cell's share of the whole of its year, averaged over the years of the
 * range, so that a large year does not count for more than a small one. A year is the target's span some whole years
 * earlier; only those that lie wholly inside the range count.
 */
export function sharesBasis(range: Period, name: string): BasisSource {
  return { name, axes: ['time', 'org'], window: (target, history) => sharesWindow({ range, target, history }) };
}

interface SharesRequest {
  readonly range: Period;
  readonly target: Span;
  readonly history: Coverage;
}

function sharesWindow({ range, target, history }: SharesRequest): BasisWindow {
  const findings = rangeFindings(range, history);
  const years = yearsAway(target, range);
  if (years.length === 0) throw refuse('basis.shares-no-year', { range: range.label });
  const spansOf = (span: Span) => years.map((away) => shiftYears(span, away));
  const covered = years.map((away) => shiftYears(target, away));
  const isCut = range.start < (covered[0] as Span).start || (covered.at(-1) as Span).end < range.end;
  const cut = isCut ? [finding('note', 'basis.shares-cut', { range: range.label, spans: covered.map(spanText).join(', ') })] : [];
  return { window: range, spansOf, findings: [...findings, ...cut], recipe: (months) => meanOfShares(months, spansOf) };
}

function spanText({ start, end }: Span): string {
  return `${formatDay(start)}..${formatDay(end)}`;
}

/** How many years away (before = below zero) the target's span lies inside the range, in order. */
function yearsAway(target: Span, range: Span): number[] {
  const found: number[] = [];
  for (let years = -FURTHEST_YEARS; years <= FURTHEST_YEARS; years++) {
    const { start, end } = shiftYears(target, years);
    if (range.start <= start && end <= range.end) found.push(years);
  }
  return found;
}

/**
 * Mean share x mean of the years, so that cells keep the size of a year: with S the whole of a year and n years, the rate of
 * a year is (sum of all S) / (n x n x S).
 */
function meanOfShares(months: readonly Span[], spansOf: (span: Span) => readonly Span[]): Recipe {
  const terms = months.flatMap((month, m): Term[] => spansOf(month).map((span) => ({ month: m, span })));
  const years = terms.length / Math.max(1, months.length);
  return { terms, rates: (amounts) => shareRates(terms, years, amounts) };
}

function shareRates(terms: readonly Term[], years: number, { wholes }: Amounts): Rates {
  const sums = Array<bigint>(years).fill(0n);
  terms.forEach((_, t) => {
    sums[t % years]! += wholes[t] as bigint;
  });
  const used = sums.filter((sum) => sum > 0n);
  const count = BigInt(used.length);
  const all = used.reduce((a, b) => a + b, 0n);
  const rates = sums.map((sum) => (sum > 0n ? fraction(all, count * count * sum) : fraction(0n, 1n)));
  const findings = sums.flatMap((sum, year) => (sum > 0n ? [] : [yearLeftOut(terms, year)]));
  return { of: (_, term) => rates[term % years] as (typeof rates)[number], findings };
}

function yearLeftOut(terms: readonly Term[], year: number): Finding {
  const start = (terms[year] as Term).span.start;
  return finding('warning', 'basis.shares-year-left-out', { month: formatDay(start).slice(0, 7) });
}
