export interface RegressionRow {
  readonly y: number;
  readonly x: readonly number[];
}

/** The slopes that minimise the squared distances + `penalty` x their squares; zeros without rows. Penalty above 0. */
export function ridge(rows: readonly RegressionRow[], penalty: number, width: number): number[] {
  const matrix = Array.from({ length: width }, (_, i) =>
    Array.from({ length: width + 1 }, (_, j) => {
      const sum = rows.reduce((all, { x, y }) => all + (x[i] as number) * (j === width ? y : (x[j] as number)), 0);
      return i === j ? sum + penalty : sum;
    }),
  );
  // Positive definite by the penalty, so that no pivot is zero.
  for (let i = 0; i < width; i++) {
    const pivot = matrix[i] as number[];
    for (let k = i + 1; k < width; k++) {
      const row = matrix[k] as number[];
      const factor = (row[i] as number) / (pivot[i] as number);
      for (let j = i; j <= width; j++) row[j]! -= factor * (pivot[j] as number);
    }
  }
  const slopes = Array<number>(width).fill(0);
  for (let i = width - 1; i >= 0; i--) {
    const row = matrix[i] as number[];
    const known = row.slice(i + 1, width).reduce((sum, value, j) => sum + value * (slopes[i + 1 + j] as number), 0);
    slopes[i] = ((row[width] as number) - known) / (row[i] as number);
  }
  return slopes;
}
