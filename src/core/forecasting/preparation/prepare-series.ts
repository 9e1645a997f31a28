import type { SeasonalShape } from '../seasonal-shape.ts';
import type { Series } from '../series.ts';
import { hasManyZeros } from '../zeros.ts';
import { cutEnds } from './ends.ts';
import { type FilledGap, fillGaps } from './gaps.ts';
import { findLevelShifts, type LevelShift, levelled } from './level-shifts.ts';
import { findOutliers, type Outlier, withoutOutliers } from './outliers.ts';

/** `empty` has no known value at all. */
export type SeriesKind = 'empty' | 'zero' | 'constant' | 'intermittent' | 'regular';

/** A series that a method can read, and what was done to it; every position counts in the series that was given. */
export interface PreparedSeries {
  readonly series: Series;
  readonly kind: SeriesKind;
  /** Position of the first value that is left. */
  readonly start: number;
  readonly leadingZeros: number;
  /** Unknown periods at the end: the forecast begins this much before the end of the series given. */
  readonly trailingBlanks: number;
  readonly gaps: readonly FilledGap[];
  readonly outliers: readonly Outlier[];
  readonly shifts: readonly LevelShift[];
}

export interface PreparationWishes {
  /** `damp` replaces outliers by what was expected; `report` leaves them. */
  readonly outliers: 'report' | 'damp';
  /** `level` moves what was before a shift to the level after it; `report` leaves it to the method. */
  readonly shifts: 'report' | 'level';
  /** For gaps of a series that is too short for a season of its own; its first index belongs to the first value of the series given. */
  readonly borrowedSeason?: SeasonalShape;
}

/** Ends cut, gaps filled, outliers and shifts found; known values change only where wished. */
export function prepareSeries(given: Series, wishes: PreparationWishes): PreparedSeries {
  const { values: cut, start, leadingZeros, trailingBlanks } = cutEnds(given.values);
  const possible = (value: number): number => (given.isNonNegative ? Math.max(0, value) : value);
  const { values: filled, gaps } = fillGaps(cut, given.season, wishes.borrowedSeason && turned(wishes.borrowedSeason, start));
  const whole = filled.map(possible);
  const outliers = findOutliers(whole, given.season).map((one) => ({ ...one, expected: possible(one.expected) }));
  const damped = withoutOutliers(whole, outliers);
  const shifts = findLevelShifts(damped, given.season);
  const kept = wishes.outliers === 'damp' ? damped : whole;
  const at = <Found extends { readonly position: number }>(found: readonly Found[]): Found[] =>
    found.map((one) => ({ ...one, position: one.position + start }));
  return {
    series: { ...given, values: wishes.shifts === 'level' ? levelled(kept, shifts).map(possible) : kept },
    kind: kindOf(cut),
    start,
    leadingZeros,
    trailingBlanks,
    gaps: at(gaps).map((gap) => ({ ...gap, value: possible(gap.value) })),
    outliers: at(outliers),
    shifts: at(shifts),
  };
}

/** A shape whose first index belongs `by` periods later. */
export function turned({ kind, indices }: SeasonalShape, by: number): SeasonalShape {
  return { kind, indices: indices.map((_, at) => indices[(at + by) % indices.length]!) };
}

function kindOf(values: Float64Array): SeriesKind {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return 'empty';
  if (known.every((value) => value === known[0])) return known[0] === 0 ? 'zero' : 'constant';
  return hasManyZeros(known) ? 'intermittent' : 'regular';
}
