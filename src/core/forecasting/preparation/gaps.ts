import { hasOwnSeason, NO_SHAPE, type SeasonalShape, seasonalShape, withoutSeason, withSeason } from '../seasonal-shape.ts';

export interface FilledGap {
  readonly position: number;
  readonly value: number;
}

export interface Filled {
  readonly values: Float64Array;
  readonly gaps: readonly FilledGap[];
}

/**
 * Unknown values between known ones: on the straight line between their neighbours, the season taken out before and put back after.
 * The season is found twice, the second time with the gaps as filled. Ends must be known; `known` is the season of a shorter series.
 */
export function fillGaps(values: Float64Array, season: number, known: SeasonalShape = NO_SHAPE): Filled {
  const isGap = (t: number): boolean => Number.isNaN(values[t]!);
  let filled = interpolated(values, known);
  for (let round = 0; round < 2 && hasOwnSeason(values.length, season); round++) {
    filled = interpolated(values, seasonalShape(filled, season));
  }
  const gaps = [...filled].flatMap((value, position) => (isGap(position) ? [{ position, value }] : []));
  return { values: filled, gaps };
}

function interpolated(values: Float64Array, shape: SeasonalShape): Float64Array {
  const adjusted = withoutSeason(values, shape);
  let before = 0;
  for (let t = 0; t < adjusted.length; t++) {
    if (Number.isNaN(adjusted[t]!)) continue;
    const rise = (adjusted[t]! - adjusted[before]!) / Math.max(1, t - before);
    for (let gap = before + 1; gap < t; gap++) adjusted[gap] = adjusted[before]! + rise * (gap - before);
    before = t;
  }
  const back = withSeason(adjusted, shape, 0);
  // Known values stay as they are, to the last digit.
  return back.map((value, t) => (Number.isNaN(values[t]!) ? value : values[t]!));
}
