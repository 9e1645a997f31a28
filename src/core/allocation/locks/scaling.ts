import { alternate, type Scaling } from './alternate-scaling.ts';
import { projectOn } from './bound-tree-projection.ts';
import type { BoundTree, ClassSystem } from './class-system.ts';
import { largestMiss, type NestedFamily, nestedFamily } from './nested-family.ts';

export interface ScalingLimits {
  /** How often both families are scaled at most; when not given 1000, fewer in large systems, so that it takes about a second. */
  readonly rounds?: number;
  /** How far a round may still move the plan, and the plan miss a bound, as a share of the total; 1e-12 when not given. */
  readonly tolerance?: number;
}

/**
 * The class amounts x under all bounds with the least sum of x ln(x / weight), in doubles. One family of bounds takes one
 * round and is exact. Two are scaled in turn, each time from the weights times the other family's multipliers: iterative
 * proportional fitting (Deming & Stephan 1940) where all bounds are fixes, and for floors and caps the same ascent of the
 * dual (Bregman 1967, Csiszar 1975), so that the limit is the nearest plan. On the edge of what is feasible multipliers grow
 * without end and the limit is only approached, so bounds may be missed by a little. Never fails, whatever the bounds.
 */
export function scale(system: ClassSystem, { rounds, tolerance = 1e-12 }: ScalingLimits = {}): Scaling {
  const slack = tolerance * (system.downTree.max[0] as number);
  const down = nestedFamily(system.downTree, system.down);
  const up = nestedFamily(system.upTree, system.up);
  if (!boundsParts(system.upTree)) return scaleOne(system, down, slack);
  if (!boundsParts(system.downTree)) return scaleOne(system, up, slack);
  const limit = rounds ?? Math.max(50, Math.min(1000, Math.floor(CLASS_ROUNDS / system.weight.length)));
  return alternate({ weight: system.weight, down, up }, { rounds: limit, slack });
}

/** Classes times rounds that take about a second. */
const CLASS_ROUNDS = 5_000_000;

/** Whether any node but the whole is bounded. */
const boundsParts = ({ min, max }: BoundTree): boolean =>
  min.some((amount, node) => node > 0 && amount > 0) || max.some((amount, node) => node > 0 && amount < Number.POSITIVE_INFINITY);

function scaleOne({ weight }: ClassSystem, family: NestedFamily, slack: number): Scaling {
  projectOn(family, weight);
  const amounts = weight.map((value, i) => value * (family.multiplier[family.holder[i] as number] as number));
  return { amounts, rounds: 1, converged: largestMiss(family, amounts) <= slack };
}
