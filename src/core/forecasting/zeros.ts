/** Whether demand is intermittent: more than a third of the values are zero. Then a trend is not told from chance. */
export function hasManyZeros(values: Float64Array): boolean {
  let zeros = 0;
  for (const value of values) if (value === 0) zeros++;
  return zeros * 3 > values.length;
}
