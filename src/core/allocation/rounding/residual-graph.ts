import type { Fractions } from './arc-fractions.ts';
import type { RoundingNetwork } from './rounding-network.ts';

/**
 * A rounding of the fractional arcs as a graph of what may still change. Each arc is two half arcs, one at either end; `cost`
 * is the price of moving a unit out of the node over it, Infinity where the arc cannot move that way.
 */
export interface ResidualGraph {
  readonly nodes: number;
  /** Half arcs of each node: `first[node]` to `first[node + 1]`, exclusive. */
  readonly first: Int32Array;
  readonly other: Int32Array;
  readonly mate: Int32Array;
  readonly cost: Float64Array;
  /** Units that flow in above those that flow out. */
  readonly excess: Int32Array;
}

/**
 * A unit of deviation in whole numbers, and the part of it that settles ties: earlier cells grow first. It grows as a square root,
 * so that of two alike rows and columns the corners with the earliest cell win, which equal steps would leave open.
 */
const STEPS = 2 ** 20;
const TIES = 2 ** 15;

/**
 * Every fractional arc at its nearer whole number, whatever the nodes say. An arc of fraction f costs (1-f)^2 - f^2 = 1 - 2f
 * more up than down.
 */
export function residualGraph(network: RoundingNetwork, { numerator, denominator }: Fractions): ResidualGraph {
  const { from, to, cells, nodes } = network;
  const first = firstHalves(network, numerator);
  const halves = first[nodes] as number;
  const graph = { other: new Int32Array(halves), mate: new Int32Array(halves), cost: new Float64Array(halves) };
  const balance = new Float64Array(nodes);
  eachFractional(network, numerator, first, (arc, i, j) => {
    const [x, y] = [from[arc] as number, to[arc] as number];
    const fraction = (numerator[arc] as number) / denominator;
    const tie = arc < cells ? Math.floor(Math.sqrt(arc / cells) * TIES) : 0;
    const price = Math.round((1 - 2 * fraction) * STEPS) * TIES + tie;
    graph.other[i] = y;
    graph.other[j] = x;
    graph.mate[i] = j;
    graph.mate[j] = i;
    graph.cost[i] = price < 0 ? Infinity : price;
    graph.cost[j] = price < 0 ? -price : Infinity;
    const moved = (price < 0 ? 1 : 0) - fraction;
    balance[y]! += moved;
    balance[x]! -= moved;
  });
  // The exact balance of a node is a whole number: what doubles add to it is far below one half.
  return { nodes, first, ...graph, excess: Int32Array.from(balance, Math.round) };
}

/** 1 for each arc that the graph rounds up. */
export function roundedUp(network: RoundingNetwork, { numerator }: Fractions, { first, cost }: ResidualGraph): Uint8Array {
  const up = new Uint8Array(numerator.length);
  eachFractional(network, numerator, first, (arc, i) => {
    if (cost[i] === Infinity) up[arc] = 1;
  });
  return up;
}

function firstHalves({ from, to, nodes }: RoundingNetwork, numerator: Float64Array): Int32Array {
  const first = new Int32Array(nodes + 1);
  for (let arc = 0; arc < numerator.length; arc++) {
    if (numerator[arc] === 0) continue;
    first[(from[arc] as number) + 1]! += 1;
    first[(to[arc] as number) + 1]! += 1;
  }
  for (let node = 0; node < nodes; node++) first[node + 1]! += first[node] as number;
  return first;
}

type VisitArc = (arc: number, halfAtFrom: number, halfAtTo: number) => void;

function eachFractional({ from, to }: RoundingNetwork, numerator: Float64Array, first: Int32Array, visit: VisitArc): void {
  const next = first.slice();
  for (let arc = 0; arc < numerator.length; arc++) {
    if (numerator[arc] === 0) continue;
    visit(arc, next[from[arc] as number]!++, next[to[arc] as number]!++);
  }
}
