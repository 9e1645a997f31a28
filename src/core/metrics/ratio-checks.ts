import { formatExact } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import { formatPath, type UnitPath } from '../organisation/unit-tree.ts';
import type { Metric } from './metric.ts';

/** One cell of a plan of a ratio. */
export interface RatioCell {
  readonly target: string;
  readonly path: UnitPath;
  readonly period: string;
  readonly amount: bigint | undefined;
  readonly denominator?: bigint | undefined;
}

/** Cells of a ratio without a denominator, or with one below zero, or below the numerator where the ratio cannot exceed 1. */
export function ratioFindings(
  cells: readonly RatioCell[],
  { scale, atMostOne }: Pick<Metric, 'atMostOne'> & { readonly scale: number },
): Finding[] {
  const text = (value: bigint) => formatExact(value, scale, Math.min(2, scale));
  return cells.flatMap(({ target, path, period, amount, denominator }) => {
    const values = { target, unit: formatPath(path) || '-', period };
    if (amount === undefined) return [];
    if (denominator === undefined) return [finding('error', 'check.no-denominator', values)];
    const parts = { ...values, amount: text(amount), denominator: text(denominator) };
    if (denominator < 0n) return [finding('error', 'check.negative-denominator', parts)];
    return atMostOne && amount > denominator ? [finding('error', 'check.above-one', parts)] : [];
  });
}
