import type { Forecast, ForecastMethod, ForecastRequest } from '../forecast-method.ts';
import { type SeasonalShape, seasonalShape, withoutSeason, withSeason } from '../seasonal-shape.ts';
import { drawn, errorPool, kept, simulatedPaths } from '../simulated-paths.ts';
import { smoothSingle } from '../single-smoothing.ts';
import { straightLine } from '../straight-line.ts';
import { hasManyZeros } from '../zeros.ts';

/**
 * The classical Theta method (Assimakopoulos and Nikolopoulos 2000): on the series without its season, the mean of its straight line
 * and of single smoothing of the line with twice its curvature. That is single smoothing with half the slope as drift (Hyndman and
 * Billah 2003), which is how its paths run.
 */
export const theta: ForecastMethod = { name: 'theta', least: () => 1, forecast };

function forecast({ series, horizon }: ForecastRequest): Forecast {
  const { values, season, isNonNegative } = series;
  const shape = seasonalShape(values, season);
  const fit = fitTheta(withoutSeason(values, shape));
  const size = values.length;
  const course = Float64Array.from({ length: horizon }, (_, step) => (fit.start + fit.slope * (size + step) + fit.level) / 2);
  const mean = kept(withSeason(course, shape, size), isNonNegative);
  const paths = simulatedPaths({ mean, isNonNegative }, thetaCourse({ fit, mean, shape, size }));
  return { method: 'theta', form: 'theta', mean, paths };
}

interface ThetaFit {
  readonly start: number;
  readonly slope: number;
  readonly alpha: number;
  readonly level: number;
  /** One-step errors of the whole, on the series without season. */
  readonly errors: Float64Array;
}

/** Values from which the slope of a line through them is believed. */
const SURE = 24;

/** Of fewer, the square of their share: on the known parts of M3 the last 4 to 18 months forecast best with next to none of it. */
function trendLine(values: Float64Array): { start: number; slope: number } {
  const line = straightLine(values);
  const belief = hasManyZeros(values) ? 0 : Math.min(1, values.length / SURE) ** 2;
  const slope = belief * line.slope;
  // The line still runs through the middle of the values.
  return { start: line.start + ((line.slope - slope) * (values.length - 1)) / 2, slope };
}

function fitTheta(adjusted: Float64Array): ThetaFit {
  const { start, slope } = trendLine(adjusted);
  const bent = adjusted.map((value, t) => 2 * value - start - slope * t);
  const { alpha, level, errors } = smoothSingle(bent);
  return { start, slope, alpha, level, errors: errors.map((error) => error / 2) };
}

/** An error moves the level by alpha of it for good: months of one path are not independent. */
function thetaCourse({ fit, mean, shape, size }: { fit: ThetaFit; mean: Float64Array; shape: SeasonalShape; size: number }) {
  const pool = errorPool(fit.errors, 3 + shape.indices.length - 1);
  const factors = withSeason(new Float64Array(mean.length).fill(1), shape, size);
  if (shape.kind !== 'multiplicative') factors.fill(1);
  return (paths: Float64Array, offset: number, random: () => number): void => {
    let moved = 0;
    for (let step = 0; step < mean.length; step++) {
      const error = drawn(pool, random);
      paths[offset + step] = mean[step]! + (moved + error) * factors[step]!;
      moved += fit.alpha * error;
    }
  };
}
