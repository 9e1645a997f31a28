import { formatRatio } from '../../amount.ts';
import type { Rate } from './rate.ts';

/** `+6%`, `-3.5%`: to two decimals of a percent. */
export function growthText({ numerator, denominator }: Rate): string {
  const text = formatRatio(100n * numerator, denominator, 2).replace(/\.?0+$/u, '');
  return `${text.startsWith('-') ? '' : '+'}${text}%`;
}
