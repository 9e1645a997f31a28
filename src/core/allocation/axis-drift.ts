import { formatRatio } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import { type Grid, rollUp } from '../grid.ts';
import { formatPath, type UnitTree } from '../organisation/unit-tree.ts';
import { type Regrouping, regroupedBy, regrouping } from '../regroup.ts';
import { ancestry, leafValue, nodeAt } from '../tree.ts';

export interface AxisDriftRequest {
  /** The rounded plan; the levels of its tree are those of `axes`, one axis after the other. */
  readonly plan: Grid;
  /** On the same axes, cells in the proportions of the unrounded plan. */
  readonly unrounded: Grid;
  /** The rounding unit, at the plan's scale. */
  readonly roundTo: bigint;
  readonly axes: readonly (readonly string[])[];
}

/**
 * What is guaranteed for several row axes that are planned as one tree, and how far the rest drifts: a note for each axis after
 * the first. A node of such an axis (a region over all products) is no node of the tree: it is the exact sum of its parts, one for
 * each member of the axes before it, and each part may be up to a rounding unit away. The note has the node and period (of any
 * size) that are furthest from the unrounded plan, in rounding units, and the most that is possible there without locks.
 */
export function axisDrift(request: AxisDriftRequest): Finding[] {
  const levels = request.axes.flat();
  let start = request.axes[0]?.length ?? 0;
  return request.axes.slice(1).map((axis) => {
    const note = driftAcross(request, levels, { start, end: start + axis.length });
    start += axis.length;
    return note;
  });
}

/** Where an axis stands among the levels of the tree; the end is exclusive. */
interface AxisPlace {
  readonly start: number;
  readonly end: number;
}

function driftAcross(request: AxisDriftRequest, levels: readonly string[], { start, end }: AxisPlace): Finding {
  const { plan, unrounded, roundTo } = request;
  const group = regrouping(plan.units, levels.slice(start, end));
  const amounts = regroupedBy(plan, group);
  const worst = furthest(amounts, regroupedBy(unrounded, group));
  const parts = partsOf(plan.units, group, { start, node: worst.unit });
  const limit = mostPossible(plan, parts, worst.period);
  const isBeyond = worst.distance > BigInt(limit) * worst.whole * roundTo;
  const values = {
    axis: levels.slice(start, end).join('/'),
    across: levels.slice(0, start).join('/'),
    periods: periodsOf(plan),
    units: formatRatio(worst.distance, worst.whole * roundTo, 2),
    unit: formatPath(nodeAt(group.units, worst.unit).value.path),
    period: nodeAt(plan.periods, worst.period).value.label,
    members: parts.length,
    limit,
  };
  // Bounds, or a total of hardly any rounding units, may give up nearness in the parts.
  if (isBeyond) return finding('note', 'allocation.axis-drift-beyond', values);
  return finding('note', 'allocation.axis-drift', values);
}

interface Furthest {
  readonly unit: number;
  readonly period: number;
  /** |amount x whole - total x share|: `whole` times the distance itself. */
  readonly distance: bigint;
  /** Sum of the unrounded proportions; 1 when they are all zero. */
  readonly whole: bigint;
}

/** The node below the whole and the period with the largest distance; of equal ones the first. */
function furthest(plan: Grid, unrounded: Grid): Furthest {
  const width = plan.periods.nodes.length;
  const [amounts, shares] = [rollUp(plan), rollUp(unrounded)];
  const [total, whole] = [amounts[0] as bigint, shares[0] as bigint];
  let [at, distance] = [-1, -1n];
  for (let i = plan.units.nodes.length > 1 ? width : 0; i < amounts.length; i++) {
    const signed = (amounts[i] as bigint) * whole - total * (shares[i] as bigint);
    const size = signed < 0n ? -signed : signed;
    if (size > distance) [at, distance] = [i, size];
  }
  return { unit: Math.floor(at / width), period: at % width, distance, whole: whole === 0n ? 1n : whole };
}

/** The parts that a node of an axis is the sum of, as the number of leaf units in each. */
function partsOf(units: UnitTree, group: Regrouping, { start, node }: { start: number; node: number }): number[] {
  const { leafFrom, leafTo } = nodeAt(group.units, node);
  const parts = new Map<number, number>();
  group.leafOf.forEach((to, leaf) => {
    if (to < leafFrom || to >= leafTo) return;
    const member = memberOf(units, leaf, start);
    parts.set(member, (parts.get(member) ?? 0) + 1);
  });
  return [...parts.values()];
}

/** The node of the axes before `start` that a leaf is in. */
function memberOf(units: UnitTree, leaf: number, start: number): number {
  const path = ancestry(units, units.leaves[leaf] as number).reverse();
  return path[Math.min(start, path.length - 1)] as number;
}

/**
 * The most rounding units that a node can be away in a period: a unit for each part in a leaf period and in the whole span, where
 * each part is a node that is kept near. In a period between, a part's leaf units are near, and so are its leaf periods: the fewer
 * of them count.
 */
function mostPossible({ periods }: Grid, parts: readonly number[], period: number): number {
  const { leafFrom, leafTo } = nodeAt(periods, period);
  const leaves = period === 0 ? 1 : leafTo - leafFrom;
  return parts.reduce((sum, leafUnits) => sum + Math.min(leafUnits, leaves), 0);
}

/** `2026-01..2026-12`: the first and the last of the finest periods. */
function periodsOf({ periods }: Grid): string {
  const [first, last] = [leafValue(periods, 0).label, leafValue(periods, periods.leaves.length - 1).label];
  return first === last ? first : `${first}..${last}`;
}
