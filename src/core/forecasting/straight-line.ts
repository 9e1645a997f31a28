/** Least squares through (0, values[0]), (1, values[1]), ...; level where there is one value. */
export function straightLine(values: Float64Array): { start: number; slope: number } {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [cross, square] = [0, 0];
  for (let t = 0; t < values.length; t++) {
    cross += (t - middle) * (values[t]! - mean);
    square += (t - middle) * (t - middle);
  }
  const slope = square > 0 ? cross / square : 0;
  return { start: mean - slope * middle, slope };
}
