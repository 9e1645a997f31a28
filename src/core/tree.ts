/**
 * A tree whose nodes stand in preorder and whose leaves are numbered in that order, so that every node owns the
 * contiguous leaves `leafFrom` (inclusive) to `leafTo` (exclusive). Node 0 is the root.
 */
export interface Tree<T> {
  readonly nodes: readonly TreeNode<T>[];
  /** Node index of each leaf. */
  readonly leaves: readonly number[];
}

export interface TreeNode<T> {
  readonly value: T;
  /** Index of the parent, -1 for the root. */
  readonly parent: number;
  readonly depth: number;
  readonly children: readonly number[];
  readonly leafFrom: number;
  readonly leafTo: number;
}

interface Draft<T> extends TreeNode<T> {
  children: number[];
  leafFrom: number;
  leafTo: number;
}

/** Builds a tree from the root's value and a function that gives a value's children in their final order. */
export function buildTree<T>(root: T, childrenOf: (value: T) => readonly T[]): Tree<T> {
  const nodes: Draft<T>[] = [];
  const leaves: number[] = [];
  const visit = (value: T, parent: number, depth: number): number => {
    const index = nodes.length;
    const node: Draft<T> = { value, parent, depth, children: [], leafFrom: leaves.length, leafTo: leaves.length };
    nodes.push(node);
    for (const child of childrenOf(value)) node.children.push(visit(child, index, depth + 1));
    if (node.children.length === 0) leaves.push(index);
    node.leafTo = leaves.length;
    return index;
  };
  visit(root, -1, 0);
  return { nodes, leaves };
}

/** The node at `index`; an index outside the tree is our bug. */
export function nodeAt<T>(tree: Tree<T>, index: number): TreeNode<T> {
  const node = tree.nodes[index];
  if (node === undefined) throw new RangeError(`no node ${index} in a tree of ${tree.nodes.length}`);
  return node;
}

/** The value of leaf number `leaf`. */
export function leafValue<T>(tree: Tree<T>, leaf: number): T {
  return nodeAt(tree, tree.leaves[leaf] ?? -1).value;
}

/** Indexes from `index` up to the root, both included. */
export function ancestry<T>(tree: Tree<T>, index: number): number[] {
  const path: number[] = [];
  for (let at = index; at >= 0; at = nodeAt(tree, at).parent) path.push(at);
  return path;
}

/** The node at `index` with everything below it, as a tree of its own. */
export function subtree<T>(tree: Tree<T>, index: number): Tree<T> {
  return rebuild(tree, index, () => true);
}

/** The tree without what lies below the nodes for which `keepsChildren` is false. */
export function prune<T>(tree: Tree<T>, keepsChildren: (value: T) => boolean): Tree<T> {
  return rebuild(tree, 0, keepsChildren);
}

function rebuild<T>(tree: Tree<T>, root: number, keepsChildren: (value: T) => boolean): Tree<T> {
  const built = buildTree(root, (index) => {
    const node = nodeAt(tree, index);
    return keepsChildren(node.value) ? node.children : [];
  });
  return { leaves: built.leaves, nodes: built.nodes.map((node) => ({ ...node, value: nodeAt(tree, node.value).value })) };
}
