/**
 * Equally spaced values of one unit, oldest first, as doubles of the base unit: a forecast is an estimate, so nothing here needs to
 * be exact. A period that is not known is NaN, which is not a zero.
 */
export interface Series {
  readonly values: Float64Array;
  /** Periods in a year: 12 months, 4 quarters; 1 where there is no season. */
  readonly season: number;
  /** Whether values below zero are impossible: then no forecast and no path goes below zero. */
  readonly isNonNegative: boolean;
}
