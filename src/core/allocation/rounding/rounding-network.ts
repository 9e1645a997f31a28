import type { PeriodTree } from '../../calendar/period-tree.ts';
import type { UnitTree } from '../../organisation/unit-tree.ts';
import type { Tree } from '../../tree.ts';

/**
 * The flow behind a grid. It runs from the whole down the unit tree to each leaf unit, down that unit's periods to its
 * cells, and from the cells up through (unit x leaf period) and the periods of the whole back to the whole. Every arc is
 * a number of the plan: the cells, then for each node the value that flows through it.
 */
export interface RoundingNetwork {
  readonly nodes: number;
  readonly cells: number;
  /** Arcs 0..cells-1 are the cells; arc `cells + node` joins a node to the node above it, the first node's is the total. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Nodes with the node above each, children before parents; the two ends of the total are left out. */
  readonly below: Int32Array;
  readonly above: Int32Array;
  /** The node where the flow comes back to the whole; its own arc is not used. */
  readonly sink: number;
}

/** The two axes; their leaf numbers index the cells row by row. */
export interface Axes {
  readonly units: UnitTree;
  readonly periods: PeriodTree;
}

/** Builds the network of a grid's axes. */
export function roundingNetwork(axes: Axes): RoundingNetwork {
  const nodes = numberNodes(axes);
  const cells = axes.units.leaves.length * axes.periods.leaves.length;
  const from = new Int32Array(cells + nodes.count).fill(-1);
  const to = new Int32Array(cells + nodes.count).fill(-1);
  const below: number[] = [];
  const above: number[] = [];
  const join = (node: number, parent: number, down: boolean) => {
    below.push(node);
    above.push(parent);
    from[cells + node] = down ? parent : node;
    to[cells + node] = down ? node : parent;
  };
  joinCells(axes, nodes, { from, to });
  joinDown(axes, nodes, (node, parent) => join(node, parent, true));
  joinUp(axes, nodes, (node, parent) => join(node, parent, false));
  from[cells] = nodes.sink;
  to[cells] = 0;
  return { nodes: nodes.count, cells, from, to, below: Int32Array.from(below), above: Int32Array.from(above), sink: nodes.sink };
}

interface NodeNumbers {
  readonly count: number;
  readonly sink: number;
  readonly innerUnits: readonly number[];
  readonly innerPeriods: readonly number[];
  /** On the way down: a leaf unit's period node, the unit itself for the whole span. */
  readonly unitPeriod: (leaf: number, period: number) => number;
  /** On the way up: an inner unit's leaf period. */
  readonly unitLeafPeriod: (unit: number, leaf: number) => number;
  /** On the way up: the whole organisation's period. */
  readonly wholePeriod: (period: number) => number;
}

function numberNodes({ units, periods }: Axes): NodeNumbers {
  const innerUnits = innerNodes(units);
  const innerPeriods = innerNodes(periods);
  const unitRank = ranks(innerUnits, units.nodes.length);
  const periodRank = ranks(innerPeriods, periods.nodes.length);
  const downBase = units.nodes.length;
  const upBase = downBase + units.leaves.length * innerPeriods.length;
  const sink = upBase + innerUnits.length * periods.leaves.length;
  return {
    count: sink + Math.max(1, innerPeriods.length),
    sink,
    innerUnits,
    innerPeriods,
    unitPeriod: (leaf, period) =>
      period <= 0 ? at(units.leaves, leaf) : downBase + leaf * innerPeriods.length + at(periodRank, period),
    unitLeafPeriod: (unit, leaf) => upBase + at(unitRank, unit) * periods.leaves.length + leaf,
    wholePeriod: (period) => (period <= 0 ? sink : sink + at(periodRank, period)),
  };
}

function joinCells({ units, periods }: Axes, nodes: NodeNumbers, arcs: { from: Int32Array; to: Int32Array }): void {
  const width = periods.leaves.length;
  const parents = periods.leaves.map((node) => periods.nodes[node]!.parent);
  units.leaves.forEach((unitNode, leaf) => {
    const unitParent = units.nodes[unitNode]!.parent;
    for (let p = 0; p < width; p++) {
      const parent = parents[p] as number;
      arcs.from[leaf * width + p] = nodes.unitPeriod(leaf, parent);
      arcs.to[leaf * width + p] = unitParent < 0 ? nodes.wholePeriod(parent) : nodes.unitLeafPeriod(unitParent, p);
    }
  });
}

type Join = (node: number, parent: number) => void;

function joinDown({ units, periods }: Axes, nodes: NodeNumbers, join: Join): void {
  units.leaves.forEach((_, leaf) => {
    for (const period of nodes.innerPeriods.toReversed()) {
      if (period > 0) join(nodes.unitPeriod(leaf, period), nodes.unitPeriod(leaf, periods.nodes[period]!.parent));
    }
  });
  for (let unit = units.nodes.length - 1; unit > 0; unit--) join(unit, units.nodes[unit]!.parent);
}

function joinUp({ units, periods }: Axes, nodes: NodeNumbers, join: Join): void {
  for (const unit of nodes.innerUnits.toReversed()) {
    const { parent } = units.nodes[unit]!;
    periods.leaves.forEach((periodNode, leaf) => {
      const whole = () => nodes.wholePeriod(periods.nodes[periodNode]!.parent);
      join(nodes.unitLeafPeriod(unit, leaf), parent < 0 ? whole() : nodes.unitLeafPeriod(parent, leaf));
    });
  }
  for (const period of nodes.innerPeriods.toReversed()) {
    if (period > 0) join(nodes.wholePeriod(period), nodes.wholePeriod(periods.nodes[period]!.parent));
  }
}

function innerNodes(tree: Tree<unknown>): number[] {
  return tree.nodes.flatMap((node, index) => (node.children.length > 0 ? [index] : []));
}

function ranks(members: readonly number[], size: number): Int32Array {
  const rank = new Int32Array(size).fill(-1);
  members.forEach((member, index) => {
    rank[member] = index;
  });
  return rank;
}

function at(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] as number;
}
