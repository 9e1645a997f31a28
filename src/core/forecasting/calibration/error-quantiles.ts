import { normalBelow } from '../normal.ts';

/**
 * Quantiles of standardised errors at the probabilities of these normal scores (1 % to 99 %). Between two the error is linear in the
 * score, beyond the outermost too: a normal tail, as wide as the pool is there.
 */
export const SCORES = [
  -2.33, -1.96, -1.64, -1.28, -1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.28, 1.64, 1.96, 2.33,
] as const;
const LEVELS = SCORES.map(normalBelow);

/** Errors at `SCORES`, rising. */
export type ErrorQuantiles = readonly number[];

/** An error, and how much it counts. */
export interface WeighedError {
  readonly error: number;
  readonly weight: number;
}

/** Of at least one error with a weight; an error lies at the middle of its own share of the weight. */
export function errorQuantiles(errors: readonly WeighedError[]): ErrorQuantiles {
  const sorted = errors.filter(({ error, weight }) => weight > 0 && Number.isFinite(error)).sort(byError);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let [at, below] = [0, 0];
  const middles = sorted.map(({ weight }) => {
    below += weight;
    return (below - weight / 2) / total;
  });
  return rising(
    LEVELS.map((level) => {
      while (at < middles.length && (middles[at] as number) < level) at++;
      return between(sorted, middles, { at, level });
    }),
  );
}

/** Equal errors by their weights, so that the order they come in does not matter. */
function byError(a: WeighedError, b: WeighedError): number {
  return a.error - b.error || a.weight - b.weight;
}

function between(sorted: readonly WeighedError[], middles: readonly number[], { at, level }: { at: number; level: number }) {
  const [left, right] = [sorted[at - 1], sorted[at]];
  if (left === undefined || right === undefined) return (left ?? right)?.error ?? 0;
  const [low, high] = [middles[at - 1] as number, middles[at] as number];
  return left.error + ((right.error - left.error) * (level - low)) / (high - low);
}

/** Least rise of the error for each unit of the score: equal errors in a pool are no reason for a jump in the odds. */
const LEAST_SLOPE = 0.05;

function rising(errors: readonly number[]): ErrorQuantiles {
  const middle = SCORES.indexOf(0);
  const out = [...errors];
  for (let at = middle + 1; at < out.length; at++) out[at] = Math.max(out[at] as number, (out[at - 1] as number) + leastRise(at));
  for (let at = middle - 1; at >= 0; at--) out[at] = Math.min(out[at] as number, (out[at + 1] as number) - leastRise(at + 1));
  return out;
}

function leastRise(at: number): number {
  return LEAST_SLOPE * ((SCORES[at] as number) - (SCORES[at - 1] as number));
}

/** The error at a normal score. */
export function errorAt(quantiles: ErrorQuantiles, score: number): number {
  return along(SCORES, quantiles, score);
}

/** The normal score of an error: the inverse of `errorAt`. */
export function scoreAt(quantiles: ErrorQuantiles, error: number): number {
  return along(quantiles, SCORES, error);
}

/** Piecewise linear from `xs`, rising, to `ys`; the outermost pieces go on. */
function along(xs: readonly number[], ys: readonly number[], x: number): number {
  let at = 1;
  while (at < xs.length - 1 && x > (xs[at] as number)) at++;
  const [x0, x1, y0, y1] = [xs[at - 1], xs[at], ys[at - 1], ys[at]] as [number, number, number, number];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
