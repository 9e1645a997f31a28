import { formatRatio } from '../amount.ts';

/** How a sum is spread over those who make it. Ratios have four decimals; blank where nothing is above zero. */
export interface Concentration {
  readonly units: number;
  readonly amount: bigint;
  /** How many come to less than zero: returns without sales. They count as zero in all that follows. */
  readonly belowZero: number;
  /** How many of the largest make at least 50, 80 and 95 % of what is above zero. */
  readonly to50: number;
  readonly to80: number;
  readonly to95: number;
  /** See `gini`. */
  readonly gini: string;
  /** Shares of the largest, the five and the ten largest. */
  readonly top1: string;
  readonly top5: string;
  readonly top10: string;
}

/** Of amounts in any order, one a unit. Amounts below zero count as zero, since a share of less than nothing has no meaning. */
export function concentration(amounts: Iterable<bigint>): Concentration {
  const all = [...amounts];
  const clipped = all.map((amount) => (amount > 0n ? amount : 0n)).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const whole = clipped.reduce((sum, amount) => sum + amount, 0n);
  const top = (count: number) =>
    formatRatio(
      clipped.slice(0, count).reduce((sum, amount) => sum + amount, 0n),
      whole,
      4,
    );
  return {
    units: all.length,
    amount: all.reduce((sum, amount) => sum + amount, 0n),
    belowZero: all.filter((amount) => amount < 0n).length,
    to50: unitsTo(clipped, whole, 50n),
    to80: unitsTo(clipped, whole, 80n),
    to95: unitsTo(clipped, whole, 95n),
    gini: gini(clipped),
    top1: top(1),
    top5: top(5),
    top10: top(10),
  };
}

/** How many of the largest make at least so many percent; `sorted` from the largest on. */
function unitsTo(sorted: readonly bigint[], whole: bigint, percent: bigint): number {
  if (whole <= 0n) return 0;
  let reached = 0n;
  for (const [place, amount] of sorted.entries()) {
    reached += amount;
    if (100n * reached >= percent * whole) return place + 1;
  }
  return sorted.length;
}

/**
 * The Gini coefficient of amounts not below zero: half the mean difference of all pairs (a unit with itself among them) over the mean, exactly
 * 2 sum(i x_i) / (n sum(x)) - (n + 1) / n with x from the smallest on and i from 1. 0 where all are equal, 1 - 1/n where one has all;
 * it is not corrected to reach 1. Four decimals; blank where all are zero. `sorted` from the largest on.
 */
export function gini(sorted: readonly bigint[]): string {
  const count = BigInt(sorted.length);
  let [whole, weighted] = [0n, 0n];
  for (const [place, amount] of sorted.entries()) {
    whole += amount;
    weighted += (count - BigInt(place)) * amount;
  }
  return formatRatio(2n * weighted - (count + 1n) * whole, count * whole, 4);
}
