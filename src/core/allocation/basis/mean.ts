import type { Span } from '../../calendar/period.ts';
import { type Fraction, fraction } from '../../fraction.ts';
import type { Recipe, Term } from './basis-window.ts';

/** A month that history has more often than another counts by the mean of its spans. */
export function meanOfSpans(months: readonly Span[], spansOf: (span: Span) => readonly Span[]): Recipe {
  const spans = months.map(spansOf);
  const terms = spans.flatMap((own, month) => own.map((span): Term => ({ month, span })));
  const rates = terms.map(({ month }) => fraction(1n, BigInt((spans[month] as readonly Span[]).length)));
  return { terms, rates: () => ({ of: (_, term) => rates[term] as Fraction, findings: [] }) };
}
