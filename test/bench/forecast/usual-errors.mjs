// The table of usual errors: backtests inside the known parts, of all of each series and of its last years. What is held out is not read.
import { mean } from './measures.mjs';

const LASTS = [0, 36, 48, 60];
const KINDS = { sum: [{ kind: 'sum', at: 0 }], steps: [0, 1, 2].map((at) => ({ kind: 'steps', at })) };
const ORIGINS = 4;

export async function printUsual(series, { season, threads }, engine) {
  const widths = {};
  for (const { name: method } of engine.FORECAST_METHODS) {
    const errors = await pooledErrors(series, { method, season, threads }, engine);
    for (const kind of Object.keys(KINDS)) {
      const quantiles = engine.errorQuantiles(errors[kind]);
      const shift = engine.meanOf(quantiles);
      if (method === engine.DEFAULT_METHOD)
        console.log(`${kind} (${method}):`, quantiles.map((error) => (error - shift).toFixed(2)).join(', '));
      // The middle 80 %: what the widths of ranges hang on, and nothing wild.
      const width = quantiles[13] - quantiles[3];
      widths[kind] ??= width;
      console.log(
        `${kind} ${method}: ${(width / widths[kind]).toFixed(2)} times as wide, mean size ${mean(errors[kind].map(({ error }) => Math.abs(error))).toFixed(2)}`,
      );
    }
  }
}

async function pooledErrors(series, { method, season, threads }, engine) {
  const errors = { sum: [], steps: [] };
  for (const last of LASTS) {
    const units = series.map(({ name, known }) => ({
      name,
      series: {
        values: Float64Array.from(last > 0 ? known.slice(-last) : known),
        season,
        isNonNegative: known.every((value) => value >= 0),
      },
      method,
    }));
    const plan = {
      horizon: season + season / 2,
      windows: [{ first: 1, last: season }],
      paths: engine.USUAL_PATHS,
      origins: ORIGINS,
    };
    const fits = await engine.fitUnits(units, plan, { threads });
    for (const [kind, asked] of Object.entries(KINDS))
      errors[kind].push(...asked.flatMap((one) => engine.comparableErrors(fits, one).errors));
  }
  return errors;
}
