import type { PeriodTree } from '../calendar/period-tree.ts';
import { type Finding, finding, Refusal, refuseErrors } from '../finding.ts';
import { type Fraction, ZERO } from '../fraction.ts';
import type { Grid } from '../grid.ts';
import type { UnitTree } from '../organisation/unit-tree.ts';
import { type AxisWeights, cellsOf, isProfile } from './basis/axis-weights.ts';
import { sum } from './basis/clean-basis.ts';
import { type Course, courseOf, courseTable, equalCourse, type Followed, largestOf, topOf } from './courses.ts';
import { weightFactor } from './scale-weights.ts';
import { follow, type OnZeroBasis, SHRINK_K, type Shape } from './shapes.ts';

export { ON_ZERO_BASIS, type OnZeroBasis, SHAPES, type Shape } from './shapes.ts';

export interface WeighRequest {
  readonly units: UnitTree;
  readonly periods: PeriodTree;
  /** How much each unit gets over the whole span: the sums of its cells, or a profile by leaf unit. */
  readonly org: AxisWeights;
  /** The course over time: cells by leaf unit and period, or a profile by leaf period, for which shapes do not matter. */
  readonly time: AxisWeights;
  readonly shape: Shape;
  /** For `shrunk`: the years of history at which own and parent's course count alike; 2 when not given. */
  readonly shrinkK?: Fraction;
  readonly onZeroBasis: OnZeroBasis;
  /** Whether a leaf unit is there in a leaf period; where it is not, its weight is zero. */
  readonly isPresent: (leafUnit: number, leafPeriod: number) => boolean;
}

export interface Weighing {
  /** Non-negative integer weights, scale 0. */
  readonly weights: Grid;
  /** What each leaf unit's course comes from. */
  readonly followed: readonly Followed[];
  /** The unit node whose course each leaf unit follows, -1 for the one that is the same for all. */
  readonly follows: readonly number[];
  readonly findings: readonly Finding[];
}

/**
 * The weights of a plan: what each leaf unit gets over the span (org basis) spread by its course (time basis and shape).
 * When both come from the same cells and every unit keeps its own course these are the cells themselves, exactly; otherwise
 * weight = unit's total x course / sum of course, rounded to whole numbers as `weightFactor` scales them.
 * Refuses (impossible) a unit or a whole without any weight, unless `onZeroBasis` says what to do instead.
 */
export function weigh(request: WeighRequest): Weighing {
  const { units, periods, org, time, shape } = request;
  const totals = unitTotals(request);
  const chosen = chooseCourses(request, totals);
  refuseErrors(chosen.findings, 'impossible');
  const cells = org === time && shape === 'own' && cellsOf(org) ? cellsOf(org)!.cells.slice() : spread(request, totals, chosen);
  clearAbsent(request, cells);
  const grid = { units, periods, scale: 0, cells };
  const { followed, findings } = chosen;
  if (cells.some((cell) => cell > 0n)) return { weights: grid, followed, follows: nodesOf(followed), findings };
  if (request.onZeroBasis !== 'equal') throw new Refusal([...findings, finding('error', 'basis.all-zero')], 'impossible');
  clearAbsent(request, cells.fill(1n));
  const flat = followed.map((): Followed => ({ ...UNSHAPED, isFallback: true }));
  const zeroEqual = finding('warning', 'basis.zero-equal', { unit: '-' });
  return { weights: grid, followed: flat, follows: nodesOf(flat), findings: [...findings, zeroEqual] };
}

function nodesOf(followed: readonly Followed[]): number[] {
  return followed.map(({ node }) => node);
}

/** What each leaf unit gets over the whole span. */
function unitTotals({ units, org }: WeighRequest): BigInt64Array {
  if (org === 'equal') return new BigInt64Array(units.leaves.length).fill(1n);
  if (isProfile(org)) return org.profile;
  const { cells, columns } = org;
  const totals = new BigInt64Array(units.leaves.length);
  for (let leaf = 0; leaf < totals.length; leaf++) totals[leaf] = sum(cells.subarray(leaf * columns, (leaf + 1) * columns));
  return totals;
}

interface ChosenCourses {
  readonly followed: readonly Followed[];
  readonly courseOf: (leaf: number) => Course;
  /** The largest value of the course, and its sum. */
  readonly topOf: (leaf: number) => { readonly top: bigint; readonly sum: bigint };
  readonly findings: readonly Finding[];
}

const UNSHAPED: Followed = { node: -1, lambda: ZERO, isFallback: false };

function chooseCourses(request: WeighRequest, totals: BigInt64Array): ChosenCourses {
  const { units, periods, time } = request;
  const cells = cellsOf(time);
  const values = isProfile(time) ? time.profile : equalCourse(periods);
  const common = { values, sum: sum(values) };
  const commonTop = largestOf(common);
  if (!cells) return { followed: units.leaves.map(() => UNSHAPED), courseOf: () => common, topOf: () => commonTop, findings: [] };
  const table = courseTable(units, cells);
  const shaping = { ...request, time: cells, shrinkK: request.shrinkK ?? SHRINK_K };
  const chosen = units.leaves.map((_, index) => follow(shaping, table, { index, needsAmount: (totals[index] as bigint) > 0n }));
  const followed = chosen.map((one) => one.followed);
  const at = (leaf: number) => ({ one: followed[leaf] as Followed, own: units.leaves[leaf] as number });
  return {
    followed,
    courseOf: (leaf) => {
      const { one, own } = at(leaf);
      return one.node < 0 ? common : courseOf(one, own, table);
    },
    topOf: (leaf) => {
      const { one, own } = at(leaf);
      return one.node < 0 ? commonTop : topOf(one, own, table);
    },
    findings: chosen.flatMap(({ findings }) => findings),
  };
}

/** Unit total x course / sum of the course, all brought to whole numbers by one factor; no weight vanishes. */
function spread({ units, periods }: WeighRequest, totals: BigInt64Array, { courseOf, topOf }: ChosenCourses): BigInt64Array {
  const width = periods.leaves.length;
  const cells = new BigInt64Array(units.leaves.length * width);
  const factor = factorOf(totals, topOf, cells.length);
  if (!factor) return cells;
  for (let leaf = 0; leaf < totals.length; leaf++) {
    const { values, sum } = courseOf(leaf);
    if (sum === 0n || totals[leaf] === 0n) continue;
    const numerator = (totals[leaf] as bigint) * factor.numerator;
    const denominator = sum * factor.denominator;
    const half = denominator / 2n;
    for (let p = 0; p < width; p++) {
      const value = values[p] as bigint;
      if (value > 0n) cells[leaf * width + p] = (value * numerator + half) / denominator || 1n;
    }
  }
  return cells;
}

/** Fixed-point factor of the largest cell, so that the scaling itself loses nothing that shows. */
const PRECISION = 10n ** 6n;

function factorOf(totals: BigInt64Array, topOf: ChosenCourses['topOf'], cells: number) {
  let largest = 0n;
  let whole = 0n;
  for (let leaf = 0; leaf < totals.length; leaf++) {
    const total = totals[leaf] as bigint;
    const { top, sum } = topOf(leaf);
    if (sum === 0n || total === 0n) continue;
    const scaled = (total * top * PRECISION + sum - 1n) / sum;
    if (scaled > largest) largest = scaled;
    whole += total;
  }
  return largest === 0n
    ? undefined
    : weightFactor({ largest: { numerator: largest, denominator: PRECISION }, sum: whole, cells });
}

function clearAbsent({ periods, isPresent }: WeighRequest, cells: BigInt64Array): void {
  const width = periods.leaves.length;
  for (let i = 0; i < cells.length; i++) if (!isPresent(Math.floor(i / width), i % width)) cells[i] = 0n;
}
