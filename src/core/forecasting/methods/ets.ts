import type { Forecast, ForecastMethod, ForecastRequest } from '../forecast-method.ts';
import type { Random } from '../random.ts';
import { hasOwnSeason, NO_SHAPE, type SeasonalShape, seasonalShape, withoutSeason, withSeason } from '../seasonal-shape.ts';
import { type Course, kept, simulatedPaths } from '../simulated-paths.ts';
import { expectedAhead, smoothingCourse } from '../smoothing/ahead.ts';
import { estimatedNumbers, formName } from '../smoothing/form.ts';
import { type WeighedFit, weighedFits } from '../smoothing/weighed-fits.ts';

/**
 * The exponential-smoothing family (Hyndman, Koehler, Ord and Snyder 2008), its forms weighed by AICc. From four rounds on a season
 * may change with time; with two to four it is taken out before by decomposition, since its states could not be told from chance.
 */
export const ets: ForecastMethod = { name: 'ets', least: () => 4, forecast };

/** Rounds from which the form has a season of its own. */
const ROUNDS = 4;

function forecast({ series, horizon }: ForecastRequest): Forecast {
  const { values, season, isNonNegative } = series;
  const size = values.length;
  const hasStates = hasOwnSeason(size, season) && size >= ROUNDS * season;
  const shape = hasStates ? NO_SHAPE : seasonalShape(values, season);
  const adjusted = withoutSeason(values, shape);
  const fits = weighedFits(adjusted, hasStates ? season : 1);
  const mean = kept(withSeason(weighedMean(fits, size, horizon), shape, size), isNonNegative);
  const course = reseasoned(mixedCourse(fits, adjusted, { horizon, taken: shape.indices.length - 1 }), { shape, size, horizon });
  return { method: 'ets', form: namesOf(fits, shape), mean, paths: simulatedPaths({ mean, isNonNegative }, course) };
}

function namesOf(fits: readonly WeighedFit[], { kind }: SeasonalShape): string {
  const more = fits.length > 1 ? ` and ${fits.length - 1} more` : '';
  return `${kind === 'none' ? '' : 'seasonally adjusted '}${formName(fits[0]!.fit.form)}${more}`;
}

function weighedMean(fits: readonly WeighedFit[], size: number, horizon: number): Float64Array {
  const mean = new Float64Array(horizon);
  for (const { fit, weight } of fits) {
    expectedAhead(fit, size, horizon).forEach((value, step) => {
      mean[step]! += weight * value;
    });
  }
  return mean;
}

/** Each path by one of the forms, as often as it weighs: not knowing the form is a part of the spread. */
function mixedCourse(
  fits: readonly WeighedFit[],
  values: Float64Array,
  { horizon, taken }: { horizon: number; taken: number },
): Course {
  const courses = fits.map(({ fit }) =>
    smoothingCourse(fit, values, { horizon, fitted: estimatedNumbers(fit.form, fit.state.season.length) - 1 + taken }),
  );
  return (paths, offset, random) => courses[chosen(fits, random)]!(paths, offset, random);
}

function chosen(fits: readonly WeighedFit[], random: Random): number {
  let left = random();
  const at = fits.findIndex(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return at < 0 ? 0 : at;
}

/** Puts a season that was taken out back into each path. */
function reseasoned(course: Course, { shape, size, horizon }: { shape: SeasonalShape; size: number; horizon: number }): Course {
  const { kind, indices } = shape;
  if (kind === 'none') return course;
  return (paths, offset, random) => {
    course(paths, offset, random);
    for (let step = 0; step < horizon; step++) {
      const own = indices[(size + step) % indices.length]!;
      if (kind === 'multiplicative') paths[offset + step]! *= own;
      else paths[offset + step]! += own;
    }
  };
}
