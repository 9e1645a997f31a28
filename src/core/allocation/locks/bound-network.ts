import type { BoundTree, ClassSystem } from './class-system.ts';
import { type BoundRef, boundRef } from './cut.ts';
import { totalLimits } from './nested-bounds.ts';

/**
 * The flow behind a class system: from the whole down the down tree, over the classes, up the up tree, back to the whole.
 * Vertices are the nodes of the down tree, then those of the up tree. Arcs are the classes, then each node's amount: arc
 * `classes + node` of the down tree (node 0: the total), then the up tree's from node 1.
 */
export interface BoundNetwork {
  readonly vertices: number;
  readonly classes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** Where each vertex's steps begin in `steps`. A step is 2 x arc along it, 2 x arc + 1 against it. */
  readonly first: Int32Array;
  readonly steps: Int32Array;
  /** The bound that an arc after the classes carries. */
  readonly boundAt: (arc: number, side: 'min' | 'max') => BoundRef;
}

/** Builds the network of a class system. */
export function boundNetwork(system: ClassSystem): BoundNetwork {
  const { downTree, upTree } = system;
  const classes = system.weight.length;
  const downs = downTree.parent.length;
  const upArc = classes + downs - 1;
  const ends = arcEnds(system);
  const limits = (side: 'min' | 'max', free: number) => {
    const all = new Float64Array(ends.from.length).fill(free);
    all.set(upTree[side], upArc);
    all.set(downTree[side], classes);
    all[classes] = totalLimits(system)[side];
    return all;
  };
  const vertices = downs + upTree.parent.length;
  return {
    vertices,
    classes,
    ...ends,
    min: limits('min', 0),
    max: limits('max', Infinity),
    ...stepsOf(vertices, ends),
    boundAt: (arc, side) => (arc > upArc ? boundRef('up', arc - upArc, side) : boundRef('down', arc - classes, side)),
  };
}

interface Ends {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

function arcEnds({ down, up, downTree, upTree }: ClassSystem): Ends {
  const classes = down.length;
  const downs = downTree.parent.length;
  const from = new Int32Array(classes + downs + upTree.parent.length - 1);
  const to = from.slice();
  from.set(down);
  for (let i = 0; i < classes; i++) to[i] = downs + (up[i] as number);
  from.set(downTree.parent, classes);
  for (let node = 0; node < downs; node++) to[classes + node] = node;
  from[classes] = downs;
  for (let node = 1; node < upTree.parent.length; node++) {
    from[classes + downs + node - 1] = downs + node;
    to[classes + downs + node - 1] = downs + (upTree.parent[node] as number);
  }
  return { from, to };
}

function stepsOf(vertices: number, { from, to }: Ends): { first: Int32Array; steps: Int32Array } {
  const first = new Int32Array(vertices + 1);
  for (let arc = 0; arc < from.length; arc++) {
    first[(from[arc] as number) + 1]! += 1;
    first[(to[arc] as number) + 1]! += 1;
  }
  for (let vertex = 0; vertex < vertices; vertex++) first[vertex + 1]! += first[vertex] as number;
  const next = first.slice(0, vertices);
  const steps = new Int32Array(2 * from.length);
  for (let arc = 0; arc < from.length; arc++) {
    steps[next[from[arc] as number]!++] = 2 * arc;
    steps[next[to[arc] as number]!++] = 2 * arc + 1;
  }
  return { first, steps };
}

/** The amount of every arc when the classes have these: each node's is the sum of what it holds. */
export function arcAmounts(network: BoundNetwork, system: ClassSystem, start: Float64Array): Float64Array {
  const amount = new Float64Array(network.from.length);
  amount.set(sums(system.upTree, system.up, start), network.classes + system.downTree.parent.length - 1);
  amount.set(sums(system.downTree, system.down, start), network.classes);
  amount.set(start);
  return amount;
}

function sums({ parent }: BoundTree, holder: Int32Array, start: Float64Array): Float64Array {
  const sum = new Float64Array(parent.length);
  for (let i = 0; i < holder.length; i++) sum[holder[i] as number]! += start[i] as number;
  for (let node = parent.length - 1; node > 0; node--) sum[parent[node] as number]! += sum[node] as number;
  return sum;
}
