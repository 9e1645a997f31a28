import type { Day } from './calendar/day.ts';
import type { UnitPath } from './organisation/unit-tree.ts';

/**
 * What became of the rows of the source: read = used + rejected + outOfRange + notSelected + subtotals, always. `notSelected` are
 * rows that a `--where` condition leaves out; `subtotals` are rows (合计, 小计) that only add up others.
 */
export interface RowAccount {
  readonly read: number;
  readonly used: number;
  readonly rejected: number;
  readonly outOfRange: number;
  readonly notSelected: number;
  readonly subtotals: number;
}

/**
 * Sums of the facts by leaf unit and day (or month: then the day is its first), as columns of equal length in no promised
 * order, each pair of unit and day at most once. Amounts are whole numbers of 10^-scale of the base unit, exact.
 */
export interface Totals {
  /** Level names, outermost first. */
  readonly levels: readonly string[];
  readonly grain: 'day' | 'month';
  readonly scale: number;
  /** Distinct leaf paths, NFC, trimmed; a blank part is `(unassigned)`. */
  readonly units: readonly UnitPath[];
  /** Index into `units`. */
  readonly unit: Int32Array;
  readonly day: Int32Array;
  readonly amount: BigInt64Array;
  /** Number of fact rows in the sum. */
  readonly rows: Float64Array;
  /** First and last day with a used row; undefined when no row was used. */
  readonly first: Day | undefined;
  readonly last: Day | undefined;
  readonly account: RowAccount;
}
