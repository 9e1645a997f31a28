import type { UnitTree } from '../../organisation/unit-tree.ts';

/** What every node's own forecast says of one month. */
export interface BaseForecast {
  readonly units: UnitTree;
  /** By node: the expected value. */
  readonly mean: Float64Array;
  /** By node: the variance of its errors, 0 or more. */
  readonly variance: Float64Array;
  /** By node: the least value that it can have; 0, or minus infinity where it can be negative. */
  readonly least: Float64Array;
}

/** Makes forecasts that add up: by node, every parent the sum of its children, and none below its least value. */
export type Reconcile = (base: BaseForecast) => Float64Array;
