import { type Finding, finding } from '../finding.ts';
import { type Fraction, fraction, ONE, ZERO } from '../fraction.ts';
import { formatPath, type UnitTree } from '../organisation/unit-tree.ts';
import { leafValue, nodeAt } from '../tree.ts';
import type { BasisCells } from './basis/clean-basis.ts';
import type { CourseTable, Followed } from './courses.ts';

/** Whose course over time a unit gets: its own, its parent's, the company's, or its own drawn to its parent's. */
export const SHAPES = ['own', 'parent', 'company', 'shrunk'] as const;
export type Shape = (typeof SHAPES)[number];

/** What happens to a node that must receive an amount while all its cells are zero. */
export const ON_ZERO_BASIS = ['error', 'equal', 'parent'] as const;
export type OnZeroBasis = (typeof ON_ZERO_BASIS)[number];

/** Years of history at which own and parent's seasonality count alike, unless told otherwise. */
export const SHRINK_K: Fraction = { numerator: 2n, denominator: 1n };

export interface ShapeRequest {
  readonly units: UnitTree;
  readonly time: BasisCells;
  readonly shape: Shape;
  readonly shrinkK: Fraction;
  readonly onZeroBasis: OnZeroBasis;
}

/** What a leaf unit follows. One that must get an amount while the node to follow has nothing goes by `onZeroBasis`. */
export function follow(
  request: ShapeRequest,
  table: CourseTable,
  leaf: { readonly index: number; readonly needsAmount: boolean },
) {
  const { units, shape, onZeroBasis } = request;
  const own = units.leaves[leaf.index] as number;
  const parent = Math.max(0, nodeAt(units, own).parent);
  const start = { own, parent, company: 0, shrunk: parent }[shape];
  const lambda = { own: ONE, parent: ZERO, company: ZERO, shrunk: ZERO }[shape];
  const hasOwn = (table.sums[own] as bigint) > 0n;
  if (shape === 'shrunk' && hasOwn) return followed(start, shrinkage(request, leaf.index));
  if (!leaf.needsAmount || (table.sums[start] as bigint) > 0n) return followed(start, lambda);
  const unit = formatPath(leafValue(units, leaf.index).path) || '-';
  if (onZeroBasis === 'error') return followed(start, lambda, [finding('error', 'basis.zero-unit', { unit })]);
  let node = onZeroBasis === 'equal' ? -1 : start;
  while (node >= 0 && table.sums[node] === 0n) node = nodeAt(units, node).parent;
  return followed(node, ZERO, [finding('warning', node < 0 ? 'basis.zero-equal' : 'basis.zero-parent', { unit })]);
}

function followed(node: number, lambda: Fraction, findings: Finding[] = []): { followed: Followed; findings: Finding[] } {
  return { followed: { node, lambda, isFallback: findings.length > 0 }, findings };
}

/** lambda = n / (n + k), n = months with an amount / 12 (shrinkage of seasonal factors, domain rule T15). */
function shrinkage({ time, shrinkK }: ShapeRequest, leaf: number): Fraction {
  const months = BigInt(time.active?.[leaf] ?? positiveCells(time, leaf));
  const own = months * shrinkK.denominator;
  return own === 0n ? ZERO : fraction(own, own + 12n * shrinkK.numerator);
}

function positiveCells({ cells, columns }: BasisCells, leaf: number): number {
  return cells.subarray(leaf * columns, (leaf + 1) * columns).filter((cell) => cell > 0n).length;
}
