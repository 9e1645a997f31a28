import type { Forecast, ForecastMethod, ForecastRequest } from './forecast-method.ts';
import {
  hasOwnSeason,
  NO_SHAPE,
  putSeasonBack,
  type SeasonalShape,
  seasonalShapeOf,
  withoutSeason,
  withSeason,
} from './seasonal-shape.ts';
import { centred, kept } from './simulated-paths.ts';

/** A factor below this would make a lender's quiet month a borrower's explosion. */
const LEAST_FACTOR = 0.05;

/** The season that others may borrow, as factors, whatever the lender's size; none where it is too short or has months of next to nothing. */
export function lentSeason(values: Float64Array, season: number): SeasonalShape {
  if (!hasOwnSeason(values.length, season)) return NO_SHAPE;
  const shape = seasonalShapeOf('multiplicative', values, season);
  return shape.indices.every((index) => index >= LEAST_FACTOR) ? shape : NO_SHAPE;
}

/**
 * The same method for a series too short for a season of its own: the season lent is divided out, the rest forecast without season, and
 * the season multiplied back. The first index belongs to the first value of the series.
 */
export function withBorrowedSeason(method: ForecastMethod, shape: SeasonalShape): ForecastMethod {
  if (shape.kind === 'none') return method;
  return { ...method, forecast: (request) => forecastApart(method, request, shape) };
}

function forecastApart(method: ForecastMethod, { series, horizon }: ForecastRequest, shape: SeasonalShape): Forecast {
  const { values, isNonNegative } = series;
  const apart = {
    values: withoutSeason(values, shape),
    season: 1,
    isNonNegative: isNonNegative && shape.kind === 'multiplicative',
  };
  const rest = method.forecast({ series: apart, horizon });
  const mean = kept(withSeason(rest.mean, shape, values.length), isNonNegative);
  return {
    ...rest,
    form: `${rest.form} with a borrowed season`,
    mean,
    paths: (count, random) => {
      const paths = rest.paths(count, random);
      for (let at = 0; at < paths.length; at += horizon) putSeasonBack(paths.subarray(at, at + horizon), shape, values.length);
      return centred(paths, { mean, isNonNegative });
    },
  };
}
