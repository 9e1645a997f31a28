import { shiftYears } from '../allocation/basis/basis-source.ts';
import { divideRounded, power10 } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import type { Period } from '../calendar/period.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { type PlanMoney, rateFinder } from './plan-money.ts';
import type { Share } from './rate-cell.ts';

/** What local money is worth on a day, at the rates of a plan; undefined for a currency that it does not have. */
export type DayRates = (currency: string, day: Day) => Share | undefined;

/**
 * The plan rates by day. Where they differ by period, days a year before the plan have those of the same days in it, so that last year
 * is compared at constant rates, and all others those of the first period.
 */
export function dayRates(money: PlanMoney, leaves: readonly Period[]): DayRates {
  const rateOf = rateFinder(money);
  const known = new Set([money.home, ...money.rates.map(({ currency }) => currency)]);
  const labelOn = (day: Day) => leaves.find(({ start, end }) => start <= day && day <= end)?.label;
  const yearLater = (day: Day) => shiftYears({ start: day, end: day }, 1).start;
  return (currency, day) => {
    if (!known.has(currency)) return undefined;
    const label = labelOn(day) ?? labelOn(yearLater(day)) ?? leaves[0]?.label ?? '';
    const { coefficient, scale } = rateOf(currency, label);
    return { numerator: coefficient, denominator: power10(scale) };
  };
}

/** Local money in home money, each sum of a unit's day rounded to the last decimal of the totals. */
export function worthOfTotals(totals: Totals, currencyOf: (path: UnitPath) => string, rateOn: DayRates): Totals {
  const currencies = totals.units.map(currencyOf);
  const amount = totals.amount.map((local, at) => {
    const rate = rateOn(currencies[totals.unit[at] as number] as string, totals.day[at] as Day);
    return rate === undefined ? local : divideRounded(local * rate.numerator, rate.denominator);
  });
  return { ...totals, amount };
}
