import { formatRatio } from '../amount.ts';
import type { Metric } from './metric.ts';

/** Two amounts of one scale; the ratio is undefined where the denominator is 0. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Whether people read a ratio in percent: one that cannot exceed 1, or whose whole is below 2, unlike an average order value. */
export function isShare({ numerator, denominator }: Ratio, { atMostOne }: Pick<Metric, 'atMostOne'>): boolean {
  return atMostOne || numerator < 2n * denominator;
}

/** A share with four decimals, any other ratio with `decimals`; halves away from zero, empty where the denominator is 0. */
export function formatShare(
  { numerator, denominator }: Ratio,
  { share, decimals }: { share: boolean; decimals: number },
): string {
  return formatRatio(numerator, denominator, share ? 4 : decimals);
}
