import { type Finding, finding } from '../finding.ts';
import { formatPath, parsePath, pathKey, type UnitTree } from './unit-tree.ts';

/**
 * The node a person means: its full path, or its bare name when only one node has that name. An error finding when there is
 * none or several.
 */
export function findUnit(tree: UnitTree, text: string): { readonly node: number } | { readonly problem: Finding } {
  const path = parsePath(text);
  const key = pathKey(path);
  const exact = tree.nodes.findIndex(({ value }) => pathKey(value.path) === key);
  if (exact >= 0) return { node: exact };
  const named = tree.nodes.flatMap(({ value }, node) => (path.length === 1 && value.name === path[0] ? [node] : []));
  if (named.length === 1) return { node: named[0] as number };
  const paths = named.map((node) => formatPath(tree.nodes[node]!.value.path)).join(', ');
  const problem =
    named.length > 1
      ? finding('error', 'organisation.ambiguous-unit', { unit: text, paths })
      : finding('error', 'organisation.no-such-unit', { unit: text });
  return { problem };
}
