import { type Finding, finding } from '../finding.ts';
import { comparePaths } from '../names.ts';
import { formatPath, UNASSIGNED, UNPLANNED, type UnitPath, type UnitTree, VACANT } from './unit-tree.ts';

const SHOWN = 3;
const OURS: readonly (string | undefined)[] = [UNASSIGNED, UNPLANNED, VACANT];

/** A note for each level with names that stand under more than one parent: kept apart, but one rep may be two units. */
export function nameFindings({ levels, nodes }: UnitTree): Finding[] {
  return levels.flatMap((level, index) => levelFindings(level, index, nodesAt(nodes, index + 1)));
}

/** `nameFindings` of the tree that the leaf paths make, without the tree: there may be a million. */
export function pathFindings(levels: readonly string[], paths: readonly UnitPath[]): Finding[] {
  const isSorted = paths.every((path, at) => at === 0 || comparePaths(paths[at - 1] as UnitPath, path) <= 0);
  const sorted = isSorted ? paths : paths.toSorted(comparePaths);
  return levels.flatMap((level, index) => levelFindings(level, index, beginnings(sorted, index + 1)));
}

function* nodesAt(nodes: UnitTree['nodes'], depth: number): Iterable<UnitPath> {
  for (const node of nodes) if (node.depth === depth) yield node.value.path;
}

/** Of the paths with an equal beginning of `depth` names, the first. */
function* beginnings(sorted: readonly UnitPath[], depth: number): Iterable<UnitPath> {
  let last: UnitPath = [];
  for (const path of sorted) {
    if (path.length < depth || isSame(path, last, depth)) continue;
    last = path;
    yield path;
  }
}

function isSame(one: UnitPath, other: UnitPath, depth: number): boolean {
  for (let at = 0; at < depth; at++) if (one[at] !== other[at]) return false;
  return true;
}

/** `paths` are different in their beginnings up to the level. */
function levelFindings(level: string, index: number, paths: Iterable<UnitPath>): Finding[] {
  const first = new Map<string, UnitPath>();
  const again = new Map<string, UnitPath[]>();
  for (const path of paths) {
    const name = path[index] as string;
    if (OURS.includes(name)) continue;
    const known = first.get(name);
    if (known === undefined) first.set(name, path);
    else if (again.has(name)) again.get(name)?.push(path);
    else again.set(name, [known, path]);
  }
  if (again.size === 0) return [];
  const twice = [...first.keys()].filter((name) => again.has(name));
  const parents = (name: string) => (again.get(name) ?? []).map((path) => formatPath(path.slice(0, index)));
  const shown = twice.slice(0, SHOWN).map((name) => `${name} (${parents(name).join(', ')})`);
  const names = shown.join('; ') + (twice.length > SHOWN ? '; ...' : '');
  return [finding('note', 'organisation.name-under-two-parents', { level, count: twice.length, of: first.size, names })];
}
