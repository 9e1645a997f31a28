import { comparePaths, normalName } from '../names.ts';
import { nodeAt, type Tree, type TreeNode } from '../tree.ts';

/** Names from the outermost level inwards; the empty path is the whole organisation. */
export type UnitPath = readonly string[];

export interface Unit {
  readonly path: UnitPath;
  /** The last name of the path; empty for the whole. */
  readonly name: string;
}

/** The organisation: `levels` name the depths 1, 2, ...; a leaf may stand at any depth. */
export interface UnitTree extends Tree<Unit> {
  readonly levels: readonly string[];
}

/** The visible child that holds amounts whose unit is blank in the data. */
export const UNASSIGNED = '(unassigned)';
/** The visible child that holds amounts for which nobody of a unit is there. */
export const VACANT = '(vacant)';
/** The visible child that holds actuals which the plan does not know. */
export const UNPLANNED = '(unplanned)';

/**
 * The tree of the given leaf paths, siblings in code-point order of their NFC names, whatever order and however often the
 * paths are given. A path that is also the beginning of another stays a node only; its own leaf is its child `(unassigned)`.
 */
export function unitTree(levels: readonly string[], paths: Iterable<UnitPath>): UnitTree {
  let leaves = distinct(Array.from(paths, (path) => path.map(normalName)));
  if (leaves.length === 0) leaves.push([]);
  while (leaves.some((path, i) => isBeginning(path, leaves[i + 1]))) {
    leaves = distinct(leaves.map((path, i) => (isBeginning(path, leaves[i + 1]) ? [...path, UNASSIGNED] : path)));
  }
  return { levels, ...treeOf(leaves) };
}

/** In their order, so that the extensions of a path come right after it. */
function distinct(paths: UnitPath[]): UnitPath[] {
  const sorted = paths.sort(comparePaths);
  return sorted.filter((path, i) => i === 0 || comparePaths(sorted[i - 1] as UnitPath, path) !== 0);
}

function isBeginning(path: UnitPath, next: UnitPath | undefined): boolean {
  return next !== undefined && next.length > path.length && sharedLength(path, next) === path.length;
}

function sharedLength(a: UnitPath, b: UnitPath): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

interface Draft extends TreeNode<Unit> {
  children: number[];
  leafTo: number;
}

/** The tree of ordered paths of which none is the beginning of another. */
function treeOf(paths: readonly UnitPath[]): Tree<Unit> {
  const nodes: Draft[] = [];
  const leaves: number[] = [];
  /** Nodes from the root down to the leaf added last. */
  const open: number[] = [];
  const add = (path: UnitPath) => {
    const parent = open.at(-1) ?? -1;
    const value = { path, name: path.at(-1) ?? '' };
    nodes[parent]?.children.push(nodes.length);
    open.push(nodes.length);
    nodes.push({ value, parent, depth: path.length, children: [], leafFrom: leaves.length, leafTo: leaves.length });
  };
  add([]);
  for (const path of paths) {
    const shared = sharedLength((nodes.at(-1) as Draft).value.path, path);
    open.length = shared + 1;
    for (let depth = shared + 1; depth < path.length; depth++) add(path.slice(0, depth));
    if (path.length > shared) add(path);
    leaves.push(nodes.length - 1);
    for (const node of open) (nodes[node] as Draft).leafTo = leaves.length;
  }
  return { nodes, leaves };
}

/** Whether a path is that unit or below it. */
export function isWithin(path: UnitPath, unit: UnitPath): boolean {
  return unit.every((name, depth) => path[depth] === name);
}

/** Whether a unit stands above another one. */
export function isAbove(unit: UnitPath, other: UnitPath): boolean {
  return unit.length < other.length && isWithin(other, unit);
}

/** A string that is equal for equal paths and for no others. */
export function pathKey(path: UnitPath): string {
  return path.join('\u0000');
}

/** Node index by `pathKey`; the whole organisation has the key of the empty path. */
export function unitIndex(tree: UnitTree): Map<string, number> {
  return new Map(tree.nodes.map((node, index) => [pathKey(node.value.path), index]));
}

/** `华东/上海/王芳`; a slash or backslash inside a name is written `\/` or `\\`. */
export function formatPath(path: UnitPath): string {
  return path.map((name) => name.replace(/[\\/]/g, (found) => `\\${found}`)).join('/');
}

/** Reads what `formatPath` writes; names become NFC without outer white space, the empty text is the whole. */
export function parsePath(text: string): UnitPath {
  if (text.trim() === '') return [];
  const names = [''];
  for (const token of text.matchAll(/\\([\\/])|\/|[^\\/]+|\\/g)) {
    if (token[0] === '/') names.push('');
    else names[names.length - 1] += token[1] ?? token[0];
  }
  return names.map(normalName);
}

/** Leaf numbers (not node indexes) of the tree by `pathKey`. */
export function leafIndex(tree: UnitTree): Map<string, number> {
  return new Map(tree.leaves.map((node, leaf) => [pathKey(nodeAt(tree, node).value.path), leaf]));
}

/** The paths of all leaves, or of those from `from` up to but without `to`, in their order. */
export function leafPaths(tree: UnitTree, from = 0, to = tree.leaves.length): UnitPath[] {
  return tree.leaves.slice(from, to).map((node) => nodeAt(tree, node).value.path);
}
