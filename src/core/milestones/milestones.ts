import { divideRounded } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import type { FiscalYear, Grain, Period } from '../calendar/period.ts';
import { partition } from '../calendar/period-tree.ts';
import { refuse } from '../finding.ts';
import { type Grid, rollUp } from '../grid.ts';
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
  readonly over?: keyof typeof OVER;
}

/** The amounts of some leaf periods, in order. */
interface Run {
  readonly sum: bigint;
  readonly last: bigint;
  readonly count: number;
}

const OVER = {
  sum: ({ sum }: Run) => sum,
  last: ({ last }: Run) => last,
  mean: ({ sum, count }: Run) => divideRounded(sum, BigInt(Math.max(1, count))),
} as const;

const EMPTY: Run = { sum: 0n, last: 0n, count: 0 };

/**
 * Cumulative checkpoints of a plan at the end of every period of a grain, by period, then unit. The grain may not be finer
 * than the plan's leaf periods, nor cut one. A mean is rounded to the smallest unit, halves away from zero.
 */
export function milestones({ plan, denominator, every, depths, fiscal, over = 'sum' }: MilestoneRequest): Milestone[] {
  const units = plan.units.nodes.flatMap((node, index) => (depths.includes(node.depth) ? [index] : []));
  const reach = reaching(plan, OVER[over]);
  const below = denominator && reaching(denominator, OVER.sum);
  return partition(nodeAt(plan.periods, 0).value, every, fiscal).flatMap((period) => {
    const leaves = leavesInside(plan, period);
    return units.map((unit) => ({
      ...{ period, due: period.end, path: nodeAt(plan.units, unit).value.path },
      ...reach(unit, leaves),
      ...(below && { denominator: below(unit, leaves) }),
    }));
  });
}

/** What a unit has in some leaf periods, and in these and all that were asked for before. */
function reaching(plan: Grid, value: (run: Run) => bigint): (unit: number, leaves: readonly number[]) => Reached {
  const values = rollUp(plan);
  const width = plan.periods.nodes.length;
  const before = new Map<number, Run>();
  return (unit, leaves) => {
    const amounts = leaves.map((leaf) => values[unit * width + leaf] as bigint);
    const whole = amounts.reduce(longer, before.get(unit) ?? EMPTY);
    before.set(unit, whole);
    return { amount: value(amounts.reduce(longer, EMPTY)), cumulative: value(whole) };
  };
}

function longer({ sum, count }: Run, amount: bigint): Run {
  return { sum: sum + amount, last: amount, count: count + 1 };
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
