import { addRatios } from '../metrics/ratio-text.ts';
import { UNPLANNED, type UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { VarianceFigures } from './measures.ts';
import { judgedFigures, type RatioFigures } from './ratio-figures.ts';
import type { Variance, VarianceRow } from './variance.ts';

/** A row as it is printed: of a unit, or of everything unplanned at a level (then with a path of its own). */
export interface PrintedRow extends VarianceRow {
  readonly path: UnitPath;
  readonly shown?: VarianceFigures;
}

/**
 * The rows of the chosen depths (0 is the total) for print. An unplanned row stands inside its parent where the parent's level
 * prints too; where it does not, all unplanned rows of a period share one.
 */
export function printedRows(
  { units }: Variance,
  rows: readonly (VarianceRow & { shown?: VarianceFigures })[],
  depths: readonly number[],
): PrintedRow[] {
  const deepest = Math.max(...depths);
  const printed: PrintedRow[] = [];
  const shared = new Map<string, number>();
  for (const row of rows) {
    const { depth, children, value } = nodeAt(units, row.unit);
    if (!depths.includes(depth) && !(children.length === 0 && depth < deepest)) continue;
    const isShared = value.name === UNPLANNED && !(depths.includes(depth) && depths.includes(depth - 1));
    const at = isShared ? shared.get(row.period.label) : undefined;
    if (at !== undefined) printed[at] = merged(printed[at] as PrintedRow, row);
    else printed.push({ ...row, path: isShared ? sharedPath(deepest) : value.path });
    if (isShared && at === undefined) shared.set(row.period.label, printed.length - 1);
  }
  return printed;
}

/** `(unplanned)` in the column of the deepest printed level, and nothing in those before. */
function sharedPath(depth: number): UnitPath {
  return [...Array<string>(depth - 1).fill(''), UNPLANNED];
}

function merged(row: PrintedRow, other: VarianceRow & { shown?: VarianceFigures }): PrintedRow {
  if (row.ratio && other.ratio) {
    const ratio = addedRatio(row.ratio, other.ratio);
    return { ...row, ratio, figures: judgedFigures(ratio) };
  }
  const figures = added(row.figures, other.figures);
  return row.shown && other.shown ? { ...row, figures, shown: added(row.shown, other.shown) } : { ...row, figures };
}

function addedRatio(a: RatioFigures, b: RatioFigures): RatioFigures {
  const lastYear = a.lastYear && b.lastYear && addRatios(a.lastYear, b.lastYear);
  return { ...a, plan: addRatios(a.plan, b.plan), actual: addRatios(a.actual, b.actual), lastYear };
}

/** Rows of different money add up in that of the whole. */
function added(a: VarianceFigures, b: VarianceFigures): VarianceFigures {
  const home = a.home && b.home && sumOf(a.home, b.home);
  if (home === undefined) return sumOf(a, b);
  return a.currency === b.currency ? { ...sumOf(a, b), home } : { ...home, home };
}

function sumOf(a: VarianceFigures, b: VarianceFigures): VarianceFigures {
  const lastYear = a.lastYear === undefined || b.lastYear === undefined ? undefined : a.lastYear + b.lastYear;
  const both = (name: 'booked' | 'pipeline' | 'weightedPipeline') =>
    a[name] === undefined && b[name] === undefined ? {} : { [name]: (a[name] ?? 0n) + (b[name] ?? 0n) };
  const further = { ...both('booked'), ...both('pipeline'), ...both('weightedPipeline') };
  return {
    ...a,
    ...further,
    plan: a.plan + b.plan,
    planToDate: a.planToDate + b.planToDate,
    actual: a.actual + b.actual,
    lastYear,
  };
}
