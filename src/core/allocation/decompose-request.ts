import type { Comparable } from '../calendar/comparable.ts';
import type { Day } from '../calendar/day.ts';
import type { CountDays } from '../calendar/day-count.ts';
import type { FiscalYear, Grain, Period, Span } from '../calendar/period.ts';
import type { Finding } from '../finding.ts';
import type { Grid } from '../grid.ts';
import type { RollUp } from '../metrics/roll-up.ts';
import type { RampClock } from '../organisation/ramp.ts';
import type { Roster } from '../organisation/roster.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import type { RowAccount, Totals } from '../totals.ts';
import type { AxisBasis } from './basis/basis-cells.ts';
import type { Axis } from './basis/basis-window.ts';
import type { OnNegative } from './basis/clean-basis.ts';
import type { GivenAmount } from './given.ts';
import type { Lock } from './locks/lock.ts';
import type { Method } from './methods/method.ts';
import type { ScopedRate } from './methods/scoped-rate.ts';
import type { Like } from './plan-units.ts';
import type { RoleFactor } from './roster-tilts.ts';
import type { PlanTrace } from './trace.ts';
import type { OnZeroBasis, Shape } from './weigh.ts';

/** An amount at the plan's scale, or a rate on the basis total: 8/100 for `+8%`. */
export type TotalSpec =
  | { readonly kind: 'amount'; readonly amount: bigint }
  | { readonly kind: 'growth'; readonly numerator: bigint; readonly denominator: bigint };

/** A rate for a unit as a person wrote it, in a period; undefined for the whole plan. */
export interface PeriodRate extends ScopedRate {
  readonly span: Period | undefined;
}

export interface DecomposeRequest {
  /** Undefined when the method says how much there is. */
  readonly total: TotalSpec | undefined;
  /** Scale of the plan: 2 for fen. */
  readonly scale: number;
  readonly roundTo: bigint;
  readonly period: Period;
  readonly grains: readonly Grain[];
  /** How many leaf units x leaf periods the plan may have; without it any number. */
  readonly mostCells?: number | undefined;
  readonly fiscal: FiscalYear | undefined;
  readonly levels: readonly string[];
  /** The levels by row axis, outermost first: one list for one tree. */
  readonly unitAxes: readonly (readonly string[])[];
  /** The unit that is planned, with everything below it; the empty path is the whole. */
  readonly unit: UnitPath;
  readonly basis: AxisBasis;
  readonly method: Readonly<Record<Axis, Method>>;
  /** Whether cells whose basis is zero stay zero under every method. */
  readonly populatedOnly: boolean;
  readonly shape: Shape;
  /** Nodes whose result is their basis and a rate (`--growth`), and nodes whose weights are multiplied (`--weight`). */
  readonly growths: readonly PeriodRate[];
  readonly tilts: readonly PeriodRate[];
  readonly locks: readonly Lock[];
  /** The day on which locks must still hold. */
  readonly asOf: Day;
  readonly onNegative: OnNegative;
  readonly onZeroBasis: OnZeroBasis;
  readonly roster: Roster | undefined;
  /** How ramps of the roster count; by tenure when not given. */
  readonly rampClock?: RampClock;
  /** By which days a part of a period counts for who comes or goes in it; calendar days when not given. */
  readonly countDays?: CountDays;
  /** What of the history is comparable with the planned period (`--align`); its own dates when not given. */
  readonly comparable?: Comparable | undefined;
  /** Factors on what units of a role weigh, for the planned metric. */
  readonly roles?: readonly RoleFactor[];
  /** Leaf units that the plan has besides: those that hold something frozen. */
  readonly named?: readonly UnitPath[];
  readonly exclude: readonly string[];
  readonly likes: readonly Like[];
  /** What the planned unit has in each leaf period and keeps, by their labels, where a plan says so already. */
  readonly givenAmounts?: readonly GivenAmount[] | undefined;
  /** History; undefined when no basis reads any and the units come from the roster. By day when the plan has weeks or days. */
  readonly totals: Totals | undefined;
}

export interface Decomposition {
  readonly plan: Grid;
  readonly total: bigint;
  /** How cells make larger nodes: rates that repeat are not to be added up on that axis. */
  readonly rollUp: RollUp;
  /** The days of history that were read, for the record. */
  readonly windows: readonly Span[];
  /** What became of the history's rows; undefined without history. */
  readonly account: RowAccount | undefined;
  /** What every number was made of. */
  readonly trace: PlanTrace;
  readonly findings: readonly Finding[];
}
