import type { Day } from '../../calendar/day.ts';
import type { Period } from '../../calendar/period.ts';
import type { Place } from '../../finding.ts';
import type { UnitPath } from '../../organisation/unit-tree.ts';

/** What a lock of a file says of its node: exactly this, at least this, at most this. */
export const LOCK_KINDS = ['fix', 'floor', 'cap'] as const;
/** `frozen` is what a frozen unit holds: like a fix, but no change takes its place. */
export type LockKind = (typeof LOCK_KINDS)[number] | 'frozen';

/** One line of locks.csv: what a person decided about a node of the plan. */
export interface Lock {
  readonly period: Period;
  /** The unit; the empty path is the whole. */
  readonly path: UnitPath;
  readonly kind: LockKind;
  /** >= 0, a whole number of the plan's smallest unit. */
  readonly amount: bigint;
  readonly reason: string;
  readonly by: string;
  /** The last day on which it holds, undefined = open. */
  readonly until: Day | undefined;
  /** Where it was written; undefined when a flag said it. */
  readonly place: Place | undefined;
}

/** A unit node x period node of a grid's axes: the cells of all its leaves. */
export interface Block {
  readonly unit: number;
  readonly period: number;
}

/** Limits on a block's sum in the plan's smallest unit, both included; undefined = none. A fixed block has both alike. */
export interface Bound extends Block {
  readonly min: bigint | undefined;
  readonly max: bigint | undefined;
  readonly source: BoundSource;
}

/** Who imposed a bound, for messages. */
export interface BoundSource {
  /** `fix`, `floor`, `cap`, or the flag that said it (`--growth`). */
  readonly kind: string;
  readonly place: Place | undefined;
  readonly reason: string;
}
