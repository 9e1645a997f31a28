import type { Decomposition, PeriodRate } from '../allocation/decompose-request.ts';
import type { Period, Span } from '../calendar/period.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import { leafValue, nodeAt } from '../tree.ts';

/** A plan with everything that it was made of. */
export interface ExplainRequest extends Pick<Decomposition, 'plan' | 'rollUp' | 'trace'> {
  /** The `--weight` factors of the plan. */
  readonly tilts: readonly PeriodRate[];
}

/** Leaf periods of a tree, the first included, the last not. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** A unit node and the leaf periods of the allocated plan that a number is the sum of. */
export interface AskedBlock extends LeafRange {
  readonly unit: number;
  readonly period: Period;
}

/** The leaf periods that make up a span exactly; undefined when its days cut one. */
export function leavesOf(periods: PeriodTree, { start, end }: Span): LeafRange | undefined {
  const leaves = periods.leaves.map((_, leaf) => leafValue(periods, leaf));
  const from = leaves.findIndex((leaf) => leaf.start === start);
  const last = leaves.findIndex((leaf) => leaf.end === end);
  return from < 0 || last < from ? undefined : { from, to: last + 1 };
}

/** The leaf period that holds a span; undefined when none does. */
export function leafHolding(periods: PeriodTree, { start, end }: Span): number | undefined {
  const leaf = periods.leaves.findIndex((node) => {
    const { value } = nodeAt(periods, node);
    return value.start <= start && end <= value.end;
  });
  return leaf < 0 ? undefined : leaf;
}

/** The sum of cells of a unit node over leaf periods; `width` of them to a row. */
export function sumOver(cells: BigInt64Array, width: number, { leafFrom, leafTo, from, to }: RowRange): bigint {
  let sum = 0n;
  for (let row = leafFrom; row < leafTo; row++) {
    for (let column = from; column < to; column++) sum += cells[row * width + column] as bigint;
  }
  return sum;
}

/** Leaf units x leaf periods, ends excluded. */
export interface RowRange extends LeafRange {
  readonly leafFrom: number;
  readonly leafTo: number;
}
