import type { BoundTree, ClassSystem } from './class-system.ts';
import { type BoundRef, boundRef } from './cut.ts';

/**
 * A class system drawn together around a few bounds: only the nodes that carry them are left, and classes between the same
 * nodes are one. Amounts within any choice of these bounds exist here exactly when they exist in the whole system without
 * its other bounds. `inner` and `outer` translate names.
 */
export interface BoundCore {
  readonly system: ClassSystem;
  readonly inner: (bound: BoundRef) => BoundRef;
  readonly outer: (bound: BoundRef) => BoundRef;
}

/** Draws a system together around the nodes of these bounds. */
export function boundCore(system: ClassSystem, bounds: readonly BoundRef[]): BoundCore {
  const nodesOf = (tree: 'down' | 'up') => new Set([0, ...bounds.flatMap((bound) => (bound.tree === tree ? [bound.node] : []))]);
  const trees = { down: drawTogether(system.downTree, nodesOf('down')), up: drawTogether(system.upTree, nodesOf('up')) };
  return {
    system: { ...joinClasses(system, trees.down.holder, trees.up.holder), downTree: trees.down.tree, upTree: trees.up.tree },
    inner: ({ tree, node, side }) => boundRef(tree, trees[tree].holder[node] as number, side),
    outer: ({ tree, node, side }) => boundRef(tree, trees[tree].nodes[node] as number, side),
  };
}

interface SmallTree {
  readonly tree: BoundTree;
  /** The old node of each new one. */
  readonly nodes: readonly number[];
  /** For each old node the new one that holds it: its own or the nearest above. */
  readonly holder: Int32Array;
}

function drawTogether({ parent, min, max }: BoundTree, kept: ReadonlySet<number>): SmallTree {
  const holder = new Int32Array(parent.length);
  const above: number[] = [];
  const nodes: number[] = [];
  for (let node = 0; node < parent.length; node++) {
    const over = node === 0 ? -1 : (holder[parent[node] as number] as number);
    holder[node] = kept.has(node) ? nodes.length : over;
    if (!kept.has(node)) continue;
    above.push(over);
    nodes.push(node);
  }
  const limits = (side: Float64Array) => Float64Array.from(nodes, (node) => side[node] as number);
  return { tree: { parent: Int32Array.from(above), min: limits(min), max: limits(max) }, nodes, holder };
}

function joinClasses({ weight, down, up }: ClassSystem, downHolder: Int32Array, upHolder: Int32Array) {
  const joined = new Map<number, { down: number; up: number; weight: number }>();
  for (let i = 0; i < weight.length; i++) {
    const at = { down: downHolder[down[i] as number] as number, up: upHolder[up[i] as number] as number };
    const key = at.down * upHolder.length + at.up;
    const sum = (joined.get(key)?.weight ?? 0) + (weight[i] as number);
    joined.set(key, { ...at, weight: sum });
  }
  const classes = [...joined.values()];
  return {
    weight: Float64Array.from(classes, (one) => one.weight),
    down: Int32Array.from(classes, (one) => one.down),
    up: Int32Array.from(classes, (one) => one.up),
  };
}

/** The system with these bounds alone: every other minimum is 0 and every other maximum Infinity. */
export function withBounds(system: ClassSystem, bounds: readonly BoundRef[]): ClassSystem {
  const free = (tree: BoundTree): BoundTree => ({
    parent: tree.parent,
    min: new Float64Array(tree.min.length),
    max: new Float64Array(tree.max.length).fill(Infinity),
  });
  const [downTree, upTree] = [free(system.downTree), free(system.upTree)];
  for (const { tree, node, side } of bounds) {
    const [from, to] = tree === 'down' ? [system.downTree, downTree] : [system.upTree, upTree];
    to[side][node] = from[side][node] as number;
  }
  return { ...system, downTree, upTree };
}
