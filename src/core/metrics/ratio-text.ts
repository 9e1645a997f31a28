import { formatExact, formatRatio } from '../amount.ts';
import type { Metric } from './metric.ts';
import { formatShare, isShare, type Ratio } from './ratio.ts';

/**
 * How a ratio is written. `data`: four decimals, and up to six where they are needed. `share`: four decimals, which people read
 * in percent with two. `value`: two decimals, for a ratio that is no share of a whole, such as an order value.
 */
export type RatioForm = 'data' | 'share' | 'value';

/** Decimals of a ratio in files: the most, and the least. */
export const RATIO_DECIMALS = { most: 6, least: 4 } as const;

/** A ratio to the nearest, halves away from zero; blank without a denominator. */
export function ratioText(ratio: Ratio, form: RatioForm): string {
  if (form !== 'data') return formatShare(ratio, { share: form === 'share', decimals: 2 });
  const text = formatRatio(ratio.numerator, ratio.denominator, RATIO_DECIMALS.most);
  return text === '' ? '' : formatExact(BigInt(text.replace('.', '')), RATIO_DECIMALS.most, RATIO_DECIMALS.least);
}

/** How people read the ratios of a table, by its `whole`. */
export function peopleForm(whole: Ratio, metric: Pick<Metric, 'atMostOne'>): RatioForm {
  return isShare(whole, metric) ? 'share' : 'value';
}

export function addRatios(a: Ratio, b: Ratio): Ratio {
  return { numerator: a.numerator + b.numerator, denominator: a.denominator + b.denominator };
}

/** a - b over a common denominator, which is 0 where one of the two has none. */
export function ratioDifference(a: Ratio, b: Ratio): Ratio {
  return {
    numerator: a.numerator * b.denominator - b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}
