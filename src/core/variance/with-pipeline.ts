import { power10 } from '../amount.ts';
import type { Period } from '../calendar/period.ts';
import type { Measured } from '../measures/measured.ts';
import { UNPLANNED, type UnitPath } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import { unknownUnits } from './measured-variance.ts';
import type { Variance, VarianceRow } from './variance.ts';

/** What is open of a plan's metric: the opportunities that close in each period, and those x their probability. */
export interface Pipelines {
  /** In the order of the spans of `open` and `weighted`. */
  readonly periods: readonly Period[];
  readonly open: Measured;
  readonly weighted: Measured | undefined;
}

/**
 * Every row with its node's pipeline, beside what is to go. What units have that the plan does not know counts in the nodes above
 * them, and in `(unplanned)` where there is one.
 */
export function withPipelines(variance: Variance, { periods, open, weighted }: Pipelines): Variance {
  const { units, findings } = variance;
  const rows = variance.rows.map((row): VarianceRow => {
    const span = periods.indexOf(row.period);
    const factor = power10(row.figures.scale - open.scale);
    const of = (measured: Measured) => amountAt(variance, row.unit, (path) => measured.at(path, span)?.numerator ?? 0n) * factor;
    return { ...row, figures: { ...row.figures, pipeline: of(open), ...(weighted && { weightedPipeline: of(weighted) }) } };
  });
  const isOpen = (path: UnitPath) => periods.some((_, span) => open.at(path, span)?.numerator !== 0n);
  const unknown = unknownUnits(units, { units: open.units.filter(isOpen) });
  return { ...variance, rows, findings: [...findings, ...open.findings, ...unknown] };
}

/** A node's amount; of `(unplanned)` what its siblings leave of their parent's. */
function amountAt({ units }: Variance, unit: number, at: (path: UnitPath) => bigint): bigint {
  const { value, parent } = nodeAt(units, unit);
  if (value.name !== UNPLANNED || parent === undefined) return at(value.path);
  const above = nodeAt(units, parent);
  const others = above.children.filter((child) => child !== unit).map((child) => at(nodeAt(units, child).value.path));
  return others.reduce((rest, amount) => rest - amount, at(above.value.path));
}
