import { greatestCommonDivisor } from '../rounding/exact-fractions.ts';
import type { Rate } from './basis-window.ts';

export const ONE: Rate = { numerator: 1n, denominator: 1n };
export const ZERO: Rate = { numerator: 0n, denominator: 1n };

/** A rate in lowest terms; the denominator is positive. */
export function rate(numerator: bigint, denominator: bigint): Rate {
  const common = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / common, denominator: denominator / common };
}

/** The least common multiple of two positive numbers. */
export function commonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}
