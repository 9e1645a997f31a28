import type { Decimal } from '../amount.ts';
import { formatPath, isAbove, pathKey, type UnitPath } from '../organisation/unit-tree.ts';
import { addsOverUnits, type Target } from './target.ts';

/** A target with its value said. */
export type ValuedTarget = Target & { readonly value: Decimal };

function isValued(target: Target): target is ValuedTarget {
  return target.value !== undefined;
}

function sameMetric(a: Target, b: Target): boolean {
  return a.metric.name === b.metric.name;
}

function sameSpan(a: Target, b: Target): boolean {
  return a.period.start === b.period.start && a.period.end === b.period.end;
}

export function sameUnit(a: Target, b: Target): boolean {
  return pathKey(a.unit) === pathKey(b.unit);
}

/** Whether two lines are of the same target, or one line. */
export function isSameLine(a: Target, b: Target): boolean {
  return a.id === b.id && sameUnit(a, b) && sameSpan(a, b);
}

/** Other valued targets of the same metric. */
export function othersOf(target: Target, targets: readonly Target[]): readonly ValuedTarget[] {
  return targets.filter(isValued).filter((other) => sameMetric(other, target) && !isSameLine(other, target));
}

/** The nearest targets of units below, of the same metric and period: none of them stands below another. */
export function targetsBelow(target: Target, targets: readonly Target[]): readonly ValuedTarget[] {
  if (!addsOverUnits(target.metric)) return [];
  const below = othersOf(target, targets).filter((other) => sameSpan(other, target) && isAbove(target.unit, other.unit));
  return firstOfUnits(below.filter(({ unit }) => !below.some((other) => isAbove(other.unit, unit))));
}

/** Two targets of one unit are a conflict that another rule tells; here the first by id counts. */
function firstOfUnits(targets: readonly ValuedTarget[]): readonly ValuedTarget[] {
  const sorted = [...targets].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return [...new Map(sorted.reverse().map((target) => [pathKey(target.unit), target])).values()].reverse();
}

/** The target of the nearest unit above, of the same metric and period. */
export function targetAbove(target: Target, targets: readonly Target[]): ValuedTarget | undefined {
  if (!addsOverUnits(target.metric)) return undefined;
  const above = othersOf(target, targets).filter((other) => sameSpan(other, target) && isAbove(other.unit, target.unit));
  return above.sort((a, b) => b.unit.length - a.unit.length || (a.id < b.id ? -1 : 1))[0];
}

/** Targets of the same unit for parts of the period, in order; of parts that overlap the first one counts. */
export function targetsInside(target: Target, targets: readonly Target[]): readonly ValuedTarget[] {
  if (target.metric.kind !== 'flow') return [];
  const { start, end } = target.period;
  const inside = othersOf(target, targets)
    .filter(
      (other) => sameUnit(other, target) && other.period.start >= start && other.period.end <= end && !sameSpan(other, target),
    )
    .sort((a, b) => a.period.start - b.period.start || b.period.end - a.period.end || (a.id < b.id ? -1 : 1));
  const kept: ValuedTarget[] = [];
  for (const part of inside) if (part.period.start > (kept.at(-1)?.period.end ?? Number.NEGATIVE_INFINITY)) kept.push(part);
  return kept;
}

/** Units right below a unit among leaf paths, at the depth of given targets: those that have no target. */
export function unitsWithout(units: readonly UnitPath[], unit: UnitPath, children: readonly Target[]): readonly string[] {
  const has = (path: UnitPath) => children.some((child) => isAbove(child.unit, path) || pathKey(child.unit) === pathKey(path));
  const depth = Math.max(unit.length + 1, ...children.map((child) => child.unit.length));
  const missing = units.filter((path) => isAbove(unit, path) && !has(path)).map((path) => formatPath(path.slice(0, depth)));
  return [...new Set(missing)].sort();
}
