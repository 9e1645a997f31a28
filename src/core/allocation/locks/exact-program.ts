import { branchAndBound } from './branch-and-bound.ts';
import { type Effort, type SumRow, Tableau } from './tableau.ts';
import { haveWholeSolution } from './whole-equations.ts';

/** Whole numbers >= 0, one a column, such that each row's sum of columns lies within its limits, both included. */
export interface Program {
  readonly columns: number;
  readonly rows: readonly SumRow[];
  /** Whole numbers >= 0 where the search begins, one a column; only what has to move is moved. */
  readonly near?: readonly bigint[];
}

export type Solution =
  | { readonly kind: 'whole'; readonly values: bigint[] }
  /** Proven: there are solutions, none of them in whole numbers. */
  | { readonly kind: 'fractional' }
  /** Rows that exclude each other, ascending; none of them can be spared unless `isReduced` is false (effort ran out). */
  | { readonly kind: 'impossible'; readonly rows: number[]; readonly isReduced: boolean }
  | { readonly kind: 'cut-off' };

/** Some seconds of pivots on a hundred rows and a few hundred columns. */
const EFFORT = 20_000;

/**
 * Solves a program exactly: simplex over fractions, then branch and bound, nearer side first. `effort` counts pivots
 * and branches; when it runs out before anything is proven, the answer is 'cut-off'.
 */
export function solveProgram(program: Program, { effort = EFFORT }: { readonly effort?: number } = {}): Solution {
  const crossed = program.rows.findIndex(({ min, max }) => min !== undefined && max !== undefined && min > max);
  if (crossed >= 0) return { kind: 'impossible', rows: [crossed], isReduced: true };
  const left: Effort = { left: effort };
  const near = program.near ?? new Array<bigint>(program.columns).fill(0n);
  const tableau = new Tableau(program.columns, program.rows, near);
  const state = tableau.repair(left);
  if (state === 'cut-off') return { kind: 'cut-off' };
  if (state !== 'feasible') return reduceConflict(program, rowsOf(program, state), left);
  if (tableau.firstFraction() && !hasWholeEquations(program)) return { kind: 'fractional' };
  const found = branchAndBound(tableau, program.columns, left);
  return typeof found === 'string' ? { kind: found } : { kind: 'whole', values: found };
}

function hasWholeEquations({ columns, rows }: Program): boolean {
  const equations = rows.flatMap((row) =>
    row.min !== undefined && row.min === row.max ? [{ columns: row.columns, value: row.min }] : [],
  );
  return haveWholeSolution(columns, equations);
}

/** Deletion filter: a row without which the others still exclude each other is left out, and so is all they can do without. */
function reduceConflict(program: Program, rows: readonly number[], effort: Effort): Solution {
  let kept = [...rows];
  for (let at = 0; at < kept.length; ) {
    const others = kept.filter((_, i) => i !== at);
    const part = { columns: program.columns, rows: others.map((row) => program.rows[row] as SumRow) };
    const state = new Tableau(part.columns, part.rows, new Array<bigint>(part.columns).fill(0n)).repair(effort);
    if (state === 'cut-off') return { kind: 'impossible', rows: kept, isReduced: false };
    if (state === 'feasible') at += 1;
    else kept = rowsOf(part, state).map((row) => others[row] as number);
  }
  return { kind: 'impossible', rows: kept, isReduced: true };
}

/** The rows among variables that exclude each other, ascending. */
function rowsOf({ columns }: Program, variables: readonly number[]): number[] {
  return variables.flatMap((variable) => (variable >= columns ? [variable - columns] : [])).sort((a, b) => a - b);
}
