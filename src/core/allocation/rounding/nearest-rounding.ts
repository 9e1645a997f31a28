import type { Fractions } from './flow-rounding.ts';
import type { RoundingNetwork } from './rounding-network.ts';

/** Arc visits after which the search stops: enough to settle some 200,000 cells, about two seconds. */
const EFFORT = 250_000_000;

/** A unit of deviation in whole numbers, and the part of it that settles ties (earlier cells grow first). */
const STEPS = 2 ** 20;
const TIES = 2 ** 15;

/**
 * Turns a rounding of a flow into the nearest one: the least sum of squared deviations over all arcs, ties to earlier cells.
 * An arc of fraction f costs (1-f)^2 - f^2 = 1 - 2f more up than down, so this is a flow of least cost, reached by turning
 * cycles of negative cost until there is none (Klein 1967). Because the optimum is a property of the fractions and not of
 * the path to it, a small change of the total moves few cells
 * (many only where all weights are alike and nodes change sides together). Changes `up` in place.
 * Returns false when the effort ran out first: the rounding is then as exact, only perhaps not the nearest.
 */
export function improveRounding(network: RoundingNetwork, fractions: Fractions, up: Uint8Array): boolean {
  const residual = residualArcs(network, fractions, up);
  const labels = { distance: new Float64Array(network.nodes), predecessor: new Int32Array(network.nodes).fill(-1) };
  for (let effort = EFFORT; effort > 0; effort -= residual.tail.length + network.nodes) {
    if (!relax(residual, labels)) return true;
    for (const arc of predecessorCycles(labels.predecessor, residual.tail).flat()) {
      labels.predecessor[residual.head[arc] as number] = -1;
      residual.flip(arc);
    }
  }
  return false;
}

interface Residual {
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly cost: Float64Array;
  readonly flip: (arc: number) => void;
}

function residualArcs(network: RoundingNetwork, { numerator, denominator }: Fractions, up: Uint8Array): Residual {
  const ids: number[] = [];
  for (let arc = 0; arc < numerator.length; arc++) if ((numerator[arc] as number) > 0) ids.push(arc);
  const tail = Int32Array.from(ids, (arc) => (up[arc] ? network.to[arc] : network.from[arc]) as number);
  const head = Int32Array.from(ids, (arc) => (up[arc] ? network.from[arc] : network.to[arc]) as number);
  const cost = Float64Array.from(ids, (arc) => {
    const tie = arc < network.cells ? Math.floor((arc * TIES) / network.cells) : 0;
    const price = Math.round((1 - (2 * (numerator[arc] as number)) / denominator) * STEPS) * TIES + tie;
    return up[arc] ? -price : price;
  });
  const flip = (arc: number) => {
    [tail[arc], head[arc]] = [head[arc] as number, tail[arc] as number];
    cost[arc] = -(cost[arc] as number);
    up[ids[arc] as number]! ^= 1;
  };
  return { tail, head, cost, flip };
}

/** For each node the cost of a way to it, and the last arc of that way. */
interface Labels {
  readonly distance: Float64Array;
  readonly predecessor: Int32Array;
}

/**
 * One round of Bellman-Ford from everywhere at once; false when nothing changes, and so no cycle of negative cost is left.
 * The labels go on from one turned cycle to the next: any labels are a start, and a predecessor graph made by relaxing alone
 * has only cycles of negative cost.
 */
function relax({ tail, head, cost }: Residual, { distance, predecessor }: Labels): boolean {
  let changed = false;
  for (let arc = 0; arc < tail.length; arc++) {
    const reached = (distance[tail[arc] as number] as number) + (cost[arc] as number);
    if (reached >= (distance[head[arc] as number] as number)) continue;
    distance[head[arc] as number] = reached;
    predecessor[head[arc] as number] = arc;
    changed = true;
  }
  return changed;
}

/** The arcs of each cycle in the predecessor graph; every node has at most one predecessor, so the cycles are disjoint. */
function predecessorCycles(predecessor: Int32Array, tail: Int32Array): number[][] {
  const seenBy = new Int32Array(predecessor.length).fill(-1);
  const before = (node: number) => {
    const arc = predecessor[node] as number;
    return arc < 0 ? -1 : (tail[arc] as number);
  };
  const cycles: number[][] = [];
  for (let start = 0; start < predecessor.length; start++) {
    let node = start;
    while (node >= 0 && seenBy[node] === -1) {
      seenBy[node] = start;
      node = before(node);
    }
    if (node < 0 || seenBy[node] !== start) continue;
    const arcs: number[] = [];
    for (let at = node; arcs.length === 0 || at !== node; at = before(at)) arcs.push(predecessor[at] as number);
    cycles.push(arcs);
  }
  return cycles;
}
