import type { Bound, Lock } from './allocation/locks/lock.ts';
import { isOnUnit, lockBounds } from './allocation/locks/lock-bounds.ts';
import { formatAmount, formatExact, power10 } from './amount.ts';
import type { Day } from './calendar/day.ts';
import { type Finding, finding } from './finding.ts';
import { type Grid, valueAt } from './grid.ts';
import { findUnit } from './organisation/find-unit.ts';
import { formatPath } from './organisation/unit-tree.ts';
import { fullPlanGrid, type PlanSource } from './plan.ts';
import { nodeAt } from './tree.ts';

/** One target's plan with the locks that speak of it. */
export interface LockedPlan {
  readonly target: string;
  /** Its cells, at a scale of at least `decimals`. */
  readonly source: PlanSource;
  /** The planned unit as a path; empty for the whole organisation. Locks outside it are for other plans. */
  readonly unit: string;
  /** Amounts at `decimals`. */
  readonly locks: readonly Lock[];
  readonly decimals: number;
  /** Its cells in the money of their units, on the same axes, where some have money of their own; `source` has the exact products. */
  readonly local?: PlanSource | undefined;
}

/**
 * Locks that a plan does not keep, as errors; so are locks on a unit or a period that it does not have. Locks that have expired
 * on `today` are warnings, and those outside the plan's days can break nothing. Refuses cells that make no plan.
 */
export function brokenLocks(plan: LockedPlan, today: Day): Finding[] {
  const grid = fullPlanGrid(plan.source);
  const found = findUnit(grid.units, plan.unit);
  const within = 'node' in found ? nodeAt(grid.units, found.node).value.path : [];
  const inside = plan.locks.filter(isOnUnit(grid.units, within));
  const { bounds, findings } = lockBounds({ axes: grid, locks: inside, scale: plan.decimals, asOf: today });
  const ownDays = findings.filter(({ code }) => code !== 'lock.outside');
  const own = plan.local && ownMoney(plan.local, grid);
  return [...ownDays, ...bounds.flatMap((bound) => brokenBound(plan, own?.isOf(bound) ? own.grid : grid, bound))];
}

/** The plan in local money, and the locks that are in it: those on units with no others below them. */
function ownMoney(local: PlanSource, { units }: Grid) {
  const isOf = ({ unit }: Bound) => nodeAt(units, unit).children.length === 0;
  return { grid: fullPlanGrid(local), isOf };
}

function brokenBound({ target, decimals }: LockedPlan, grid: Grid, { unit, period, min, max, source }: Bound): Finding[] {
  const factor = power10(grid.scale - decimals);
  const sum = valueAt(grid, unit, period);
  const holds = (min === undefined || sum >= min * factor) && (max === undefined || sum <= max * factor);
  if (holds) return [];
  const values = {
    target,
    kind: source.kind,
    unit: formatPath(nodeAt(grid.units, unit).value.path) || '-',
    period: nodeAt(grid.periods, period).value.label,
    amount: formatAmount((min ?? max) as bigint, decimals),
    sum: formatExact(sum, grid.scale, decimals),
  };
  return [finding('error', 'check.lock', values, source.place)];
}
