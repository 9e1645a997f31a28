import { type AxisWeights, cellsOf, isProfile } from '../allocation/basis/axis-weights.ts';
import { sum } from '../allocation/basis/clean-basis.ts';
import { type Course, courseOf, courseTable, equalCourse, type Followed } from '../allocation/courses.ts';
import { dayWeights } from '../allocation/day-weights.ts';
import { partWeights } from '../allocation/split-months.ts';
import type { PlanTrace } from '../allocation/trace.ts';
import type { Day } from '../calendar/day.ts';
import type { Span } from '../calendar/period.ts';
import { ZERO } from '../fraction.ts';
import { ancestry, leafValue, nodeAt, type TreeNode } from '../tree.ts';
import type { CourseStep, DaysStep, LevelStep, Measure, Share } from './explanation.ts';

/** The share of each level in the one above it by the org basis over the whole span, outermost first. */
export function levelSteps({ basis, weights: { units } }: PlanTrace, unit: number): LevelStep[] {
  const path = ancestry(units, unit).reverse();
  return path.slice(1).map((node, depth) => {
    const parent = path[depth] as number;
    const share = { part: unitBasis(basis.org, nodeAt(units, node)), whole: unitBasis(basis.org, nodeAt(units, parent)) };
    return { kind: 'level', unit: nodeAt(units, node).value.path, ...share, measure: measureOf(basis.org) };
  });
}

/** What a unit node has of the org basis: the sum over its leaf units, their number when all are equal. */
function unitBasis(org: AxisWeights, { leafFrom, leafTo }: TreeNode<unknown>): bigint {
  if (org === 'equal') return BigInt(leafTo - leafFrom);
  if (isProfile(org)) return sum(org.profile.subarray(leafFrom, leafTo));
  return sum(org.cells.subarray(leafFrom * org.columns, leafTo * org.columns));
}

function measureOf(weights: AxisWeights): Measure {
  const cells = cellsOf(weights);
  return cells ? { times: cells.times, scale: cells.scale } : 'weights';
}

/** The share of a month (or coarser leaf period) in the course that a leaf unit follows. */
export function courseStep(trace: PlanTrace, leafUnit: number, month: number): CourseStep {
  const { units, periods } = trace.weighing.weights;
  const followed = trace.weighing.followed[leafUnit] as Followed;
  const own = units.leaves[leafUnit] as number;
  const cells = cellsOf(trace.basis.time);
  const step = { kind: 'course', period: leafValue(periods, month).label, isFallback: followed.isFallback } as const;
  if (!cells || followed.node < 0) {
    const values = isProfile(trace.basis.time) ? trace.basis.time.profile : equalCourse(periods);
    const share = shareAt({ values, sum: sum(values) }, month);
    return { ...step, ...share, unit: undefined, isOwn: false, drawn: undefined, measure: 'weights' };
  }
  const table = courseTable(units, cells);
  const shareOf = (one: Followed) => shareAt(courseOf(one, own, table), month);
  const alone = (node: number) => shareOf({ ...followed, node, lambda: ZERO });
  const isDrawn = followed.lambda.numerator > 0n && followed.node !== own;
  const drawn = isDrawn ? { lambda: followed.lambda, own: alone(own), followed: alone(followed.node) } : undefined;
  const path = nodeAt(units, followed.node).value.path;
  const measure = drawn ? 'weights' : measureOf(trace.basis.time);
  return { ...step, ...shareOf(followed), unit: path, isOwn: followed.node === own, drawn, measure };
}

function shareAt({ values, sum: whole }: Course, index: number): Share {
  return { part: values[index] as bigint, whole };
}

/** Which weeks or days of a month are weighed, all of them together; a leaf unit of -1 has equal days. */
export interface DaysRequest {
  readonly leafUnit: number;
  readonly month: number;
  readonly leaves: readonly Span[];
  /** What the unit carries of each day; undefined for the same of each. */
  readonly carriedOf?: ((day: Day) => bigint) | undefined;
}

/** The weights of weeks or days inside a leaf unit's month; equal days where the basis has none. */
export function daysInside(trace: PlanTrace, request: DaysRequest): readonly bigint[] {
  const { leafUnit, month, leaves, carriedOf = () => 1n } = request;
  const { units, periods: months } = trace.weighing.weights;
  const { dayWeight = () => 1n, windows, weighing } = trace;
  const weights = dayWeights({ units, months, reading: windows.time, follows: weighing.follows, dayWeight: trace.dayWeight });
  return partWeights(leaves, { weightOf: leafUnit < 0 ? dayWeight : weights(leafUnit, month), carriedOf });
}

/** The share of a leaf period in its month, where a plan with locked weeks or days is allocated all at once. */
export function daysStep(trace: PlanTrace, leafUnit: number, leaf: number): DaysStep | undefined {
  const { periods } = trace.weights;
  const months = trace.weighing.weights.periods;
  if (periods.leaves.length === months.leaves.length) return undefined;
  const span = leafValue(periods, leaf);
  const month = monthOf(trace, span);
  const inside = periods.leaves.map((_, index) => leafValue(periods, index));
  const leaves = inside.filter(({ start }) => monthOf(trace, { start, end: start }) === month);
  const weights = daysInside(trace, { leafUnit, month, leaves });
  const share = { part: weights[leaves.indexOf(span)] as bigint, whole: weights.reduce((a, b) => a + b, 0n) };
  const byCalendar = trace.dayWeight !== undefined;
  return { kind: 'days', period: span.label, month: leafValue(months, month).label, byCalendar, ...share };
}

/** The month that holds the first day of a span. */
export function monthOf({ weighing }: PlanTrace, { start }: Span): number {
  const { periods } = weighing.weights;
  return periods.leaves.findIndex((_, leaf) => leafValue(periods, leaf).start <= start && start <= leafValue(periods, leaf).end);
}
