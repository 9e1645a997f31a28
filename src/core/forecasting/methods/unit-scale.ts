import type { Forecast, ForecastMethod, ForecastRequest } from '../forecast-method.ts';

/**
 * The same method on values whose largest is 1: no square overflows, however large the amounts, a tolerance means the same for every
 * series, and the same amounts in another unit get the same forecast.
 */
export function onUnitScale(method: ForecastMethod): ForecastMethod {
  return { ...method, forecast: (request) => forecastScaled(method, request) };
}

function forecastScaled(method: ForecastMethod, { series, horizon }: ForecastRequest): Forecast {
  const scale = scaleOf(series.values);
  const values = series.values.map((value) => value / scale);
  const scaled = method.forecast({ series: { ...series, values }, horizon });
  return {
    ...scaled,
    mean: scaled.mean.map((value) => value * scale),
    paths: (count, random) => {
      const paths = scaled.paths(count, random);
      for (let at = 0; at < paths.length; at++) paths[at]! *= scale;
      return paths;
    },
  };
}

function scaleOf(values: Float64Array): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest < 1e-300 ? 1 : largest;
}
