import { shiftYears } from '../allocation/basis/basis-source.ts';
import { divideRounded, power10 } from '../amount.ts';
import { rollUpUnits } from '../arrange.ts';
import type { Day } from '../calendar/day.ts';
import { formatDay } from '../calendar/day.ts';
import type { Span } from '../calendar/period.ts';
import { type Finding, finding } from '../finding.ts';
import type { Closing } from '../metrics/metric.ts';
import { leafIndex, pathKey, type UnitTree } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { leafValue } from '../tree.ts';
import { type Variance, type VarianceRequest, varianceRows } from './variance.ts';
import { accountOf, columnsOf, daysOf, leavesInside, regrid, varianceFrame } from './variance-frame.ts';

export interface StockVarianceRequest extends VarianceRequest {
  readonly closing: Closing;
}

/**
 * The level of a stock against the planned one as of a day (included), never pro-rated. The plan of a period is its last leaf
 * period, or the mean of its leaf periods; the actual is the level on the last day that counts, or the mean of the levels at the
 * ends of the leaf periods that have begun. A unit keeps its last level until it has a later one; a node's level is the sum
 * over its units. Means are rounded once at each node.
 */
export function stockVariance({ plan, actual, asOf, periods, closing }: StockVarianceRequest): Variance {
  const frame = varianceFrame({ plan, actuals: [actual], asOf, periods, lasts: true });
  const { units, span, gone, before } = frame;
  const whole = regrid(plan, units);
  const inside = periods.map((period) => leavesInside(whole, period));
  const columns = closing === 'mean' ? inside : inside.map((leaves) => leaves.slice(-1));
  const factor = power10(actual.scale - plan.scale);
  const planned = means(
    columnsOf(whole, columns),
    columns.map(({ length }) => length),
  );
  const leafEnds = (leaves: readonly number[]) => leaves.map((leaf) => leafValue(whole.periods, leaf));
  const endsOf = (days: Span | undefined, leaves: readonly number[]): Day[] => {
    if (!days) return [];
    const ends =
      closing === 'mean'
        ? leafEnds(leaves).flatMap(({ start, end }) => (start <= days.end ? [Math.min(end, days.end)] : []))
        : [];
    return ends.length > 0 ? ends : [days.end];
  };
  const ends = gone.map((days, p) => endsOf(days, inside[p] as number[]));
  const earlier = ends.map((days) => days.map((end) => shiftYears({ start: end, end }, -1).end));
  const placed = frame.placed[0] as Totals;
  const [achieved, lastYear] = [ends, earlier].map((days) => levels(placed, units, days)) as [bigint[], bigint[]];
  const rows = varianceRows(frame, (at, p) => {
    const level = (planned[at] as bigint) * factor;
    const isKnown =
      before[p] !== undefined && actual.first !== undefined && (earlier[p] as Day[]).every((end) => (actual.first as Day) <= end);
    const figures = {
      ...{ scale: actual.scale, plan: level, planToDate: level, actual: achieved[at] as bigint },
      lastYear: isKnown ? (lastYear[at] as bigint) : undefined,
      ...daysOf(frame, p),
    };
    return { figures };
  });
  const counted = { start: Number.NEGATIVE_INFINITY, end: Math.min(span.end, asOf) };
  return { units, rows, findings: olderLevels(actual, counted.end), ...accountOf(actual, counted) };
}

/** Each column's sum by the number of what was added in it. */
function means(sums: BigInt64Array, counts: readonly number[]): bigint[] {
  return Array.from(sums, (sum, at) => divideRounded(sum, BigInt(counts[at % counts.length] || 1)));
}

/** Levels of unit node x column: the mean over the column's days of the sum of every unit's last level until then. */
function levels(actual: Totals, units: UnitTree, columns: readonly (readonly Day[])[]): bigint[] {
  const leaves = leafIndex(units);
  const cells = new BigInt64Array(units.leaves.length * columns.length);
  columns.forEach((ends, column) => {
    for (const end of ends) {
      lastRows(actual, end).forEach((row, unit) => {
        if (row === undefined) return;
        const leaf = leaves.get(pathKey(actual.units[unit] as readonly string[])) as number;
        cells[leaf * columns.length + column]! += actual.amount[row] as bigint;
      });
    }
  });
  return means(
    rollUpUnits(units, cells, columns.length),
    columns.map(({ length }) => length),
  );
}

/** For each unit of the totals the number of its last row up to a day. */
function lastRows(actual: Totals, end: Day): (number | undefined)[] {
  const last = new Array<number | undefined>(actual.units.length);
  for (let i = 0; i < actual.day.length; i++) {
    const unit = actual.unit[i] as number;
    const day = actual.day[i] as number;
    const known = last[unit];
    if (day <= end && (known === undefined || day > (actual.day[known] as number))) last[unit] = i;
  }
  return last;
}

/** A note when some units have no level on the last day of the data: theirs is an older one. */
function olderLevels(actual: Totals, end: Day): Finding[] {
  const days = lastRows(actual, end).flatMap((row) => (row === undefined ? [] : [actual.day[row] as Day]));
  const through = Math.max(...days);
  const older = days.filter((day) => day < through);
  if (older.length === 0) return [];
  const oldest = older.reduce((a, b) => Math.min(a, b));
  return [
    finding('note', 'variance.older-levels', { count: older.length, through: formatDay(through), oldest: formatDay(oldest) }),
  ];
}
