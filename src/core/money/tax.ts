import { divideRounded, power10 } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import { type Share, WHOLE } from './rate-cell.ts';

/** Whether amounts have the tax in them: 含税 or 不含税. */
export const TAX_BASES = ['inclusive', 'exclusive'] as const;
export type TaxBasis = (typeof TAX_BASES)[number];

/** A rate from a day on, until the next one; without a day from the beginning. */
export interface DatedTaxRate {
  readonly from: Day | undefined;
  readonly rate: Share;
}

/** How amounts of one tax basis become those of the other. */
export interface TaxRule {
  readonly from: TaxBasis;
  readonly to: TaxBasis;
  /** For rows without a rate of their own. */
  readonly rates: readonly DatedTaxRate[];
  /** Whether each row is rounded to the currency's decimals, or only what is added up. */
  readonly rounding: 'row' | 'sum';
  readonly decimals: number;
}

/** The rate on a day: that of the latest from-day that has come; undefined before the first. */
export function taxRateOn(rates: readonly DatedTaxRate[], day: Day): Share | undefined {
  const started = rates.filter(({ from }) => from === undefined || from <= day);
  const latest = started.reduce<DatedTaxRate | undefined>(
    (best, rate) => (best === undefined || (rate.from ?? -Infinity) >= (best.from ?? -Infinity) ? rate : best),
    undefined,
  );
  return latest?.rate;
}

/** What an amount is multiplied by: 1 / (1 + rate) without the tax, 1 + rate with it. */
export function taxFactor({ numerator, denominator }: Share, { from, to }: Pick<TaxRule, 'from' | 'to'>): Share {
  if (from === to) return WHOLE;
  const whole = numerator + denominator;
  return to === 'exclusive' ? { numerator: denominator, denominator: whole } : { numerator: whole, denominator };
}

/** One row's amount at `scale` with the factor, rounded to `decimals`, halves away from zero: what an invoice line shows. */
export function taxedRow(
  amount: bigint,
  factor: Share,
  { scale, decimals }: { readonly scale: number; readonly decimals: number },
): bigint {
  const unit = power10(Math.max(0, scale - decimals));
  return divideRounded(amount * factor.numerator, factor.denominator * unit) * unit;
}
