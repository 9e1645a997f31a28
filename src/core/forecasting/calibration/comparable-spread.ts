import { yearOf } from './origins.ts';

/** Years of history whose simulated variance is doubled (methods widen their own paths for the numbers they estimate: four years were right before they did). */
const DOUBLED_YEARS = 2;
/** How much of a unit's own relative spread is believed, on a logarithmic scale; the rest is what its panel usually has. */
const BELIEVED = 0.8;
/** A relative spread moves by this factor at most. */
const MOST_MOVED = 2;

/** A unit's simulated spread of a sum or a step, and what it was simulated from. */
export interface SimulatedSpread {
  readonly spread: number;
  /** Spread in parts of the unit's usual level over the same periods. */
  readonly relative: number;
  /** Values that the forecast was fitted to. */
  readonly fitted: number;
  readonly season: number;
}

/**
 * The spread that makes errors of different units and origins comparable. Paths leave out that the model itself was estimated, which
 * weighs more the shorter the history: variance x (1 + 2 years / length). And a very small spread, as of a smooth series, is as often
 * luck as a very large one: a fifth of the way to what is typical of the panel, on a logarithmic scale.
 */
export function comparableSpread({ spread, relative, fitted, season }: SimulatedSpread, typical: number): number {
  const unknown = Math.sqrt(1 + (DOUBLED_YEARS * yearOf(season)) / fitted);
  return spread * unknown * towards(typical, relative);
}

function towards(typical: number, relative: number): number {
  if (!(relative > 0 && typical > 0)) return 1;
  const factor = (typical / relative) ** (1 - BELIEVED);
  return Math.min(MOST_MOVED, Math.max(1 / MOST_MOVED, factor));
}

/** The middle one; 0 of none. */
export function typicalOf(relatives: readonly number[]): number {
  const sorted = relatives.filter((relative) => relative > 0 && Number.isFinite(relative)).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
