import { parseDecimal } from '../../amount.ts';
import type { Fraction } from '../../fraction.ts';

/** A change as a part of what was: 8/100 for `+8%`. */
export type Rate = Fraction;

/**
 * A change in percent: `+8%`, `-5%`, `+2.9pct`, also full-width. The sign is required, so that a rate is never taken for a
 * share. Undefined when it is none, or below -100 %.
 */
export function parseGrowth(text: string): Rate | undefined {
  const match = /^([+-]\d+(?:\.\d+)?)\s*(?:%|pct)$/i.exec(normal(text));
  const rate = match && ratio(match[1] as string, 100n);
  return rate && rate.numerator >= -rate.denominator ? rate : undefined;
}

/** A factor from 0: `1.2`, `120%`; undefined when it is none. */
export function parseFactor(text: string): Rate | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(normal(text));
  return match ? ratio(match[1] as string, match[2] === '%' ? 100n : 1n) : undefined;
}

/** The factor of a growth: 108/100 for `+8%`. */
export function growthFactor({ numerator, denominator }: Rate): Rate {
  return { numerator: numerator + denominator, denominator };
}

function normal(text: string): string {
  return text.normalize('NFKC').trim();
}

function ratio(digits: string, divisor: bigint): Rate | undefined {
  const decimal = parseDecimal(digits);
  return decimal && { numerator: decimal.coefficient, denominator: divisor * 10n ** BigInt(decimal.scale) };
}
