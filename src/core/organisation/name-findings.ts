import { type Finding, finding } from '../finding.ts';
import { formatPath, UNASSIGNED, UNPLANNED, type UnitTree, VACANT } from './unit-tree.ts';

const SHOWN = 3;

/** A note for each level with names that stand under more than one parent: kept apart, but one rep may be two units. */
export function nameFindings(tree: UnitTree): Finding[] {
  return tree.levels.flatMap((level, index) => {
    const parents = new Map<string, string[]>();
    for (const { value, depth } of tree.nodes) {
      if (depth !== index + 1 || [UNASSIGNED, UNPLANNED, VACANT].includes(value.name)) continue;
      const paths = parents.get(value.name) ?? [];
      parents.set(value.name, [...paths, formatPath(value.path.slice(0, -1))]);
    }
    const twice = [...parents].filter(([, paths]) => paths.length > 1);
    if (twice.length === 0) return [];
    const shown = twice.slice(0, SHOWN).map(([name, paths]) => `${name} (${paths.join(', ')})`);
    const names = shown.join('; ') + (twice.length > SHOWN ? '; ...' : '');
    return [finding('note', 'organisation.name-under-two-parents', { level, count: twice.length, of: parents.size, names })];
  });
}
