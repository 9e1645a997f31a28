import type { Period } from '../../calendar/period.ts';
import type { Place } from '../../finding.ts';
import type { UnitPath } from '../../organisation/unit-tree.ts';

/**
 * One row of a weights file. A blank name means any unit at that level, no period means any period: a row with units only
 * weighs units, one with a period only weighs periods, one with both weighs those cells.
 */
export interface WeightRow {
  readonly period: Period | undefined;
  /** Names by the levels of the table, '' = any at that level. */
  readonly path: UnitPath;
  /** >= 0, a whole number of 10^-scale. */
  readonly weight: bigint;
  readonly place: Place | undefined;
}

/** The content of a weights file (`--basis file:weights.csv`). */
export interface WeightTable {
  /** The levels that the paths name, each a level of the plan. */
  readonly levels: readonly string[];
  readonly scale: number;
  readonly rows: readonly WeightRow[];
}
