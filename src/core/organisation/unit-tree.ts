import { compareNames, comparePaths, normalName } from '../names.ts';
import { buildTree, nodeAt, type Tree } from '../tree.ts';

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
/** The visible child that holds actuals which the plan does not know. */
export const UNPLANNED = '(unplanned)';

/**
 * The tree of the given leaf paths, siblings in code-point order of their NFC names, whatever order and however often the
 * paths are given. A path that is also the beginning of another stays a node only; its own leaf is its child `(unassigned)`.
 */
export function unitTree(levels: readonly string[], paths: Iterable<UnitPath>): UnitTree {
  const sorted = uniquePaths(paths);
  const tree = buildTree(group([], sorted), (draft) => draft.children());
  return {
    levels,
    leaves: tree.leaves,
    nodes: tree.nodes.map((node) => ({ ...node, value: node.value.unit })),
  };
}

interface Draft {
  readonly unit: Unit;
  readonly children: () => readonly Draft[];
}

function group(path: UnitPath, paths: readonly UnitPath[]): Draft {
  const unit = { path, name: path.at(-1) ?? '' };
  return { unit, children: () => childGroups(path, paths) };
}

function childGroups(path: UnitPath, paths: readonly UnitPath[]): Draft[] {
  const deeper = paths.filter((leaf) => leaf.length > path.length);
  if (deeper.length === 0) return [];
  const byName = new Map<string, UnitPath[]>();
  for (const leaf of paths) {
    const name = leaf[path.length] ?? UNASSIGNED;
    const own = leaf.length > path.length ? leaf : [...path, UNASSIGNED];
    const members = byName.get(name);
    if (members) members.push(own);
    else byName.set(name, [own]);
  }
  const ordered = [...byName].sort(([a], [b]) => compareNames(a, b));
  return ordered.map(([name, members]) => group([...path, name], members));
}

function uniquePaths(paths: Iterable<UnitPath>): UnitPath[] {
  const byKey = new Map<string, UnitPath>();
  for (const path of paths) {
    const normal = path.map(normalName);
    byKey.set(pathKey(normal), normal);
  }
  return [...byKey.values()].sort(comparePaths);
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
