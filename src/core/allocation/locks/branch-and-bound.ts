import type { Effort, Limits, Tableau } from './tableau.ts';

interface Branch {
  readonly column: number;
  readonly floor: bigint;
  readonly before: Limits;
  /** The side that is looked at now, and whether the other one was. */
  isAbove: boolean;
  isSecond: boolean;
}

/** Branches deep in which fractions are nudged away: it costs more than a pivot. */
const NUDGED_DEPTH = 4;

/** Pivots of the first try, after which the next begins elsewhere with twice as many. */
const FIRST_TRY = 64;

/**
 * Whole values for the columns of a feasible tableau, or 'fractional' when there are proven to be none: branch and bound
 * (Land & Doig 1960) in tries of growing length. A search in depth can lose itself among big amounts, where another order of
 * columns finds whole numbers at once; a try that looks at everything is a proof.
 */
export function branchAndBound(tableau: Tableau, columns: number, effort: Effort): bigint[] | 'fractional' | 'cut-off' {
  for (let tries = 0; ; tries++) {
    const granted = Math.min(FIRST_TRY * 2 ** tries, effort.left);
    const mine = { left: granted };
    const found = dive(tableau, Math.floor(columns * fractionOf(tries)), mine);
    effort.left -= granted - mine.left;
    if (found !== 'cut-off' || effort.left <= 0) return found;
  }
}

/** Places that spread evenly over 0..1: 0, 1/2, 1/4, 3/4, 1/8, ... (van der Corput 1935). */
function fractionOf(tries: number): number {
  let place = 0;
  for (let rest = tries, part = 0.5; rest > 0; rest >>= 1, part /= 2) place += (rest & 1) * part;
  return place;
}

/** Depth first from the first fraction at or after `first`, around: below or above its value, the nearer side first. */
function dive(tableau: Tableau, first: number, effort: Effort): ReturnType<typeof branchAndBound> {
  const open: Branch[] = [];
  for (;;) {
    const state = tableau.repair(effort);
    if (state === 'feasible' && open.length < NUDGED_DEPTH) tableau.nudge();
    const fraction = state === 'feasible' ? tableau.firstFraction(first) : undefined;
    if (state === 'feasible' && !fraction) return tableau.values();
    if (state === 'cut-off' || (fraction && effort.left <= 0)) break;
    if (fraction) {
      effort.left -= 1;
      const { column, floor, isUpper } = fraction;
      open.push({ column, floor, before: tableau.limitsOf(column), isAbove: isUpper, isSecond: false });
      enter(tableau, open.at(-1) as Branch);
    } else if (!turn(tableau, open)) return 'fractional';
  }
  for (const { column, before } of open.reverse()) tableau.limit(column, before);
  return 'cut-off';
}

function enter(tableau: Tableau, { column, floor, before, isAbove }: Branch): void {
  tableau.limit(column, isAbove ? { ...before, min: floor + 1n } : { ...before, max: floor });
}

/** Goes back to the last branch with a side not yet looked at; false when there is none. */
function turn(tableau: Tableau, open: Branch[]): boolean {
  for (let last = open.at(-1); last; last = open.at(-1)) {
    tableau.limit(last.column, last.before);
    if (!last.isSecond) {
      last.isAbove = !last.isAbove;
      last.isSecond = true;
      enter(tableau, last);
      return true;
    }
    open.pop();
  }
  return false;
}
