import type { Forecast, ForecastMethod, ForecastRequest } from '../forecast-method.ts';
import { drawn, errorPool, kept, simulatedPaths } from '../simulated-paths.ts';

/** Each period again as it was a season before; a series of less than one season has its last value again. */
export const seasonalNaive: ForecastMethod = { name: 'seasonal-naive', least: (season) => season, forecast };

function forecast({ series, horizon }: ForecastRequest): Forecast {
  const { values, isNonNegative } = series;
  const round = values.length < series.season ? 1 : series.season;
  const last = values.subarray(values.length - round);
  const mean = kept(
    Float64Array.from({ length: horizon }, (_, step) => last[step % round]!),
    isNonNegative,
  );
  const pool = errorPool(differences(values, round), 0);
  const paths = simulatedPaths({ mean, isNonNegative }, (out, offset, random) => {
    for (let step = 0; step < horizon; step++) {
      const before = step < round ? last[step]! : out[offset + step - round]!;
      out[offset + step] = before + drawn(pool, random);
    }
  });
  return { method: 'seasonal-naive', form: `seasonal naive (${round})`, mean, paths };
}

function differences(values: Float64Array, lag: number): Float64Array {
  return values.subarray(lag).map((value, t) => value - values[t]!);
}
