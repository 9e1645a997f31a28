import { type Finding, finding, Refusal } from '../core/finding.ts';
import { findUnit } from '../core/organisation/find-unit.ts';
import { type UnitPath, unitTree } from '../core/organisation/unit-tree.ts';
import { nodeAt } from '../core/tree.ts';

/** Depths of the named levels in the plan's tree, 1 for the outermost; all of them when none is named. */
export function depthsOf(named: readonly string[] | undefined, levels: readonly string[]): number[] {
  if (named === undefined) return levels.map((_, depth) => depth + 1);
  const problems: Finding[] = [];
  const depths = named.map((name) => {
    const index = levels.indexOf(name);
    if (index < 0) problems.push(finding('error', 'cli.unknown-plan-level', { level: name, levels: levels.join(', ') || '-' }));
    return index + 1;
  });
  if (problems.length > 0) throw new Refusal(problems);
  return depths;
}

/** The path of `--unit` among known ones: a full path, or a name that only one unit has; refuses any other. */
export function unitPathOf(text: string | undefined, levels: readonly string[], paths: readonly UnitPath[]): UnitPath {
  if (text === undefined) return [];
  const tree = unitTree(levels, paths);
  const found = findUnit(tree, text);
  if ('problem' in found) throw new Refusal([found.problem]);
  return nodeAt(tree, found.node).value.path;
}

/** Whether a path is that unit or below it. */
export function isWithin(path: UnitPath, unit: UnitPath): boolean {
  return unit.every((name, depth) => path[depth] === name);
}
