import { type Decimal, power10 } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import type { Span } from '../calendar/period.ts';
import type { Share } from './rate-cell.ts';

/** At plan rates amounts are comparable with a plan; at actual rates they are what was booked. */
export const RATE_KINDS = ['plan', 'actual'] as const;
export type RateKind = (typeof RATE_KINDS)[number];

/** What one unit of a currency is worth; in a span of days where one is given, else always. */
export interface CurrencyRate {
  readonly currency: string;
  readonly kind: RateKind;
  readonly span: Span | undefined;
  readonly rate: Decimal;
}

/** Whose money amounts become, and at which rates. */
export interface CurrencyRule {
  readonly home: string;
  readonly kind: RateKind;
  readonly rates: readonly CurrencyRate[];
}

/** The rate of a currency on a day: of those whose span has the day the shortest; undefined without any. Home is 1. */
export function currencyRate(currency: string, day: Day, { home, kind, rates }: CurrencyRule): Share | undefined {
  if (currency === home) return { numerator: 1n, denominator: 1n };
  const known = rates.filter(
    (rate) =>
      rate.currency === currency &&
      rate.kind === kind &&
      (rate.span === undefined || (rate.span.start <= day && day <= rate.span.end)),
  );
  const days = ({ span }: CurrencyRate) => (span === undefined ? Number.POSITIVE_INFINITY : span.end - span.start);
  const [best] = known.toSorted((a, b) => days(a) - days(b));
  return best && { numerator: best.rate.coefficient, denominator: power10(best.rate.scale) };
}
