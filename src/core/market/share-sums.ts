import type { Rate } from '../allocation/methods/rate.ts';
import { formatRatio } from '../amount.ts';
import { plus, ZERO } from '../fraction.ts';
import type { CompetitorEntry } from './market.ts';

/** What competitors have together. */
export function sumOf(rows: readonly CompetitorEntry[]): Rate {
  return rows.map(({ share }) => share).reduce(plus, ZERO);
}

/** `104%`, `16.67%`. */
export function percent({ numerator, denominator }: Rate): string {
  return `${formatRatio(100n * numerator, denominator, 2).replace(/\.?0+$/u, '')}%`;
}
