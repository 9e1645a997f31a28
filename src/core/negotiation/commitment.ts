import type { Day } from '../calendar/day.ts';
import type { UnitPath } from '../organisation/unit-tree.ts';

/** How far a number is settled between a unit and those above it. `frozen` holds: nothing moves it but a person on purpose. */
export const COMMITMENT_STATUSES = ['draft', 'submitted', 'agreed', 'frozen'] as const;
export type CommitmentStatus = (typeof COMMITMENT_STATUSES)[number];

/** What a unit commits itself to for a period of a target's plan: one line of commitments.csv. */
export interface Commitment {
  readonly target: string;
  /** Canonical label. */
  readonly period: string;
  /** The empty path is the whole. */
  readonly path: UnitPath;
  /** >= 0, in the currency's smallest unit; undefined = no number of its own, which is not zero. */
  readonly amount: bigint | undefined;
  readonly note: string;
  readonly by: string;
  readonly status: CommitmentStatus;
  /** The day on which it was last said. */
  readonly date: Day | undefined;
}
