/** The largest weight of a computed basis. */
const LARGEST = 10n ** 12n;
/** The rounding is fastest where all weights together are an exact double. */
export const FAST_SUM = 2n ** 52n;
/** What the largest weight must still have for that. */
export const FINE_ENOUGH = 10n ** 9n;

/** Exact weights before they are whole numbers: their largest (as a fraction), a bound of their sum, and their number. */
export interface WeightSize {
  readonly largest: { readonly numerator: bigint; readonly denominator: bigint };
  readonly sum: bigint;
  readonly cells: number;
}

/**
 * The factor that makes computed weights whole numbers: the largest becomes 10^12, or less (at least 10^9) where that keeps the
 * sum below 2^52. The weights have to be rounded after.
 */
export function weightFactor({ largest, sum, cells }: WeightSize): { readonly numerator: bigint; readonly denominator: bigint } {
  const full = { numerator: LARGEST * largest.denominator, denominator: largest.numerator };
  const fast = { numerator: FAST_SUM - BigInt(cells), denominator: sum };
  const isSlower = fast.numerator * full.denominator < full.numerator * fast.denominator;
  const isFine = fast.numerator * largest.numerator >= FINE_ENOUGH * fast.denominator * largest.denominator;
  return isSlower && isFine ? fast : full;
}
