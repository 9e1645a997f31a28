import { type Finding, finding, Refusal } from '../core/finding.ts';
import { findUnit } from '../core/organisation/find-unit.ts';
import { isWithin, type UnitPath, unitTree } from '../core/organisation/unit-tree.ts';
import type { PlanCell, PlanSource } from '../core/plan.ts';
import { pathCutter } from '../core/regroup.ts';
import { nodeAt } from '../core/tree.ts';
import type { Axes } from './parse-flags.ts';

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

/** The levels of the tree that is shown, and the depths of it that print. */
export interface LevelChoice {
  readonly levels: readonly string[];
  readonly depths: readonly number[];
}

/** The levels of a plan's tree, and which of them are a row axis of their own. */
export interface PlanLevels {
  readonly levels: readonly string[];
  readonly unitAxes: readonly (readonly string[])[];
}

/**
 * The levels that `--by` names, in the plan's own tree or in another one over the same units: levels of one axis after the first
 * stand without the axes before it (区域 over all products), and axes that are named in another order than the plan's stand in
 * that order. Without several axes it is the plan's tree, whatever the order.
 */
export function chooseLevels(asked: Pick<Axes, 'levels' | 'unitAxes'>, { levels, unitAxes }: PlanLevels): LevelChoice {
  const depths = depthsOf(asked.levels, levels);
  const own = unitAxes.slice(1).find((axis) => asked.levels?.every((name) => axis.includes(name)));
  if (asked.levels && own) return { levels: own, depths: depthsOf(asked.levels, own) };
  const isTurned = depths.some((depth, i) => depth < (depths[i - 1] ?? 0));
  if (!asked.levels || !isTurned || Math.max(asked.unitAxes.length, unitAxes.length) < 2) return { levels, depths };
  const turned = [...new Set(asked.levels)];
  return { levels: turned, depths: depthsOf(undefined, turned) };
}

/** The path of `--unit` among known ones: a full path, or a name that only one unit has; refuses any other. */
export function unitPathOf(text: string | undefined, levels: readonly string[], paths: readonly UnitPath[]): UnitPath {
  if (text === undefined) return [];
  const tree = unitTree(levels, paths);
  const found = findUnit(tree, text);
  if ('problem' in found) throw new Refusal([found.problem]);
  return nodeAt(tree, found.node).value.path;
}

/** The cells of `--unit`, which is a unit of the tree that is shown, by those levels, or else of the plan's own. */
export function cellsOfUnit(text: string | undefined, source: PlanSource, shown: readonly string[]): readonly PlanCell[] {
  if (text === undefined) return source.cells;
  const lookUp = (levels: readonly string[]) => {
    const cut = pathCutter(source.levels, levels);
    const tree = unitTree(
      levels,
      source.cells.map(({ path }) => cut(path)),
    );
    return { cut, tree, found: findUnit(tree, text) };
  };
  const asShown = lookUp(shown);
  const isUnknown = 'problem' in asShown.found && asShown.found.problem.code === 'organisation.no-such-unit';
  const { cut, tree, found } = isUnknown ? lookUp(source.levels) : asShown;
  if ('problem' in found) throw new Refusal([found.problem]);
  const unit = nodeAt(tree, found.node).value.path;
  return source.cells.filter(({ path }) => isWithin(cut(path), unit));
}
