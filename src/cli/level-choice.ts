import { type Finding, finding, Refusal } from '../core/finding.ts';
import { parsePath, type UnitPath } from '../core/organisation/unit-tree.ts';

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

/** Whether a unit is the one of `--unit` or below it. */
export function isWithin(path: UnitPath, unit: string | undefined): boolean {
  return parsePath(unit ?? '').every((name, depth) => path[depth] === name);
}
