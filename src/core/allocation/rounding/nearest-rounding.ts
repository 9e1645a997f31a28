import type { Fractions } from './arc-fractions.ts';
import { DistanceQueue } from './distance-queue.ts';
import { type ResidualGraph, residualGraph, roundedUp } from './residual-graph.ts';
import type { RoundingNetwork } from './rounding-network.ts';

/** Arc visits after which the nearest rounding is given up: twice what a million cells and more take, about four seconds. */
const EFFORT = 100_000_000;

/** Nodes that the first searches may settle; the next ones twice as many, and so on. */
const FIRST_REACH = 256;

export interface NetworkRounding {
  /** 1 for each arc that is rounded up. */
  readonly up: Uint8Array;
  /** Whether no rounding is nearer; false when the effort ran out first. */
  readonly nearest: boolean;
}

/**
 * The rounding of a feasible fractional flow that is a flow again and has the least sum of squared deviations over all arcs,
 * ties to earlier cells: a flow of least cost. Every arc starts at its nearer whole number; units are then moved from nodes
 * with too many to nodes with too few along shortest ways (Jewell 1958, Busacker & Gowen 1960; potentials: Edmonds & Karp
 * 1972). Because the optimum is a property of the fractions and not of the way to it, a small change of the total moves few
 * cells (many only where all weights are alike and nodes change sides together). When the effort runs out the rest is moved
 * along the ways of fewest arcs: the rounding is then as exact, only perhaps not the nearest.
 */
export function nearestRounding(network: RoundingNetwork, fractions: Fractions, effort = EFFORT): NetworkRounding {
  const graph = residualGraph(network, fractions);
  const nearest = new ShortestWays(graph, effort).balance();
  return { up: roundedUp(network, fractions, graph), nearest };
}

/** Moves excess along shortest ways. Invariant: cost + potential[node] - potential[other] >= 0 on every half arc. */
class ShortestWays {
  private readonly queue: DistanceQueue;
  private readonly potential: Float64Array;
  private readonly distance: Float64Array;
  private readonly isSettled: Uint8Array;
  /** The half arc over which each node was reached. */
  private readonly entered: Int32Array;
  private readonly reached: Int32Array;
  private reachedCount = 0;
  private readonly settled: Int32Array;
  private settledCount = 0;
  /** Distance of the nearest node with too few that is reached already. */
  private bound = Infinity;

  constructor(
    private readonly graph: ResidualGraph,
    private effort: number,
  ) {
    const { nodes } = graph;
    this.queue = new DistanceQueue(nodes);
    this.potential = new Float64Array(nodes);
    this.distance = new Float64Array(nodes).fill(Infinity);
    this.isSettled = new Uint8Array(nodes);
    this.entered = new Int32Array(nodes);
    this.reached = new Int32Array(nodes);
    this.settled = new Int32Array(nodes);
  }

  /**
   * Searches stay small at first; what they leave is found by longer ones, led by the distances to what is missing. False when
   * the effort ran out.
   */
  balance(): boolean {
    let isNearest = true;
    for (let reach = FIRST_REACH; !this.serveAll(reach, isNearest); reach *= 2) {
      if (isNearest && this.effort < 0) {
        isNearest = false;
        this.countArcs();
      }
      this.lead();
    }
    return isNearest;
  }

  /** One pass over the nodes with too many; true when none is left. */
  private serveAll(reach: number, isBounded: boolean): boolean {
    const { excess } = this.graph;
    let isDone = true;
    for (let node = 0; node < excess.length; node++) {
      while ((excess[node] as number) > 0 && !(isBounded && this.effort < 0) && this.serve(node, reach));
      if ((excess[node] as number) > 0) isDone = false;
    }
    return isDone;
  }

  /** Moves a unit from `source` to the nearest node with too few; false when more than `reach` nodes are nearer. */
  private serve(source: number, reach: number): boolean {
    const target = this.search(source, reach);
    const { potential, distance, isSettled, queue } = this;
    for (let i = 0; i < this.settledCount; i++) {
      const node = this.settled[i] as number;
      potential[node]! += (distance[node] as number) - queue.at;
      isSettled[node] = 0;
    }
    for (let i = 0; i < this.reachedCount; i++) distance[this.reached[i] as number] = Infinity;
    if (target >= 0) this.move(source, target);
    return target >= 0;
  }

  private search(source: number, reach: number): number {
    const { queue, isSettled, graph } = this;
    this.settledCount = 0;
    this.reachedCount = 0;
    this.bound = Infinity;
    queue.clear();
    this.distance[source] = 0;
    this.reached[this.reachedCount++] = source;
    queue.put(0, source);
    for (let node = queue.take(); node >= 0; node = queue.take()) {
      if (isSettled[node] === 1) continue;
      if ((graph.excess[node] as number) < 0) return node;
      if (this.settledCount >= reach) return -1;
      this.settleForward(node);
    }
    throw new Error(`fractional flow is not conserved at node ${source}`);
  }

  private settleForward(node: number): void {
    const { graph, potential, distance, queue } = this;
    const { other, cost, first, excess } = graph;
    const end = first[node + 1] as number;
    const start = queue.at + (potential[node] as number);
    this.isSettled[node] = 1;
    this.settled[this.settledCount++] = node;
    this.effort -= end - (first[node] as number);
    for (let half = first[node] as number; half < end; half++) {
      const next = other[half] as number;
      const reached = start + (cost[half] as number) - (potential[next] as number);
      const before = distance[next] as number;
      if (reached >= before || reached >= this.bound) continue;
      if (before === Infinity) this.reached[this.reachedCount++] = next;
      distance[next] = reached;
      this.entered[next] = half;
      queue.put(reached, next);
      if ((excess[next] as number) < 0) this.bound = reached;
    }
  }

  private move(source: number, target: number): void {
    const { cost, mate, other, excess } = this.graph;
    for (let node = target; node !== source; ) {
      const half = this.entered[node] as number;
      const back = mate[half] as number;
      cost[back] = -(cost[half] as number);
      cost[half] = Infinity;
      node = other[back] as number;
    }
    excess[source]! -= 1;
    excess[target]! += 1;
  }

  /** Potentials from the distance of every node to the nearest one with too few, so that searches go straight there. */
  private lead(): void {
    const { queue, potential, distance, isSettled, graph } = this;
    const { excess, nodes } = graph;
    queue.clear();
    let waiting = 0;
    for (let node = 0; node < nodes; node++) {
      if ((excess[node] as number) > 0) waiting++;
      if ((excess[node] as number) >= 0) continue;
      distance[node] = 0;
      queue.put(0, node);
    }
    for (let node = queue.take(); node >= 0 && waiting > 0; node = queue.take()) {
      if (isSettled[node] === 1) continue;
      if ((excess[node] as number) > 0) waiting--;
      this.settleBackward(node);
    }
    for (let node = 0; node < nodes; node++) potential[node]! -= Math.min(distance[node] as number, queue.at);
    distance.fill(Infinity);
    isSettled.fill(0);
  }

  private settleBackward(node: number): void {
    const { graph, potential, distance, queue } = this;
    const { other, cost, mate, first } = graph;
    const end = first[node + 1] as number;
    const start = queue.at - (potential[node] as number);
    this.isSettled[node] = 1;
    this.effort -= end - (first[node] as number);
    for (let half = first[node] as number; half < end; half++) {
      const next = other[half] as number;
      const reached = start + (cost[mate[half] as number] as number) + (potential[next] as number);
      if (reached >= (distance[next] as number)) continue;
      distance[next] = reached;
      queue.put(reached, next);
    }
  }

  /** From here on every arc costs the same. */
  private countArcs(): void {
    const { cost } = this.graph;
    for (let half = 0; half < cost.length; half++) if (cost[half] !== Infinity) cost[half] = 1;
    this.potential.fill(0);
  }
}
