import type { Day } from '../calendar/day.ts';
import type { FiscalYear, Grain, Period } from '../calendar/period.ts';
import { partition } from '../calendar/period-tree.ts';
import { refuse } from '../finding.ts';
import { type Grid, rollUp } from '../grid.ts';
import { meanColumn } from '../metrics/mean-column.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';

/**
 * A checkpoint: by the end of `due` the unit should have reached `cumulative`, of which `amount` in this period. Of a stock both
 * are levels: the period's, and the one of the whole time until then.
 */
export interface Milestone extends Reached {
  readonly period: Period;
  readonly due: Day;
  readonly path: UnitPath;
  /** For a ratio, whose numerators the amounts are: its denominators. */
  readonly denominator?: Reached | undefined;
}

/** What a period adds, and what there is from the beginning of the plan until its end. */
export interface Reached {
  readonly amount: bigint;
  readonly cumulative: bigint;
}

export interface MilestoneRequest {
  readonly plan: Grid;
  /** For a ratio. */
  readonly denominator?: Grid | undefined;
  readonly every: Grain;
  /** Depths of the unit tree to make milestones for; 0 is the whole organisation. */
  readonly depths: readonly number[];
  readonly fiscal: FiscalYear | undefined;
  /** How leaf periods go together: added up, or of a stock the last one or the mean. */
  readonly over?: 'sum' | 'last' | 'mean';
}

/**
 * Cumulative checkpoints of a plan at the end of every period of a grain, by period, then unit. The grain may not be finer
 * than the plan's leaf periods, nor cut one. The means of a period's units are rounded to the smallest unit together.
 */
export function milestones({ plan, denominator, every, depths, fiscal, over = 'sum' }: MilestoneRequest): Milestone[] {
  const units = plan.units.nodes.flatMap((node, index) => (depths.includes(node.depth) ? [index] : []));
  const reachedIn = over === 'mean' ? meansReached(plan) : reached(plan, over);
  const belowIn = denominator && reached(denominator, 'sum');
  return partition(nodeAt(plan.periods, 0).value, every, fiscal).flatMap((period) => {
    const leaves = leavesInside(plan, period);
    const [above, below] = [reachedIn(leaves), belowIn?.(leaves)];
    return units.map((unit) => ({
      ...{ period, due: period.end, path: nodeAt(plan.units, unit).value.path },
      ...above(unit),
      ...(below && { denominator: below(unit) }),
    }));
  });
}

/** What each unit has in some leaf periods, and in these and all that were asked for before. */
type ReachedIn = (leaves: readonly number[]) => (unit: number) => Reached;

function reached(plan: Grid, over: 'sum' | 'last'): ReachedIn {
  const values = rollUp(plan);
  const width = plan.periods.nodes.length;
  const before = new Map<number, bigint>();
  return (leaves) => (unit) => {
    const amounts = leaves.map((leaf) => values[unit * width + leaf] as bigint);
    const amount = over === 'last' ? (amounts.at(-1) ?? 0n) : amounts.reduce((sum, each) => sum + each, 0n);
    const cumulative = over === 'last' ? amount : (before.get(unit) ?? 0n) + amount;
    before.set(unit, cumulative);
    return { amount, cumulative };
  };
}

function meansReached(plan: Grid): ReachedIn {
  const { units, periods, cells } = plan;
  const width = periods.leaves.length;
  const before: number[] = [];
  const means = (nodes: readonly number[]) => {
    const leaves = nodes.map((node) => nodeAt(periods, node).leafFrom);
    const sums = units.leaves.map((_, unit) => leaves.reduce((sum, leaf) => sum + (cells[unit * width + leaf] as bigint), 0n));
    return meanColumn(units, sums, { count: leaves.length, period: nodeAt(periods, 0).value });
  };
  return (leaves) => {
    before.push(...leaves);
    const [own, whole] = [means(leaves), means(before)];
    return (unit) => ({ amount: own[unit] as bigint, cumulative: whole[unit] as bigint });
  };
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
