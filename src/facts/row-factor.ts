import { power10 } from '../core/amount.ts';
import { AMOUNT_DIGITS, AMOUNT_SCALE } from './cells/cell-rules.ts';
import type { RowFactor, RowTax } from './facts-source.ts';

/**
 * A factor in whole numbers that engines can count with. For an amount x, a whole number at `AMOUNT_SCALE`:
 * sign(x) * ((|x| * above + below / 2) / below, cut) * unit. `below` is even.
 */
export interface WholeFactor {
  readonly above: bigint;
  readonly below: bigint;
  readonly unit: bigint;
}

/** Halves go away from zero since half of the divisor is added to what is without a sign. `power` scales amounts first. */
export function wholeFactor({ numerator, denominator }: RowFactor, decimals: number, power = 0): WholeFactor {
  const unit = power10(Math.max(0, AMOUNT_SCALE - decimals));
  const [above, below] = reduced(2n * BigInt(numerator) * power10(power), 2n * BigInt(denominator) * unit);
  return { above, below, unit };
}

/** By what both have in common, leaving the second even: products must fit 128 bits. */
function reduced(above: bigint, below: bigint): [bigint, bigint] {
  let [a, b] = [above, below / 2n];
  while (b > 0n) [a, b] = [b, a % b];
  return [above / a, below / a];
}

/** An amount with the factor: the twin of what engines do. */
export function timesFactor(amount: bigint, { above, below, unit }: WholeFactor): bigint {
  const size = (((amount < 0n ? -amount : amount) * above + below / 2n) / below) * unit;
  return amount < 0n ? -size : size;
}

/** The largest power of ten that a unit of amounts has: 亿. */
const MOST_POWER = 8;
const MOST_AMOUNT = 10n ** BigInt(AMOUNT_DIGITS + AMOUNT_SCALE);
const MAX_INT128 = 2n ** 127n - 1n;

/** Whether every amount in every unit can be taxed within 128 bits: rates with ten digits and more may not. */
export function fitsEngines({ byText, byDay, decimals }: RowTax): boolean {
  return [...byText, ...byDay].every(({ factor }) => {
    const { above, below } = wholeFactor(factor, decimals);
    return MOST_AMOUNT * power10(MOST_POWER) * above + below / 2n <= MAX_INT128;
  });
}
