import type { DisplayUnit } from '../amount.ts';
import type { Day } from '../calendar/day.ts';
import type { FiscalYear } from '../calendar/period.ts';
import type { Grid } from '../grid.ts';
import type { Commitment, CommitmentStatus } from './commitment.ts';
import type { SheetLine } from './sheet-line.ts';

/** A sheet that came back, and what it is compared with. */
export interface SheetImport {
  /** The plan as it is now, with every coarser period. */
  readonly plan: Grid;
  readonly target: string;
  /** The unit in which the sheet has its amounts. */
  readonly unit: DisplayUnit | undefined;
  /** The currency's decimals. */
  readonly decimals: number;
  /** The period node of each period column that the sheet still has. */
  readonly columns: readonly number[];
  readonly lines: readonly SheetLine[];
  /** The numbers that are stored, of the target alone. */
  readonly commitments: readonly Commitment[];
  /** What a new number gets where its row says nothing else. */
  readonly person: string;
  readonly status: CommitmentStatus;
  readonly today: Day;
  readonly fiscal: FiscalYear;
}
