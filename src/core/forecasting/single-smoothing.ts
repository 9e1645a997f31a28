/** Single exponential smoothing: its level after the last value, its constant, and its one-step errors. */
export interface SingleSmoothing {
  readonly alpha: number;
  readonly level: number;
  readonly errors: Float64Array;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const STEPS = [0.02, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.9, 0.98];

/** The constant with the least sum of squared one-step errors, from 0.0001 to 0.9999; the best first level for it is worked out exactly. */
export function smoothSingle(values: Float64Array): SingleSmoothing {
  const alpha = bestConstant(values);
  let level = firstLevel(values, alpha);
  const errors = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) {
    errors[t] = values[t]! - level;
    level += alpha * errors[t]!;
  }
  return { alpha, level, errors };
}

/** The course of the sum of squares need not have one valley: a coarse look first, then a golden section around the best. */
function bestConstant(values: Float64Array): number {
  const tried = STEPS.map((alpha) => squares(values, alpha));
  const best = tried.indexOf(Math.min(...tried));
  let low = STEPS[best - 1] ?? 0.0001;
  let high = STEPS[best + 1] ?? 0.9999;
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [squares(values, left), squares(values, right)];
  while (high - low > 1e-4) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = squares(values, left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = squares(values, right);
    }
  }
  return (low + high) / 2;
}

/** An error is linear in the first level: e(t) = e0(t) - level (1 - alpha)^t, so that the best level is a regression through the origin. */
function firstLevel(values: Float64Array, alpha: number): number {
  let [level, weight, cross, square] = [0, 1, 0, 0];
  for (let t = 0; t < values.length; t++) {
    const error = values[t]! - level;
    cross += error * weight;
    square += weight * weight;
    level += alpha * error;
    weight *= 1 - alpha;
  }
  return cross / square;
}

function squares(values: Float64Array, alpha: number): number {
  let level = firstLevel(values, alpha);
  let sum = 0;
  for (let t = 0; t < values.length; t++) {
    const error = values[t]! - level;
    sum += error * error;
    level += alpha * error;
  }
  return sum;
}
