import type { Series } from './series.ts';
import type { SumWindow } from './sum-distribution.ts';

/** One unit whose future is asked for, beside others: leaves, regions and the company are all units of one panel. */
export interface PanelUnit {
  /** Seeds the simulation, so that a unit's paths do not depend on its neighbours or their order. */
  readonly name: string;
  /** What the method sees: without gaps, and cleaned where the user wanted it. */
  readonly series: Series;
  /** What really happened, as long as the series, NaN where nobody knows; a backtest is judged by it. Without it, by the series. */
  readonly outcomes?: Float64Array | undefined;
  /** The name of a method. */
  readonly method: string;
}

/** What is asked of every unit of a panel. */
export interface PanelPlan {
  /** Steps ahead; at least the last step of every window. */
  readonly horizon: number;
  readonly windows: readonly SumWindow[];
  /** Simulated courses of each forecast; 0 leaves its distribution out. */
  readonly paths: number;
  /** How often each unit is forecast again from an earlier origin, at most. */
  readonly origins: number;
}

/** Simulated courses: enough for a spread that is known to 4 %. */
export const USUAL_PATHS = 300;

/**
 * Backtest origins that a panel of so many units needs. Many units teach enough about the errors from few origins; a single unit has
 * nothing but its own past.
 */
export function usualOrigins(units: number): number {
  if (units <= 30) return 8;
  return units <= 200 ? 4 : 2;
}
