import type { BoundTree, ClassSystem } from './class-system.ts';
import { type BoundRef, boundRef, type Cut } from './cut.ts';

/**
 * A conflict inside one of the two trees: a maximum below its own minimum, or below the sum of the minima under it.
 * Undefined when each tree by itself has none; the minima then add up within the total at every node.
 * Throws RangeError when minima without a finite total add up to 2^53 or more.
 */
export function nestedCut(system: ClassSystem): Cut | undefined {
  return treeCut('down', withTotal(system.downTree, system)) ?? treeCut('up', withTotal(system.upTree, system));
}

/** The limits of the whole: those of node 0 in both trees. */
export function totalLimits({ downTree, upTree }: ClassSystem): { min: number; max: number } {
  return {
    min: Math.max(downTree.min[0] as number, upTree.min[0] as number),
    max: Math.min(downTree.max[0] as number, upTree.max[0] as number),
  };
}

function withTotal(tree: BoundTree, system: ClassSystem): BoundTree {
  const total = totalLimits(system);
  const [min, max] = [tree.min.slice(), tree.max.slice()];
  min[0] = total.min;
  max[0] = total.max;
  return { parent: tree.parent, min, max };
}

function treeCut(name: 'down' | 'up', tree: BoundTree): Cut | undefined {
  const below = new Float64Array(tree.parent.length);
  let least = 0;
  for (let node = tree.parent.length - 1; node >= 0; node--) {
    least = Math.max(tree.min[node] as number, below[node] as number);
    const most = tree.max[node] as number;
    if (least > most)
      return { members: [boundRef(name, node, 'max'), ...minima(name, tree, { below, node })], excess: least - most };
    if (node > 0) below[tree.parent[node] as number]! += least;
  }
  if (least > Number.MAX_SAFE_INTEGER) throw new RangeError(`minima of ${least} are beyond exact numbers`);
  return undefined;
}

/** The minima whose sum is the least amount of a node. */
function minima(name: 'down' | 'up', tree: BoundTree, top: { below: Float64Array; node: number }): BoundRef[] {
  const found: BoundRef[] = [];
  const open = new Uint8Array(tree.parent.length);
  for (let node = top.node; node < open.length; node++) {
    if (node !== top.node && !open[tree.parent[node] as number]) continue;
    const min = tree.min[node] as number;
    if (min < (top.below[node] as number)) open[node] = 1;
    else if (min > 0) found.push(boundRef(name, node, 'min'));
  }
  return found;
}
