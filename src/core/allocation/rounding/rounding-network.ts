import type { Block } from '../locks/lock.ts';
import { type Axes, type LockedFamilies, type NodeTable, nodeTables } from './nested-families.ts';

export type { Axes };

/**
 * The flow behind a grid. It runs from the whole down one family of nested nodes (organisation first) to the cells, and from
 * them up the other (periods first) back to the whole. Every arc is a number of the plan: the cells, then for each node the
 * value that flows through it.
 */
export interface RoundingNetwork {
  readonly nodes: number;
  readonly cells: number;
  /** Arcs 0..cells-1 are the cells; arc `cells + node` joins a node to the node above it, the first node's is the total. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The node above each, always of a lower number; -1 for the two ends of the total. */
  readonly above: Int32Array;
  /** The node where the flow comes back to the whole; its own arc is not used. */
  readonly sink: number;
  /** Nodes that the network would have without locks, left out because a locked node of their family crosses them. */
  readonly givenUp: readonly Block[];
}

/**
 * Builds the network of a grid's axes. Its nodes are unit node x whole span and leaf unit x inner period on the way down,
 * whole x period node and inner unit x leaf period on the way up, and the locked nodes of `families`.
 */
export function roundingNetwork(axes: Axes, families?: LockedFamilies): RoundingNetwork {
  const tables = nodeTables(axes, families);
  const { down, up } = tables;
  const cells = axes.units.leaves.length * axes.periods.leaves.length;
  const nodes = down.count + up.count;
  const arcs = { from: new Int32Array(cells + nodes).fill(-1), to: new Int32Array(cells + nodes).fill(-1) };
  const above = new Int32Array(nodes).fill(-1);
  joinCells(axes, tables, arcs);
  joinNodes(down, 0, above);
  joinNodes(up, down.count, above);
  for (let node = 1; node < nodes; node++) {
    if (node === down.count) continue;
    const isDown = node < down.count;
    arcs.from[cells + node] = isDown ? (above[node] as number) : node;
    arcs.to[cells + node] = isDown ? node : (above[node] as number);
  }
  arcs.from[cells] = down.count;
  arcs.to[cells] = 0;
  return { nodes, cells, ...arcs, above, sink: down.count, givenUp: tables.givenUp };
}

interface Arcs {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

function joinCells({ units, periods }: Axes, { down, up }: Record<'down' | 'up', NodeTable>, { from, to }: Arcs): void {
  let cell = 0;
  for (const unit of units.leaves) {
    for (const period of periods.leaves) {
      from[cell] = down.around(unit, period);
      to[cell] = down.count + up.around(unit, period);
      cell++;
    }
  }
}

function joinNodes(table: NodeTable, base: number, above: Int32Array): void {
  table.eachNode((node, unit, period) => {
    if (node > 0) above[base + node] = base + table.above(unit, period);
  });
}
