import type { Random } from './random.ts';
import type { Series } from './series.ts';

/** What is asked: the next `horizon` periods after the end of the series. */
export interface ForecastRequest {
  readonly series: Series;
  readonly horizon: number;
}

/** What a method says of one series. */
export interface Forecast {
  /** The name of the method: `mean`. */
  readonly method: string;
  /** What it chose, for people: `ets(M,Ad,M) + theta`. */
  readonly form: string;
  /** Expected value of each step ahead; `horizon` numbers. */
  readonly mean: Float64Array;
  /** Simulated courses: `paths[path * horizon + step]`, each with the means above as its centre. The same `random` gives the same paths. */
  readonly paths: (count: number, random: Random) => Float64Array;
}

/** A way to forecast; every one has this shape, and stands in the table of `methods/`. */
export interface ForecastMethod {
  readonly name: string;
  /** Known values that it needs at least. */
  readonly least: (season: number) => number;
  /** Gaps (NaN) inside the series were filled, and ends without values cut off, before. */
  readonly forecast: (request: ForecastRequest) => Forecast;
}
