import { NO_SHAPE, seasonalShapeOf, withoutSeason } from '../seasonal-shape.ts';
import { straightLine } from '../straight-line.ts';
import type { SmoothingForm } from './form.ts';
import type { SmoothingState } from './recursion.ts';

/** The state before the first value: season by decomposition, level and slope of a line through the first values without it. */
export function firstState(values: Float64Array, form: SmoothingForm, season: number): SmoothingState {
  const shape =
    form.season === 'N' ? NO_SHAPE : seasonalShapeOf(form.season === 'A' ? 'additive' : 'multiplicative', values, season);
  const early = withoutSeason(values.subarray(0, Math.max(10, season)), shape);
  const { start, slope } = straightLine(early);
  if (form.trend !== 'N') return { level: start - slope, slope, season: shape.indices };
  return { level: early.reduce((sum, value) => sum + value, 0) / early.length, slope: 0, season: shape.indices };
}
