import type { Lock } from '../allocation/locks/lock.ts';
import type { Day } from '../calendar/day.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';
import type { Heir, OnLock } from './event.ts';

/** Amounts of the giving unit's rows for one heir, and where each row goes. */
export interface Delivery {
  readonly heir: Heir;
  /** For each leaf of the giving unit. */
  readonly paths: readonly UnitPath[];
  /** Row by row, as wide as the plan. */
  readonly cells: readonly bigint[];
}

/** A lock, of one target or of any. */
export interface EventLock extends Lock {
  readonly target?: string;
}

/** The locks that an event meets, at the plan's scale, the day on which they must still hold, and what becomes of them. */
export interface LockTerms {
  readonly locks: readonly EventLock[];
  readonly onLock: OnLock;
  readonly asOf: Day;
}
