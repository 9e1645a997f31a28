import { arcAmounts, type BoundNetwork, boundNetwork } from './bound-network.ts';
import type { ClassSystem } from './class-system.ts';
import type { BoundRef, Cut } from './cut.ts';
import { nestedCut } from './nested-bounds.ts';

export type { BoundRef, Cut } from './cut.ts';

export type Settlement =
  | { readonly kind: 'settled'; readonly amounts: Float64Array }
  | { readonly kind: 'impossible'; readonly cut: Cut };

/**
 * Whole class amounts >= 0 within every bound of both trees, near `start` (whole numbers >= 0, one a class, of any quality),
 * or bounds that prove that there are none. A flow with lower bounds: the start's flow is clamped to the bounds, and what
 * then is too much at one vertex goes by shortest augmenting paths to where it lacks (Dinic 1970), so a start within its
 * bounds comes back as it is. Where the start's sums would leave the whole numbers below 2^53 it begins from nothing.
 * Throws RangeError when minima without a finite total add up to 2^53 or more.
 */
export function settle(system: ClassSystem, start: Float64Array): Settlement {
  const nested = nestedCut(system);
  if (nested) return { kind: 'impossible', cut: nested };
  const network = boundNetwork(system);
  const flow =
    clampedFlow(network, arcAmounts(network, system, start)) ?? clampedFlow(network, new Float64Array(network.from.length));
  if (!flow) throw new RangeError('amounts beyond exact numbers');
  const search = new PathSearch(network, flow);
  while (search.layer((vertex) => (flow.surplus[vertex] as number) > 0)) search.drain();
  const stuck = flow.surplus.findIndex((surplus) => surplus > 0);
  if (stuck < 0) return { kind: 'settled', amounts: flow.amount.slice(0, network.classes) };
  search.layer((vertex) => vertex === stuck);
  return { kind: 'impossible', cut: cutAround(network, flow.surplus, search.level) };
}

/** An amount for every arc within its bounds, and for each vertex what comes in less what goes out. */
interface Flow {
  readonly amount: Float64Array;
  readonly surplus: Float64Array;
}

/**
 * Puts each arc's amount inside its bounds; undefined when sums could leave the exact numbers, now or later. Paths stop at
 * the first vertex that lacks and never come into one with too much, so that under a fixed total no arc ever carries more
 * than the largest amount at the beginning; under an open one at most all surpluses come on top.
 */
function clampedFlow({ from, to, min, max, vertices, classes }: BoundNetwork, amount: Float64Array): Flow | undefined {
  const incoming = new Float64Array(vertices);
  const outgoing = new Float64Array(vertices);
  for (let arc = 0; arc < amount.length; arc++) {
    const clamped = Math.min(Math.max(amount[arc] as number, min[arc] as number), max[arc] as number);
    amount[arc] = clamped;
    incoming[to[arc] as number]! += clamped;
    outgoing[from[arc] as number]! += clamped;
  }
  const surplus = incoming.map((sum, vertex) => sum - (outgoing[vertex] as number));
  const isOpen = (max[classes] as number) > (min[classes] as number);
  const onTop = isOpen ? surplus.reduce((sum, each) => sum + Math.max(0, each), 0) : 0;
  const isExact = (sum: number) => sum + onTop <= Number.MAX_SAFE_INTEGER;
  return incoming.every(isExact) && outgoing.every(isExact) ? { amount, surplus } : undefined;
}

/** Shortest paths with room from vertices with too much to vertices with too little, layer by layer. */
class PathSearch {
  /** Steps from the nearest source, -1 where none leads or where this layer has no way on. */
  readonly level: Int32Array;
  private readonly queue: Int32Array;
  private readonly next: Int32Array;
  private readonly path: Int32Array;

  constructor(
    private readonly network: BoundNetwork,
    private readonly flow: Flow,
  ) {
    this.level = new Int32Array(network.vertices);
    this.queue = new Int32Array(network.vertices);
    this.next = new Int32Array(network.vertices);
    this.path = new Int32Array(network.vertices);
  }

  /** Measures how far every vertex is from the sources; true when one with too little is reached. */
  layer(isSource: (vertex: number) => boolean): boolean {
    const { level, queue, network } = this;
    let [count, reached] = [0, false];
    level.fill(-1);
    for (let vertex = 0; vertex < level.length; vertex++) {
      if (!isSource(vertex)) continue;
      level[vertex] = 0;
      queue[count++] = vertex;
    }
    for (let head = 0; head < count; head++) {
      const vertex = queue[head] as number;
      reached ||= (this.flow.surplus[vertex] as number) < 0;
      for (let i = network.first[vertex] as number; i < (network.first[vertex + 1] as number); i++) {
        const step = network.steps[i] as number;
        const end = this.end(step);
        if ((level[end] as number) >= 0 || this.room(step) <= 0) continue;
        level[end] = (level[vertex] as number) + 1;
        queue[count++] = end;
      }
    }
    return reached;
  }

  /** Sends what it can along the layers; afterwards every way left is longer. */
  drain(): void {
    this.next.set(this.network.first.subarray(0, this.network.vertices));
    for (let vertex = 0; vertex < this.level.length; vertex++) {
      if ((this.flow.surplus[vertex] as number) > 0) this.drainFrom(vertex);
    }
  }

  private drainFrom(source: number): void {
    let [at, length] = [source, 0];
    while ((this.flow.surplus[source] as number) > 0) {
      if ((this.flow.surplus[at] as number) < 0) {
        length = this.send(source, at, length);
        at = length > 0 ? this.end(this.path[length - 1] as number) : source;
        continue;
      }
      const step = this.stepOn(at);
      if (step >= 0) {
        this.path[length++] = step;
        at = this.end(step);
      } else {
        this.level[at] = -1;
        if (length === 0) return;
        at = this.end((this.path[--length] as number) ^ 1);
      }
    }
  }

  /** Moves what the path allows; returns how much of the path still has room. */
  private send(source: number, sink: number, length: number): number {
    const { surplus, amount } = this.flow;
    let sent = Math.min(surplus[source] as number, -(surplus[sink] as number));
    for (let i = 0; i < length; i++) sent = Math.min(sent, this.room(this.path[i] as number));
    surplus[source]! -= sent;
    surplus[sink]! += sent;
    let open = length;
    for (let i = length - 1; i >= 0; i--) {
      const step = this.path[i] as number;
      amount[step >> 1]! += step & 1 ? -sent : sent;
      if (this.room(step) <= 0) open = i;
    }
    return open;
  }

  private stepOn(vertex: number): number {
    const last = this.network.first[vertex + 1] as number;
    const level = (this.level[vertex] as number) + 1;
    for (; (this.next[vertex] as number) < last; this.next[vertex]! += 1) {
      const step = this.network.steps[this.next[vertex] as number] as number;
      if (this.level[this.end(step)] === level && this.room(step) > 0) return step;
    }
    return -1;
  }

  private end(step: number): number {
    return (step & 1 ? this.network.from[step >> 1] : this.network.to[step >> 1]) as number;
  }

  private room(step: number): number {
    const arc = step >> 1;
    const amount = this.flow.amount[arc] as number;
    return step & 1 ? amount - (this.network.min[arc] as number) : (this.network.max[arc] as number) - amount;
  }
}

/** The bounds around the vertices that were reached: into them arcs are at their minimum, out of them at their maximum. */
function cutAround(network: BoundNetwork, surplus: Float64Array, level: Int32Array): Cut {
  const isReached = (vertex: number | undefined) => (level[vertex as number] as number) >= 0;
  const members: BoundRef[] = [];
  for (let arc = network.classes; arc < network.from.length; arc++) {
    const leaves = isReached(network.from[arc]);
    if (leaves === isReached(network.to[arc])) continue;
    if (leaves) members.push(network.boundAt(arc, 'max'));
    else if ((network.min[arc] as number) > 0) members.push(network.boundAt(arc, 'min'));
  }
  return { members, excess: surplus.reduce((sum, amount, vertex) => (isReached(vertex) ? sum + amount : sum), 0) };
}
