import type { Day } from '../calendar/day.ts';
import type { FiscalYear, Grain, Period } from '../calendar/period.ts';
import { partition } from '../calendar/period-tree.ts';
import { refuse } from '../finding.ts';
import { type Grid, rollUp } from '../grid.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';

/** A checkpoint: by the end of `due` the unit should have reached `cumulative`, of which `amount` in this period. */
export interface Milestone {
  readonly period: Period;
  readonly due: Day;
  readonly path: UnitPath;
  readonly amount: bigint;
  readonly cumulative: bigint;
}

export interface MilestoneRequest {
  readonly plan: Grid;
  readonly every: Grain;
  /** Depths of the unit tree to make milestones for; 0 is the whole organisation. */
  readonly depths: readonly number[];
  readonly fiscal: FiscalYear | undefined;
}

/**
 * Cumulative checkpoints of a plan at the end of every period of a grain, by period, then unit. The grain may not be finer
 * than the plan's leaf periods, nor cut one.
 */
export function milestones({ plan, every, depths, fiscal }: MilestoneRequest): Milestone[] {
  const values = rollUp(plan);
  const width = plan.periods.nodes.length;
  const units = plan.units.nodes.flatMap((node, index) => (depths.includes(node.depth) ? [index] : []));
  const reached = new Map(units.map((unit) => [unit, 0n]));
  return partition(nodeAt(plan.periods, 0).value, every, fiscal).flatMap((period) => {
    const leaves = leavesInside(plan, period);
    return units.map((unit) => {
      const amount = leaves.reduce((sum, leaf) => sum + (values[unit * width + leaf] as bigint), 0n);
      const cumulative = (reached.get(unit) as bigint) + amount;
      reached.set(unit, cumulative);
      return { period, due: period.end, path: nodeAt(plan.units, unit).value.path, amount, cumulative };
    });
  });
}

/** Nodes of the leaf periods inside a period; refuses a leaf that only partly lies inside. */
function leavesInside(plan: Grid, period: Period): number[] {
  return plan.periods.leaves.filter((node) => {
    const leaf = nodeAt(plan.periods, node).value;
    if (leaf.start < period.start ? leaf.end >= period.start : leaf.start <= period.end && leaf.end > period.end) {
      throw refuse('plan.grain-too-fine', { period: period.label, leaf: leaf.label });
    }
    return leaf.start >= period.start && leaf.end <= period.end;
  });
}
