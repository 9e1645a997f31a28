import type { Comparable } from '../../calendar/comparable.ts';
import { civil } from '../../calendar/day.ts';
import type { Span } from '../../calendar/period.ts';
import { partition } from '../../calendar/period-tree.ts';
import { type Fraction, times } from '../../fraction.ts';
import type { BasisWindow, Rates, Recipe, Term } from './basis-window.ts';
import { meanOfSpans } from './mean.ts';

/** A window whose days are replaced by the comparable ones; `target` is the planned period. */
export function alignedWindow(window: BasisWindow, target: Span, comparable: Comparable): BasisWindow {
  const spansOf = (span: Span) =>
    partition(span, 'month', undefined).flatMap((month) =>
      window.spansOf(month).flatMap((earlier) => comparable.spansOf(month, earlier)),
    );
  const recipe = window.recipe ?? ((months: readonly Span[]) => meanOfSpans(months, window.spansOf));
  return {
    ...window,
    spansOf,
    read: [window.window, ...spansOf(target)],
    recipe: (months) => alignedRecipe(recipe(months), months, comparable),
  };
}

function alignedRecipe({ terms, rates }: Recipe, months: readonly Span[], comparable: Comparable): Recipe {
  const targets = terms.map((term) => targetOf(term, months));
  const factors = terms.map(({ month, span }, t) => (month < 0 ? undefined : comparable.factorOf(targets[t] as Span, span)));
  return {
    terms: terms.map((term, t) => ({ ...term, days: comparable.spansOf(targets[t] as Span, term.span) })),
    rates: (amounts) => scaledRates(rates(amounts), factors),
  };
}

/** The month of the target that a term is read for; what only measures growth is of the next one by date. */
function targetOf({ month, span }: Term, months: readonly Span[]): Span {
  const own = civil(span.start).month;
  return months[month] ?? (months.find(({ start }) => civil(start).month === own) as Span);
}

/** Rates x the factor of their term, each product made once. */
function scaledRates({ of, findings }: Rates, factors: readonly (Fraction | undefined)[]): Rates {
  const known = factors.map(() => new Map<Fraction, Fraction>());
  const scaled = (leaf: number, term: number) => {
    const [rate, factor] = [of(leaf, term), factors[term]];
    if (!factor || factor.numerator === factor.denominator) return rate;
    const found = known[term]?.get(rate) ?? times(rate, factor);
    known[term]?.set(rate, found);
    return found;
  };
  return { of: scaled, findings };
}
