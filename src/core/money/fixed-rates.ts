import { type Decimal, divideRounded, power10 } from '../amount.ts';
import { type Day, formatDay } from '../calendar/day.ts';
import type { Period } from '../calendar/period.ts';
import { type Finding, finding, refuseErrors } from '../finding.ts';
import { type CurrencyRule, currencyRate } from './currency.ts';
import type { PlanMoney, PlanRate } from './plan-money.ts';
import type { Share } from './rate-cell.ts';

/**
 * The plan rates of some currencies for a plan's leaf periods: one where it never changes, else one a period. Refuses, all at once,
 * a currency without a rate and one whose rate changes inside a period.
 */
export function fixedRates(rule: CurrencyRule, currencies: readonly string[], leaves: readonly Period[]): PlanMoney {
  const findings: Finding[] = [];
  const rates = currencies.flatMap((currency): PlanRate[] => {
    const own = leaves.flatMap((leaf) => {
      const { rate, problem } = rateIn(rule, currency, leaf);
      if (problem) findings.push(problem);
      return rate ? [{ currency, period: leaf.label, rate }] : [];
    });
    const [first] = own;
    const isOne = own.every(({ rate }) => rate.coefficient === first?.rate.coefficient && rate.scale === first.rate.scale);
    return first && isOne ? [{ currency, rate: first.rate }] : own;
  });
  refuseErrors(findings);
  return { home: rule.home, rates };
}

function rateIn(rule: CurrencyRule, currency: string, leaf: Period): { readonly rate?: Decimal; readonly problem?: Finding } {
  const days = [leaf.start, ...changesInside(rule, currency, leaf)];
  const shares = days.map((day) => currencyRate(currency, day, rule));
  const lacking = shares.indexOf(undefined);
  const values = { cell: currency, home: rule.home, which: rule.kind, period: leaf.label };
  if (lacking >= 0) {
    const day = formatDay(days[lacking] as Day);
    return { problem: finding('error', 'money.no-currency-rate', { ...values, day }) };
  }
  const [first, ...others] = (shares as Share[]).map(decimalOf) as [Decimal, ...Decimal[]];
  if (others.some(({ coefficient, scale }) => coefficient !== first.coefficient || scale !== first.scale))
    return { problem: finding('error', 'money.rate-changes', values) };
  return { rate: first };
}

/** Days of a period on which another rate may begin. */
function changesInside({ rates, kind }: CurrencyRule, currency: string, { start, end }: Period): Day[] {
  const own = rates.filter((rate) => rate.currency === currency && rate.kind === kind);
  return own.flatMap(({ span }) => (span ? [span.start, span.end + 1] : [])).filter((day) => start < day && day <= end);
}

/** A rate as the decimal that it was written as, without zeros at its end. */
function decimalOf({ numerator, denominator }: Share): Decimal {
  let scale = 0;
  while ((numerator * power10(scale)) % denominator !== 0n) scale += 1;
  return { coefficient: divideRounded(numerator * power10(scale), denominator), scale };
}
