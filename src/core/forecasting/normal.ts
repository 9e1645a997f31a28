/** The value below which a standard normal variable stays with probability `p`, 0 < p < 1: the inverse of `normalBelow`. */
export function normalScore(p: number): number {
  const near = nearScore(p);
  return near - (normalBelow(near) - p) / density(near);
}

/** Acklam's rational approximation (2003); relative error below 1.2e-9, which one step of Newton's makes exact. */
function nearScore(p: number): number {
  const [a, b, c, d] = ACKLAM;
  if (p < LOW) return ratioAt(Math.sqrt(-2 * Math.log(p)), c, d);
  if (p > 1 - LOW) return -ratioAt(Math.sqrt(-2 * Math.log(1 - p)), c, d);
  const off = p - 0.5;
  return off * ratioAt(off * off, a, b);
}

const LOW = 0.02425;
const ACKLAM = [
  [-3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1, 2.506628277459239],
  [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1],
  [-7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783],
  [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1],
] as const;

function ratioAt(x: number, above: readonly number[], below: readonly number[]): number {
  const at = (terms: readonly number[]) => terms.reduce((sum, term) => sum * x + term, 0);
  return at(above) / at(below);
}

/** Probability that a standard normal variable stays at or below `score`; absolute error below 1e-12. */
export function normalBelow(score: number): number {
  const far = Math.abs(score);
  const beyond = far < SERIES_END ? 0.5 - density(far) * series(far) : density(far) * fraction(far);
  return score > 0 ? 1 - beyond : beyond;
}

const SERIES_END = 3;
const TERMS = 60;

function density(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/** x + x^3/3 + x^5/(3*5) + ..., which times the density is the area from 0 to x. */
function series(x: number): number {
  let [term, sum] = [x, x];
  for (let at = 1; at < TERMS; at++) {
    term *= (x * x) / (2 * at + 1);
    sum += term;
  }
  return sum;
}

/** 1/(x + 1/(x + 2/(x + 3/...))), which times the density is the area beyond x. */
function fraction(x: number): number {
  let value = x;
  for (let at = TERMS; at > 0; at--) value = x + at / value;
  return 1 / value;
}
