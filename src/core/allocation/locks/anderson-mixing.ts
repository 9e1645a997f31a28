/** One step of a fixed-point iteration: where it arrived, and how far that is from where it began. */
interface Step {
  readonly image: Float64Array;
  readonly residual: Float64Array;
}

/**
 * Speeds up a fixed-point iteration (Anderson 1965; Walker & Ni 2011): the next point is the combination of the latest images
 * whose residuals, combined alike, are smallest by weighted least squares.
 */
export class AndersonMixing {
  private steps: Step[] = [];
  private readonly depth: number;

  /** `depth`: how many earlier steps are combined. */
  constructor(depth: number) {
    this.depth = depth;
  }

  forget(): void {
    this.steps = [];
  }

  /** The point to go on from after a step; `weight` >= 0 says how much each coordinate of the residual counts. Keeps the arrays. */
  next(step: Step, weight: Float64Array): Float64Array {
    const earlier = this.steps;
    this.steps = [...earlier, step].slice(-this.depth);
    const differences = earlier.map(({ residual }) => residual.map((value, i) => value - (step.residual[i] as number)));
    const shares = leastSquares(differences, step.residual, weight);
    const mixed = step.image.slice();
    earlier.forEach(({ image }, j) => {
      const share = shares[j] as number;
      for (let i = 0; i < mixed.length; i++) mixed[i]! += share * ((image[i] as number) - (step.image[i] as number));
    });
    return mixed;
  }
}

/** The factors of the columns whose sum comes nearest to minus the residual. */
function leastSquares(columns: readonly Float64Array[], residual: Float64Array, weight: Float64Array): Float64Array {
  const dot = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number) * (weight[i] as number);
    return sum;
  };
  const rows = columns.map((a) => Float64Array.from([...columns.map((b) => dot(a, b)), -dot(a, residual)]));
  return eliminate(rows);
}

/** Below this share of its first value a pivot is noise, and its unknown is left at 0. */
const NOISE = 1e-13;

/** Solves a symmetric, non-negative system given as rows with the right-hand side last (Gauss and Jordan); writes the rows. */
function eliminate(rows: readonly Float64Array[]): Float64Array {
  const size = rows.length;
  const first = rows.map((row, k) => row[k] as number);
  const used = rows.map((row, k) => {
    const pivot = row[k] as number;
    if (!(pivot > (first[k] as number) * NOISE)) return false;
    for (const other of rows) {
      const factor = other === row ? 0 : (other[k] as number) / pivot;
      if (factor !== 0) for (let j = k; j <= size; j++) other[j]! -= factor * (row[j] as number);
    }
    return true;
  });
  return Float64Array.from(rows, (row, k) => (used[k] ? (row[size] as number) / (row[k] as number) : 0));
}
