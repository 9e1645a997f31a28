import { divideRounded } from '../amount.ts';
import type { Metric } from './metric.ts';
import type { Ratio } from './ratio.ts';

/** A cell of a plan whose periods are canonical labels of one grain, which sort by time. */
export interface WholeCell {
  readonly period: string;
  readonly amount: bigint | undefined;
  readonly denominator?: bigint | undefined;
}

/**
 * What cells come to as a whole, as numerator / denominator: the sum over 1, of a stock its last period over 1 or the sum of
 * its periods over their number, of a ratio its parts. Blank cells add nothing.
 */
export function planWhole(cells: readonly WholeCell[], { kind, closing }: Pick<Metric, 'kind' | 'closing'>): Ratio {
  const sum = (some: readonly WholeCell[]) => some.reduce((all, { amount }) => all + (amount ?? 0n), 0n);
  if (kind === 'ratio') {
    return { numerator: sum(cells), denominator: cells.reduce((all, { denominator }) => all + (denominator ?? 0n), 0n) };
  }
  if (kind !== 'stock') return { numerator: sum(cells), denominator: 1n };
  const periods = [...new Set(cells.map(({ period }) => period))].sort();
  if (closing === 'mean') return { numerator: sum(cells), denominator: BigInt(Math.max(1, periods.length)) };
  return { numerator: sum(cells.filter(({ period }) => period === periods.at(-1))), denominator: 1n };
}

/** numerator x factor / denominator, halves away from zero; nothing without a denominator. */
export function wholeAmount({ numerator, denominator }: Ratio, factor: bigint): bigint | undefined {
  return denominator > 0n ? divideRounded(numerator * factor, denominator) : undefined;
}
