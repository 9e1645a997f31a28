import { refuse } from './finding.ts';
import { mergeTotals } from './merge-totals.ts';
import { formatPath } from './organisation/unit-tree.ts';
import type { Totals } from './totals.ts';

/** Totals that are added so many times, less than zero times when they are taken away. */
export interface AddedTotals {
  readonly totals: Totals;
  readonly factor: bigint;
}

const LARGEST = 2n ** 63n - 1n;

/**
 * The exact sum of several totals of the same levels, grain and scale: a cell that one of them does not have is zero there. Rows, their
 * accounts and the days that are covered are those of all together. Refuses an amount or a sum beyond 64 bits.
 */
export function addTotals(parts: readonly [AddedTotals, ...AddedTotals[]]): Totals {
  return mergeTotals(parts.map(multiplied));
}

function multiplied({ totals, factor }: AddedTotals): Totals {
  if (factor === 1n) return totals;
  const amount = totals.amount.map((one, at) => {
    const product = factor * one;
    if (product > LARGEST || product < -LARGEST)
      throw refuse('facts.sum-too-large', { unit: formatPath(totals.units[totals.unit[at]!]!) });
    return product;
  });
  return { ...totals, amount };
}
