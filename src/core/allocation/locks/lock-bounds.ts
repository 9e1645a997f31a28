import { formatExact } from '../../amount.ts';
import { type Day, formatDay } from '../../calendar/day.ts';
import { overlap, type Period } from '../../calendar/period.ts';
import { type Finding, finding } from '../../finding.ts';
import { formatPath, isWithin, pathKey, type UnitPath, type UnitTree, unitIndex } from '../../organisation/unit-tree.ts';
import { nodeAt } from '../../tree.ts';
import type { BlockAxes } from './families.ts';
import type { Bound, Lock } from './lock.ts';

export interface LockRequest {
  readonly axes: BlockAxes;
  readonly locks: readonly Lock[];
  readonly scale: number;
  /** The day on which locks must still hold. */
  readonly asOf: Day;
}

/**
 * Locks as bounds on the nodes of a plan. Expired locks (`until` before `asOf`, that day still included) and locks on periods
 * outside the plan do not hold: a warning each. A lock on a period or a unit that the plan does not have is an error.
 */
export function lockBounds({ axes, locks, scale, asOf }: LockRequest): { bounds: Bound[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const root = nodeAt(axes.periods, 0).value;
  const unitsOf = unitFinder(axes);
  const bounds = locks.flatMap((lock): Bound[] => {
    const note = (severity: Finding['severity'], code: string, more = {}) => {
      findings.push(finding(severity, code, { ...named(lock, scale), ...more }, lock.place));
      return [];
    };
    if (lock.until !== undefined && lock.until < asOf) return note('warning', 'lock.expired', { until: formatDay(lock.until) });
    if (!overlap(lock.period, root)) return note('warning', 'lock.outside', { span: root.label });
    const period = periodOf(axes, lock.period);
    const units = unitsOf(lock.path);
    if (period === undefined) return note('error', 'lock.no-such-period', { span: root.label });
    if (units.length === 0 && isBelowLeaf(axes, lock.path)) return note('note', 'layers.lock-below');
    if (units.length === 0) return note('error', 'lock.no-such-unit');
    if (units.length > 1)
      return note('error', 'lock.ambiguous-unit', { units: units.map((unit) => unitName(axes, unit)).join(', ') });
    return [boundOf(lock, units[0] as number, period)];
  });
  return { bounds, findings };
}

/** Whether the plan stops above the unit for now, and has a leaf there that is not of the last level. */
function isBelowLeaf({ units }: BlockAxes, path: UnitPath): boolean {
  return units.leaves.some((node) => {
    const own = nodeAt(units, node).value.path;
    return own.length < Math.min(units.levels.length, path.length) && isWithin(path, own);
  });
}

function boundOf({ kind, amount, place, reason }: Lock, unit: number, period: number): Bound {
  const source = { kind, place, reason };
  return { unit, period, min: kind === 'cap' ? undefined : amount, max: kind === 'floor' ? undefined : amount, source };
}

function named({ kind, path, period, amount }: Lock, scale: number) {
  const unit = formatPath(path.filter((name) => name !== '')) || '-';
  return { kind, unit, period: period.label, amount: formatExact(amount, scale, Math.min(2, scale)) };
}

/**
 * Whether a lock is on a planned unit or below it; one that leaves levels above its unit blank, whether the plan has such a unit.
 * `units` is the tree of the plan.
 */
export function isOnUnit(units: UnitTree, unit: UnitPath): (lock: Lock) => boolean {
  return ({ path }) => {
    if (unit.length === 0) return true;
    if (!path.includes('')) return isWithin(path, unit);
    return units.nodes.some(({ value }) => agrees(value.path, path));
  };
}

/** Whether a unit has every name that is given; a blank stands for any. */
function agrees(unit: UnitPath, names: UnitPath): boolean {
  return unit.length === names.length && unit.every((name, depth) => ['', name].includes(names[depth] as string));
}

/** The node with these days, or the one of this name that the plan's span cuts. */
function periodOf({ periods }: BlockAxes, { start, end, label }: Period): number | undefined {
  const node = periods.nodes.findLastIndex(({ value }) => value.start === start && value.end === end);
  const cut = periods.nodes.findIndex(({ value }) => value.label === label && value.wholeDays !== undefined);
  return node >= 0 ? node : cut >= 0 ? cut : undefined;
}

/** Finds the units whose names agree with every given one; a blank before a name stands for any. */
function unitFinder({ units }: BlockAxes): (path: UnitPath) => number[] {
  const index = unitIndex(units);
  return (path) => {
    const names = path.slice(0, path.findLastIndex((name) => name !== '') + 1);
    if (!names.includes('')) return [index.get(pathKey(names)) ?? []].flat();
    return units.nodes.flatMap(({ value }, node) => (agrees(value.path, names) ? [node] : []));
  };
}

function unitName({ units }: BlockAxes, node: number): string {
  return formatPath(nodeAt(units, node).value.path) || '-';
}
