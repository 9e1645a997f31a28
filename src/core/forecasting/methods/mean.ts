import type { Forecast, ForecastMethod, ForecastRequest } from '../forecast-method.ts';
import type { Random } from '../random.ts';
import { centred } from '../simulated-paths.ts';
import { ets } from './ets.ts';
import { theta } from './theta.ts';

/** The mean of exponential smoothing and Theta; every other path is of the one, the rest of the other. */
export const mean: ForecastMethod = { name: 'mean', least: () => 1, forecast };

function forecast(request: ForecastRequest): Forecast {
  const [one, other] = [ets.forecast(request), theta.forecast(request)];
  const middle = one.mean.map((value, step) => (value + other.mean[step]!) / 2);
  const frame = { mean: middle, isNonNegative: request.series.isNonNegative };
  const paths = (count: number, random: Random): Float64Array => {
    const halves = [one.paths(Math.ceil(count / 2), random), other.paths(Math.floor(count / 2), random)] as const;
    return centred(interleaved(halves, request.horizon), frame);
  };
  return { method: 'mean', form: `${one.form} + ${other.form}`, mean: middle, paths };
}

function interleaved([odd, even]: readonly [Float64Array, Float64Array], horizon: number): Float64Array {
  const all = new Float64Array(odd.length + even.length);
  for (let at = 0; at < all.length; at += horizon) {
    const path = at / horizon;
    const from = (path >> 1) * horizon;
    all.set((path % 2 === 0 ? odd : even).subarray(from, from + horizon), at);
  }
  return all;
}
