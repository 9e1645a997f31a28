/** A sum of columns that has exactly this value. */
export interface Equation {
  readonly columns: readonly number[];
  readonly value: bigint;
}

/**
 * Whether equations with coefficients 1 have a solution in whole numbers of either sign: false for contradictions of parity
 * and the like, which branching cannot exhaust when amounts are big. Columns are brought to echelon form by whole steps
 * (Hermite normal form).
 */
export function haveWholeSolution(columns: number, equations: readonly Equation[]): boolean {
  const matrix = Array.from({ length: columns }, () => new Array<bigint>(equations.length).fill(0n));
  equations.forEach((equation, row) => {
    for (const column of equation.columns) (matrix[column] as bigint[])[row] = 1n;
  });
  const steps: bigint[] = [];
  for (const [row, { value }] of equations.entries()) {
    const rest = steps.reduce((sum, step, i) => sum - step * ((matrix[i] as bigint[])[row] as bigint), value);
    const pivot = leaveOne(matrix, row, steps.length);
    if (pivot === 0n ? rest !== 0n : rest % pivot !== 0n) return false;
    if (pivot !== 0n) steps.push(rest / pivot);
  }
  return true;
}

/** Euclid's steps between columns from `first` on, until at most one is not zero in the row; puts it first and returns its cell. */
function leaveOne(matrix: bigint[][], row: number, first: number): bigint {
  for (;;) {
    const alive: number[] = [];
    for (let i = first; i < matrix.length; i++) if ((matrix[i] as bigint[])[row] !== 0n) alive.push(i);
    if (alive.length === 0) return 0n;
    const size = (i: number) => magnitude((matrix[i] as bigint[])[row] as bigint);
    const least = alive.reduce((best, i) => (size(i) < size(best) ? i : best));
    if (alive.length === 1) {
      [matrix[first], matrix[least]] = [matrix[least] as bigint[], matrix[first] as bigint[]];
      return (matrix[first] as bigint[])[row] as bigint;
    }
    for (const i of alive) if (i !== least) reduce(matrix[i] as bigint[], matrix[least] as bigint[], row);
  }
}

function reduce(target: bigint[], source: bigint[], row: number): void {
  const times = (target[row] as bigint) / (source[row] as bigint);
  for (let i = row; i < target.length; i++) target[i]! -= times * (source[i] as bigint);
}

const magnitude = (value: bigint) => (value < 0n ? -value : value);
