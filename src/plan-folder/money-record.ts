import { type Decimal, formatExact, parseDecimal } from '../core/amount.ts';
import type { PlanMoney } from '../core/money/plan-money.ts';
import { reduced } from './exact-amounts.ts';
import type { MoneyRecord } from './plan-meta.ts';

/** The plan rates as a plan's record has them. */
export function moneyRecord({ home, rates }: PlanMoney): MoneyRecord {
  const text = ({ coefficient, scale }: Decimal) => formatExact(coefficient, scale, 0);
  return {
    home,
    rates: rates.map(({ currency, period, rate }) => ({ currency, ...(period !== undefined && { period }), rate: text(rate) })),
  };
}

/** What a record says of its rates. */
export function moneyOfRecord({ home, rates }: MoneyRecord): PlanMoney {
  return { home, rates: rates.map(({ rate, ...where }) => ({ ...where, rate: reduced(parseDecimal(rate) as Decimal) })) };
}
