import { arrange, rollUpUnits } from '../arrange.ts';
import type { Day } from '../calendar/day.ts';
import { monthNumber, startOfMonth } from '../calendar/month.ts';
import type { Period, Span } from '../calendar/period.ts';
import { leafIndex, pathKey, type UnitTree, unitTree } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { nodeAt } from '../tree.ts';
import { monthsOf } from './month-span.ts';

/** The complete months of a history by unit node, in doubles of the base unit. */
export interface MonthlyHistory {
  readonly units: UnitTree;
  /** From the month of the first row to the last complete one. */
  readonly months: readonly Period[];
  /**
   * `values[node * months.length + month]`: NaN in a month without any row of the whole, which is a gap of the data, unless there are
   * so many that the whole sells now and then; 0 where only the unit has none.
   */
  readonly values: Float64Array;
  /** Months without any row of the whole, by their numbers. */
  readonly gaps: readonly number[];
  /** The same sums exactly, in units of 10^-`scale`; 0 in a gap. */
  readonly exact: BigInt64Array;
  readonly scale: number;
  /** By node: the first month with a row, and the last one; `months.length` and -1 where no complete month has one. */
  readonly begins: Int32Array;
  readonly ends: Int32Array;
}

/** When more than one month in so many has no row, these months are no gaps: then nothing was sold in them. */
const QUIET_PART = 3;

/** Rows after `through`, the last day of a month, do not count; without such a day there is no month. */
export function monthlyHistory(totals: Totals, through: Day | undefined): MonthlyHistory {
  const units = unitTree(totals.levels, totals.units);
  const span = spanOf(totals, through);
  const months = span ? monthsOf(span) : [];
  const columnOf = monthNumbers(span);
  const { cells } = arrange(totals, units, { count: months.length, of: (day) => columnOf(day) });
  const sums = rollUpUnits(units, cells, months.length);
  const divisor = 10 ** totals.scale;
  const ends = edges(totals, units, { count: months.length, columnOf });
  const values = Float64Array.from(sums, (sum) => Number(sum) / divisor);
  const gaps = gapsOf(totals, months.length, columnOf);
  for (const gap of gaps.length * QUIET_PART > months.length ? [] : gaps) {
    for (let at = gap; at < values.length; at += months.length) values[at] = Number.NaN;
  }
  return { units, months, values, gaps, exact: sums, scale: totals.scale, ...ends };
}

/** The values of one node, from its first month with a row. */
export function valuesOf({ values, months, begins }: MonthlyHistory, node: number): Float64Array {
  return values.slice(node * months.length + (begins[node] as number), (node + 1) * months.length);
}

/** Months without any row, by their numbers. */
export function gapsOf(totals: Totals, count: number, columnOf: MonthNumbers): number[] {
  const seen = new Uint8Array(count);
  for (const day of totals.day) for (const month of columnOf(day)) seen[month] = 1;
  return Array.from(seen.keys()).filter((month) => seen[month] === 0);
}

type MonthNumbers = (day: Day) => readonly number[];

function spanOf({ first }: Totals, through: Day | undefined): Span | undefined {
  if (first === undefined || through === undefined || through < first) return undefined;
  return { start: startOfMonth(first), end: through };
}

/** The number of a day's month, counted from the first; none outside the span. */
function monthNumbers(span: Span | undefined): MonthNumbers {
  if (!span) return () => [];
  const first = monthNumber(span.start);
  const known = new Map<Day, readonly number[]>();
  return (day) => {
    const numbers = known.get(day) ?? (day < span.start || day > span.end ? [] : [monthNumber(day) - first]);
    known.set(day, numbers);
    return numbers;
  };
}

interface MonthCount {
  readonly count: number;
  readonly columnOf: MonthNumbers;
}

function edges(totals: Totals, units: UnitTree, { count, columnOf }: MonthCount) {
  const begins = new Int32Array(units.nodes.length).fill(count);
  const ends = new Int32Array(units.nodes.length).fill(-1);
  const leaves = leafIndex(units);
  const nodes = totals.units.map((path) => units.leaves[leaves.get(pathKey(path)) ?? -1] ?? 0);
  for (let i = 0; i < totals.day.length; i++) {
    const [month] = columnOf(totals.day[i] as number);
    if (month === undefined) continue;
    const node = nodes[totals.unit[i] as number] as number;
    begins[node] = Math.min(begins[node] as number, month);
    ends[node] = Math.max(ends[node] as number, month);
  }
  for (let node = units.nodes.length - 1; node > 0; node--) {
    const { parent } = nodeAt(units, node);
    begins[parent] = Math.min(begins[parent] as number, begins[node] as number);
    ends[parent] = Math.max(ends[parent] as number, ends[node] as number);
  }
  return { begins, ends };
}
