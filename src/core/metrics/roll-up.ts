import { overDenominator } from '../allocation/rounding/exact-fractions.ts';
import { roundCells } from '../allocation/rounding/round-cells.ts';
import { type Grid, rollUp } from '../grid.ts';
import { nodeAt, subtree, type Tree } from '../tree.ts';
import type { Metric } from './metric.ts';

/**
 * What a larger node has on either axis. `sum`: the sum of its parts. `same`: what its parts have alike, since each cell repeats
 * an amount; nothing where they differ. `last`: what its last leaf period has. `mean`: the mean of its leaf periods.
 */
export interface RollUp {
  readonly time: 'sum' | 'same' | 'last' | 'mean';
  readonly org: 'sum' | 'same';
}

export const SUMS: RollUp = { time: 'sum', org: 'sum' };

/** Whether larger nodes are sums on both axes. */
export function addsUp({ time, org }: RollUp): boolean {
  return time === 'sum' && org === 'sum';
}

/** Whether cells repeat an amount on some axis, instead of dividing it. */
export function isRepeated({ time, org }: RollUp): boolean {
  return time === 'same' || org === 'same';
}

/**
 * How the cells of a plan roll up, by its metric and by the methods that its record says (`repeat`, or `time=repeat` and
 * `org=repeat` apart). Both parts of a ratio are sums, whatever the method.
 */
export function rollUpOf({ kind, closing }: Pick<Metric, 'kind' | 'closing'>, methods: readonly string[]): RollUp {
  if (kind === 'ratio') return SUMS;
  const repeats = (axis: 'time' | 'org') => methods.includes('repeat') || methods.includes(`${axis}=repeat`);
  if (kind === 'stock') return { time: closing, org: 'sum' };
  if (kind === 'distinct' || kind === 'score') return { time: 'same', org: 'same' };
  return { time: repeats('time') ? 'same' : 'sum', org: repeats('org') ? 'same' : 'sum' };
}

/**
 * The values of all nodes as `rollUp` gives them, by the rule; undefined where the parts of a node differ and should not. Means
 * are rounded to the smallest unit together, so that the units of a period still add up.
 */
export function rollUpBy(grid: Grid, rule: RollUp): ArrayLike<bigint | undefined> {
  if (addsUp(rule)) return rollUp(grid);
  if (rule.time === 'mean' && rule.org === 'sum') return means(grid);
  const { units, periods } = grid;
  const width = periods.nodes.length;
  const values = new Array<bigint | undefined>(units.nodes.length * width);
  units.leaves.forEach((node, leaf) => {
    periods.leaves.forEach((period, p) => {
      values[node * width + period] = grid.cells[leaf * periods.leaves.length + p];
    });
    combine(periods, (period) => node * width + period, { values, together: COMBINED[rule.time] });
  });
  for (let period = 0; period < width; period++) {
    combine(units, (unit) => unit * width + period, { values, together: COMBINED[rule.org] });
  }
  return values;
}

/** In each period the mean of every leaf unit, rounded together; larger units are their sums. */
function means({ units, periods, scale, cells }: Grid): BigInt64Array {
  const [width, leaves] = [periods.nodes.length, periods.leaves.length];
  const values = new BigInt64Array(units.nodes.length * width);
  periods.nodes.forEach(({ leafFrom, leafTo }, period) => {
    const sums = units.leaves.map((_, u) =>
      cells.subarray(u * leaves + leafFrom, u * leaves + leafTo).reduce((a, b) => a + b, 0n),
    );
    const axes = { units, periods: subtree(periods, periods.leaves[leafFrom] as number) };
    const column = roundCells(axes, overDenominator(sums, BigInt(leafTo - leafFrom))).cells;
    rollUp({ ...axes, scale, cells: column }).forEach((value, unit) => {
      values[unit * width + period] = value;
    });
  });
  return values;
}

type Parts = readonly (bigint | undefined)[];

const COMBINED: Readonly<Record<RollUp['time'], (parts: Parts) => bigint | undefined>> = {
  sum: (parts) => parts.reduce((sum, part) => (sum === undefined || part === undefined ? undefined : sum + part), 0n),
  same: (parts) => (parts.every((part) => part === parts[0]) ? parts[0] : undefined),
  last: (parts) => parts.at(-1),
  mean: () => undefined,
};

interface Line {
  readonly values: (bigint | undefined)[];
  readonly together: (parts: Parts) => bigint | undefined;
}

/** Larger nodes of one line from their parts, smallest first. */
function combine(tree: Tree<unknown>, place: (node: number) => number, { values, together }: Line): void {
  for (let node = tree.nodes.length - 1; node >= 0; node--) {
    const parts = nodeAt(tree, node).children.map((child) => values[place(child)]);
    if (parts.length > 0) values[place(node)] = together(parts);
  }
}
