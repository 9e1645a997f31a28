import type { SumWindow } from '../sum-distribution.ts';

/** A history of fewer years than this says too little of its own errors. */
const LEAST_YEARS = 3;
/** Years that a refit needs at least: a season cannot be told from a trend by fewer. */
const TRAINING_YEARS = 2;
/** Where there is no season, as many values stand for a year. */
const SEASONLESS_YEAR = 4;

/** Values of the shortest history that is calibrated on its own backtest: 36 months, 12 quarters. */
export function leastCalibrated(season: number): number {
  return LEAST_YEARS * yearOf(season);
}

/** What of a history may be held back. */
export interface BacktestRoom {
  /** Values of the history. */
  readonly length: number;
  readonly season: number;
  readonly windows: readonly SumWindow[];
  /** Values that the method needs. */
  readonly least: number;
  readonly most: number;
}

/**
 * How many values each refit holds back, ascending: first as many as the longest window reaches, then half a year more each time, as
 * long as two years stay to learn from. A history with no room for the longest window holds back what there is beside those two
 * years, so that shorter windows are tested still. None below three years.
 */
export function backtestCuts({ length, season, windows, least, most }: BacktestRoom): readonly number[] {
  if (length < leastCalibrated(season)) return [];
  const room = length - Math.max(TRAINING_YEARS * yearOf(season), least);
  if (room < 1) return [];
  const reach = Math.max(1, ...windows.map(({ last }) => last));
  const step = Math.max(1, Math.round(yearOf(season) / 2));
  const cuts: number[] = [];
  for (let cut = Math.min(reach, room); cut <= room && cuts.length < most; cut += step) cuts.push(cut);
  return cuts;
}

export function yearOf(season: number): number {
  return season > 1 ? season : SEASONLESS_YEAR;
}
