// What is measured of forecasts beside what came.

/** 0-200 scale: mean over the steps of one series; 0 where both are 0. */
export function smape(actual, forecast) {
  return mean(
    actual.map((value, at) => {
      const size = Math.abs(value) + Math.abs(forecast[at]);
      return size === 0 ? 0 : (200 * Math.abs(value - forecast[at])) / size;
    }),
  );
}

/** Mean absolute error in units of the in-sample error of the value a season before; NaN where there is none to divide by. */
export function mase(actual, forecast, known, season) {
  const steps = known.slice(season).map((value, at) => Math.abs(value - known[at]));
  const scale = mean(steps);
  return scale > 0 ? mean(actual.map((value, at) => Math.abs(value - forecast[at]))) / scale : Number.NaN;
}

/** Whether a value lies in the range that holds a share of a distribution, as much beyond either end. */
export function isWithin(distribution, share, value) {
  return distribution.quantile((1 - share) / 2) <= value && value <= distribution.quantile((1 + share) / 2);
}

export function mean(values) {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
