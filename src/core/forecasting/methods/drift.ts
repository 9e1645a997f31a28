import type { Forecast, ForecastMethod, ForecastRequest } from '../forecast-method.ts';
import { seasonalShape, withoutSeason, withSeason } from '../seasonal-shape.ts';
import { drawn, errorPool, kept, simulatedPaths } from '../simulated-paths.ts';

/** The last value and the mean change of a period, on the series without its season. */
export const drift: ForecastMethod = { name: 'drift', least: () => 2, forecast };

function forecast({ series, horizon }: ForecastRequest): Forecast {
  const { values, season, isNonNegative } = series;
  const shape = seasonalShape(values, season);
  const adjusted = withoutSeason(values, shape);
  const last = adjusted[adjusted.length - 1]!;
  const slope = adjusted.length > 1 ? (last - adjusted[0]!) / (adjusted.length - 1) : 0;
  const line = Float64Array.from({ length: horizon }, (_, step) => last + slope * (step + 1));
  const mean = kept(withSeason(line, shape, values.length), isNonNegative);
  const scale = withSeason(new Float64Array(horizon).fill(1), shape, values.length);
  const changes = adjusted.subarray(1).map((value, t) => value - adjusted[t]! - slope);
  const pool = errorPool(changes, 1);
  const paths = simulatedPaths({ mean, isNonNegative }, (out, offset, random) => {
    let walk = 0;
    for (let step = 0; step < horizon; step++) {
      walk += drawn(pool, random);
      out[offset + step] = mean[step]! + walk * (shape.kind === 'multiplicative' ? scale[step]! : 1);
    }
  });
  return { method: 'drift', form: 'drift', mean, paths };
}
