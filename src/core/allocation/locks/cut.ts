/** One side of a node's bound. Node 0 is one total in both trees; it is named with the tree `down`. */
export interface BoundRef {
  readonly tree: 'down' | 'up';
  readonly node: number;
  readonly side: 'min' | 'max';
}

/**
 * Bounds that no amounts can keep together: the minima into a part of the network less the maxima out of it (Hoffman's
 * circulation theorem). `excess` > 0 is that difference, exact below 2^53.
 */
export interface Cut {
  readonly members: readonly BoundRef[];
  readonly excess: number;
}

/** Names a side of a bound. */
export function boundRef(tree: 'down' | 'up', node: number, side: 'min' | 'max'): BoundRef {
  return { tree: node === 0 ? 'down' : tree, node, side };
}
