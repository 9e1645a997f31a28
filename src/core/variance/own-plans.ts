import { power10 } from '../amount.ts';
import { parsePeriod } from '../calendar/parse-period.ts';
import type { Period } from '../calendar/period.ts';
import { type Finding, finding, refuseErrors } from '../finding.ts';
import type { Ratio } from '../metrics/ratio.ts';
import { isAbove, pathKey, type UnitPath, type UnitTree, unitTree } from '../organisation/unit-tree.ts';
import { type PlanSource, wholeSpan } from '../plan.ts';
import { nodeAt } from '../tree.ts';

/** A plan of which every row is a node's own: a count or a score, never added up. */
export interface OwnPlans {
  readonly units: UnitTree;
  readonly span: Period;
  /** The periods that rows name, in time, the longer one first where two begin on one day. */
  readonly periods: readonly Period[];
  /** What a row says of the node and the period, in the actuals' scale over 1; undefined without one. */
  readonly planned: (periods: readonly Period[], scale: number) => (unit: number, p: number) => Ratio | undefined;
}

/**
 * The rows of a plan as values of the nodes that they name: a unit of any level, a period of any length. `isRepeated` says that the
 * plan repeats one value in every cell: then a node without a row has what the rows inside it have alike. Refuses labels that are no
 * periods, and a node with two values.
 */
export function ownPlans({ levels, cells, fiscal, period, scale }: PlanSource, isRepeated: boolean): OwnPlans {
  const findings: Finding[] = [];
  const values = new Map<string, bigint>();
  const known = new Map<string, Period>();
  for (const { period: label, path, amount, place } of cells) {
    const own = known.get(label) ?? parsePeriod(label, fiscal);
    if (own === undefined) findings.push(finding('error', 'plan.bad-period', { period: label }, place));
    else known.set(label, own);
    if (amount === undefined || own === undefined) continue;
    const key = keyOf(path, own);
    const other = values.get(key);
    if (other !== undefined && other !== amount) findings.push(finding('error', 'measures.two-plans', { period: label }, place));
    values.set(key, amount);
  }
  refuseErrors(findings);
  const paths = cells.map(({ path }) => path);
  const units = unitTree(
    levels,
    paths.filter((path) => !paths.some((other) => isAbove(path, other))),
  );
  const leaves = [...known.values()];
  const alike = (path: UnitPath, span: Period): bigint | undefined => {
    const inside = cells.filter(
      (cell) => isAboveOrSame(path, cell.path) && isInside(known.get(cell.period) as Period, span) && cell.amount !== undefined,
    );
    const [first] = inside;
    return inside.every(({ amount }) => amount === first?.amount) ? first?.amount : undefined;
  };
  return {
    units,
    span: period ?? wholeSpan(leaves),
    periods: leaves.sort((a, b) => a.start - b.start || b.end - a.end),
    planned: (periods, wanted) => (unit, p) => {
      const { path } = nodeAt(units, unit).value;
      const asked = periods[p] as Period;
      const value = values.get(keyOf(path, asked)) ?? (isRepeated ? alike(path, asked) : undefined);
      return value === undefined ? undefined : { numerator: value * power10(wanted - scale), denominator: power10(wanted) };
    },
  };
}

function keyOf(path: UnitPath, { start, end }: Period): string {
  return `${start} ${end} ${pathKey(path)}`;
}

function isAboveOrSame(unit: UnitPath, other: UnitPath): boolean {
  return isAbove(unit, other) || pathKey(unit) === pathKey(other);
}

function isInside(inner: Period, outer: Period): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
