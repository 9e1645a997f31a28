import { rollUpUnits } from '../arrange.ts';
import { dayCount } from '../calendar/period.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import { type Finding, finding, Refusal, refuseErrors } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { formatPath, type UnitTree } from '../organisation/unit-tree.ts';
import { leafValue, nodeAt } from '../tree.ts';
import { type BasisCells, sum } from './basis/clean-basis.ts';

/** Whose course over time a unit gets: its own, its parent's, or the company's. */
export const SHAPES = ['own', 'parent', 'company'] as const;
export type Shape = (typeof SHAPES)[number];

/** What happens to a node that must receive an amount while all its cells are zero. */
export const ON_ZERO_BASIS = ['error', 'equal', 'parent'] as const;
export type OnZeroBasis = (typeof ON_ZERO_BASIS)[number];

export interface WeighRequest {
  readonly units: UnitTree;
  readonly periods: PeriodTree;
  /** Non-negative cells for how much each unit gets over the whole span; `equal` gives every leaf unit the same. */
  readonly org: BasisCells | 'equal';
  /** Non-negative cells for the course over time; `equal` gives every leaf period the same. */
  readonly time: BasisCells | 'equal';
  readonly shape: Shape;
  readonly onZeroBasis: OnZeroBasis;
  /** Whether a leaf unit is there in a leaf period; where it is not, its weight is zero. */
  readonly isPresent: (leafUnit: number, leafPeriod: number) => boolean;
}

export interface Weighing {
  /** Non-negative integer weights, scale 0. */
  readonly weights: Grid;
  /** The unit node whose course each leaf unit follows, -1 for the same in every period. */
  readonly follows: readonly number[];
  readonly findings: readonly Finding[];
}

/** The largest weight of a computed basis. */
const LARGEST = 10n ** 12n;

/**
 * The weights of a plan: what each leaf unit gets over the span (org basis) spread by its course (time basis and shape).
 * When both come from the same cells and every unit keeps its own course these are the cells themselves, exactly; otherwise
 * weight = unit's total x course / sum of course, rounded to whole numbers of which the largest is 10^12.
 * Refuses (impossible) a unit or a whole without any weight, unless `onZeroBasis` says what to do instead.
 */
export function weigh(request: WeighRequest): Weighing {
  const { units, periods, org, time, shape } = request;
  const courses = courseTable(request);
  const chosen = units.leaves.map((_, leaf) => chooseCourse(request, courses, leaf));
  const findings = chosen.flatMap(({ findings }) => findings);
  refuseErrors(findings, 'impossible');
  const follows = chosen.map(({ node }) => node);
  const direct = org === time && shape === 'own' && org !== 'equal';
  const cells = direct ? presentOnly(request, org.cells) : spread(request, follows, courses);
  const grid = { units, periods, scale: 0, cells };
  if (sum(cells) > 0n) return { weights: grid, follows, findings };
  if (request.onZeroBasis !== 'equal') throw new Refusal([...findings, finding('error', 'basis.all-zero')], 'impossible');
  const equal = presentOnly(request, new BigInt64Array(cells.length).fill(1n));
  return {
    weights: { ...grid, cells: equal },
    follows: follows.map(() => -1),
    findings: [...findings, finding('warning', 'basis.zero-equal', { unit: '-' })],
  };
}

/** The same for every leaf period; where the span cuts one, every period counts by its days, so that equal days are equal. */
function equalCourse(periods: PeriodTree): BigInt64Array {
  const leaves = periods.leaves.map((_, leaf) => leafValue(periods, leaf));
  const isCut = leaves.some(({ wholeDays }) => wholeDays !== undefined);
  return BigInt64Array.from(leaves, (period) => (isCut ? BigInt(dayCount(period)) : 1n));
}

/** The course of any unit node: its summed cells by leaf period. */
type Courses = (node: number) => BigInt64Array;

function courseTable({ units, periods, time }: WeighRequest): Courses {
  const width = periods.leaves.length;
  if (time === 'equal') return () => equalCourse(periods);
  const values = rollUpUnits(units, time.cells, width);
  return (node) => values.subarray(node * width, (node + 1) * width);
}

function chooseCourse(request: WeighRequest, courses: Courses, leaf: number): { node: number; findings: Finding[] } {
  const { units, org, time, shape, onZeroBasis } = request;
  const own = units.leaves[leaf] as number;
  if (time === 'equal') return { node: -1, findings: [] };
  const parent = Math.max(0, nodeAt(units, own).parent);
  const start = { own, parent, company: 0 }[shape];
  const needsAmount = org === 'equal' || sum(rowOf(org, leaf)) > 0n;
  if (!needsAmount || sum(courses(start)) > 0n) return { node: start, findings: [] };
  const unit = formatPath(leafValue(units, leaf).path) || '-';
  if (onZeroBasis === 'error') return { node: start, findings: [finding('error', 'basis.zero-unit', { unit })] };
  let node = onZeroBasis === 'equal' ? -1 : start;
  while (node >= 0 && sum(courses(node)) === 0n) node = nodeAt(units, node).parent;
  return { node, findings: [finding('warning', node < 0 ? 'basis.zero-equal' : 'basis.zero-parent', { unit })] };
}

function rowOf({ cells, columns }: BasisCells, leaf: number): BigInt64Array {
  return cells.subarray(leaf * columns, (leaf + 1) * columns);
}

/** Unit total x course / sum of the course, all brought to whole numbers by one factor. */
function spread(request: WeighRequest, follows: readonly number[], courses: Courses): BigInt64Array {
  const { units, periods, org } = request;
  const width = periods.leaves.length;
  const totals = units.leaves.map((_, leaf) => (org === 'equal' ? 1n : sum(rowOf(org, leaf))));
  const rows = follows.map((node) => (node < 0 ? equalCourse(periods) : courses(node)));
  const rowSums = rows.map(sum);
  const largest = rows.reduce((most, row, leaf) => maximum(most, row, totals[leaf] as bigint, rowSums[leaf] as bigint), 0n);
  const cells = new BigInt64Array(units.leaves.length * width);
  if (largest === 0n) return cells;
  rows.forEach((row, leaf) => {
    const divisor = (rowSums[leaf] as bigint) * largest;
    row.forEach((value, p) => {
      const share = (totals[leaf] as bigint) * value * LARGEST * PRECISION;
      if (share > 0n) cells[leaf * width + p] = (share + divisor / 2n) / divisor || 1n;
    });
  });
  return presentOnly(request, cells);
}

/** Fixed-point factor of the largest cell, so that the scaling itself loses nothing that shows. */
const PRECISION = 10n ** 6n;

function maximum(most: bigint, row: BigInt64Array, total: bigint, rowSum: bigint): bigint {
  if (rowSum === 0n) return most;
  const top = row.reduce((a, b) => (b > a ? b : a), 0n);
  const scaled = (total * top * PRECISION + rowSum - 1n) / rowSum;
  return scaled > most ? scaled : most;
}

function presentOnly({ periods, isPresent }: WeighRequest, cells: BigInt64Array): BigInt64Array {
  const width = periods.leaves.length;
  return cells.map((value, i) => (isPresent(Math.floor(i / width), i % width) ? value : 0n));
}
