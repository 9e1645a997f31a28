import type { Day } from '../calendar/day.ts';
import type { Grid } from '../grid.ts';
import type { Presence } from '../organisation/presence.ts';
import type { AxisWeights } from './basis/axis-weights.ts';
import type { AxisWindows } from './basis/basis-cells.ts';
import type { Bound } from './locks/lock.ts';
import type { SettledBounds } from './locks/settle-bounds.ts';
import type { PresentPlan } from './place-presence.ts';
import type { RosterTilt } from './roster-tilts.ts';
import type { Weighing } from './weigh.ts';

/** What a plan was made of, step by step, so that each of its numbers can be explained. */
export interface PlanTrace {
  /** The total that was placed, at the plan's scale. */
  readonly total: bigint;
  readonly scale: number;
  readonly roundTo: bigint;
  readonly windows: AxisWindows;
  /** The cleaned basis of either axis. */
  readonly basis: { readonly org: AxisWeights; readonly time: AxisWeights };
  readonly weighing: Weighing;
  /** What a day weighs inside its month, where the time basis says it by itself. */
  readonly dayWeight: ((day: Day) => bigint) | undefined;
  /** The weights that were allocated by: those of the weighing with tilts, and with seeds in locked blocks without basis. */
  readonly weights: Grid;
  readonly bounds: readonly Bound[];
  /** How bounds were kept; undefined where there are none: then cell = total x weight / sum of weights before rounding. */
  readonly settled: SettledBounds | undefined;
  /**
   * The plan before presence and before weeks and days were split out of it: as if everybody were there. Its cells stand where
   * those of `weights` do.
   */
  readonly allocated: Grid;
  /** Factors of the roster that are in the weights. */
  readonly rosterTilts: readonly RosterTilt[];
  readonly presence: Presence | undefined;
  /** The plan of those who are there; undefined where everybody is there in full. */
  readonly present: PresentPlan | undefined;
}
