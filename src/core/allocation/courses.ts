import { rollUpUnits } from '../arrange.ts';
import { dayCount } from '../calendar/period.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import type { Fraction } from '../fraction.ts';
import type { UnitTree } from '../organisation/unit-tree.ts';
import { leafValue } from '../tree.ts';
import type { BasisCells } from './basis/clean-basis.ts';

/** What a leaf unit's course is: lambda x its own index + (1 - lambda) x the index of a node; both have mean 1. */
export interface Followed {
  /** Unit node, -1 for the course that is the same for all. */
  readonly node: number;
  readonly lambda: Fraction;
  /** Whether the node that should have been followed had nothing. */
  readonly isFallback: boolean;
}

/** The summed cells of every unit node by leaf period. */
export interface CourseTable {
  readonly width: number;
  /** `values[unitNode * width + leafPeriod]` */
  readonly values: BigInt64Array;
  /** By unit node. */
  readonly sums: BigInt64Array;
}

export function courseTable(units: UnitTree, { cells, columns }: BasisCells): CourseTable {
  const values = rollUpUnits(units, cells, columns);
  const sums = new BigInt64Array(units.nodes.length);
  for (let node = 0, i = 0; node < sums.length; node++) {
    let sum = 0n;
    for (let p = 0; p < columns; p++, i++) sum += values[i] as bigint;
    sums[node] = sum;
  }
  return { width: columns, values, sums };
}

/** The same for every leaf period; where the span cuts one, every period counts by its days, so that equal days are equal. */
export function equalCourse(periods: PeriodTree): BigInt64Array {
  const leaves = periods.leaves.map((_, leaf) => leafValue(periods, leaf));
  const isCut = leaves.some(({ wholeDays }) => wholeDays !== undefined);
  return BigInt64Array.from(leaves, (period) => (isCut ? BigInt(dayCount(period)) : 1n));
}

/** A course by leaf period as whole numbers, and their sum. */
export interface Course {
  readonly values: ArrayLike<bigint>;
  readonly sum: bigint;
}

/** The course of a leaf unit that follows a node of the table. */
export function courseOf(followed: Followed, own: number, table: CourseTable): Course {
  const blend = blendOf(followed, own, table);
  if (!blend) return nodeCourse(table, followed.node);
  return { values: Array.from({ length: table.width }, (_, p) => blendAt(blend, p)), sum: blend.sum };
}

/** The largest value of a course, and its sum, without the other values: the large numbers of a blend take time. */
export function topOf(followed: Followed, own: number, table: CourseTable): { readonly top: bigint; readonly sum: bigint } {
  const blend = blendOf(followed, own, table);
  if (!blend) return largestOf(nodeCourse(table, followed.node));
  const ratio = Number(blend.restFactor) / Number(blend.ownFactor);
  let best = 0;
  let most = -1;
  for (let p = 0; p < table.width; p++) {
    const value = Number(blend.alone.values[p]) + ratio * Number(blend.followed.values[p]);
    if (value > most) [best, most] = [p, value];
  }
  return { top: blendAt(blend, best), sum: blend.sum };
}

export function largestOf({ values, sum }: Course): { readonly top: bigint; readonly sum: bigint } {
  let top = 0n;
  for (let p = 0; p < values.length; p++) if ((values[p] as bigint) > top) top = values[p] as bigint;
  return { top, sum };
}

/** Two courses over their common denominator: value = own factor x own value + rest factor x followed value. */
interface Blend {
  readonly alone: Course;
  readonly followed: Course;
  readonly ownFactor: bigint;
  readonly restFactor: bigint;
  readonly sum: bigint;
}

/** Undefined where the course is that of one node. */
function blendOf({ node, lambda }: Followed, own: number, table: CourseTable): Blend | undefined {
  if (lambda.numerator === 0n || node === own) return undefined;
  const [alone, followed] = [nodeCourse(table, own), nodeCourse(table, node)];
  return {
    alone,
    followed,
    ownFactor: lambda.numerator * followed.sum,
    restFactor: (lambda.denominator - lambda.numerator) * alone.sum,
    sum: lambda.denominator * alone.sum * followed.sum,
  };
}

function blendAt({ alone, followed, ownFactor, restFactor }: Blend, period: number): bigint {
  return ownFactor * (alone.values[period] as bigint) + restFactor * (followed.values[period] as bigint);
}

function nodeCourse({ values, width, sums }: CourseTable, node: number): Course {
  return { values: values.subarray(node * width, (node + 1) * width), sum: sums[node] as bigint };
}
