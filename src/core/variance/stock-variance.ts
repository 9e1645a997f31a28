import { shiftYears } from '../allocation/basis/basis-source.ts';
import { power10 } from '../amount.ts';
import { rollUpUnits } from '../arrange.ts';
import type { Day } from '../calendar/day.ts';
import { formatDay } from '../calendar/day.ts';
import type { Period, Span } from '../calendar/period.ts';
import { type Finding, finding } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { meanColumn } from '../metrics/mean-column.ts';
import type { Closing } from '../metrics/metric.ts';
import { lastRows, levelsOn } from '../metrics/stock-levels.ts';
import { formatPath, leafIndex, pathKey, type UnitPath, type UnitTree } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { leafValue } from '../tree.ts';
import { type Variance, type VarianceRequest, varianceRows } from './variance.ts';
import { accountOf, columnsOf, daysOf, leavesInside, regrid, type VarianceFrame, varianceFrame } from './variance-frame.ts';

export interface StockVarianceRequest extends VarianceRequest {
  readonly closing: Closing;
}

/**
 * The level of a stock against the planned one as of a day (included), never pro-rated. The plan of a period is its last leaf
 * period, or the mean of its leaf periods; the actual is the level on the last day that counts, or the mean of the levels at the
 * ends of the leaf periods that have begun. A unit keeps its last level until it has a later one; a node's level is the sum
 * over its units. The means of a period's units are rounded together.
 */
export function stockVariance({ plan, actual, asOf, periods, closing }: StockVarianceRequest): Variance {
  const frame = varianceFrame({ plan, actuals: [actual], asOf, periods, lasts: true });
  const { units, span, gone, before } = frame;
  const whole = regrid(plan, units);
  const inside = periods.map((period) => leavesInside(whole, period));
  const columns = closing === 'mean' ? inside : inside.map((leaves) => leaves.slice(-1));
  const factor = power10(actual.scale - plan.scale);
  const mean = (sums: BigInt64Array, counts: readonly number[]) =>
    closing === 'mean' ? roundedMeans(frame, sums, counts) : sums;
  const planned = mean(
    columnsOf(whole, columns),
    columns.map(({ length }) => length),
  );
  const leavesOf = (p: number) => (inside[p] as number[]).map((leaf) => leafValue(whole.periods, leaf));
  const ends = gone.map((days, p) => levelDays(days, leavesOf(p), closing));
  const earlier = ends.map((days) => days.map((end) => shiftYears({ start: end, end }, -1).end));
  const placed = frame.placed[0] as Totals;
  // A mean of levels is rounded to the plan's smallest unit, as the planned one is.
  const [achieved, lastYear] = [ends, earlier].map((days) => {
    const sums = levelSums(placed, units, days);
    if (closing === 'last') return sums;
    return mean(
      sums,
      days.map(({ length }) => length * Number(factor)),
    ).map((level) => level * factor);
  }) as [BigInt64Array, BigInt64Array];
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
  return {
    units,
    rows,
    findings: [...missingLevels(plan, placed, ends.flat()), ...olderLevels(actual, counted.end)],
    ...accountOf(actual, counted),
  };
}

/** The days whose levels count: the last one, or for a mean the last one so far of each leaf period that has begun. */
function levelDays(days: Span | undefined, leaves: readonly Period[], closing: Closing): Day[] {
  if (!days) return [];
  if (closing === 'last') return [days.end];
  return leaves.flatMap(({ start, end }) => (start <= days.end ? [Math.min(end, days.end)] : []));
}

/** Sums of unit node x period over what each period's sum is of; the units of a period are rounded together. */
function roundedMeans({ units, periods }: VarianceFrame, sums: BigInt64Array, counts: readonly number[]): BigInt64Array {
  const means = new BigInt64Array(sums.length);
  counts.forEach((count, p) => {
    const leafSums = units.leaves.map((node) => sums[node * counts.length + p] as bigint);
    meanColumn(units, leafSums, { count, period: periods[p] as Period }).forEach((mean, node) => {
      means[node * counts.length + p] = mean;
    });
  });
  return means;
}

/** Of unit node x column the sum of every unit's last level until each of the column's days. */
function levelSums(actual: Totals, units: UnitTree, columns: readonly (readonly Day[])[]): BigInt64Array {
  const leaves = leafIndex(units);
  const leafOf = actual.units.map((path) => leaves.get(pathKey(path)) ?? -1);
  const cells = new BigInt64Array(units.leaves.length * columns.length);
  columns.forEach((ends, column) => {
    for (const end of ends) {
      levelsOn(actual, end).forEach((level, unit) => {
        if (level !== undefined) cells[(leafOf[unit] as number) * columns.length + column]! += level;
      });
    }
  });
  return rollUpUnits(units, cells, columns.length);
}

/** A warning when units with a plan have no level yet on some day that counts: they count as nothing there. */
function missingLevels(plan: Grid, placed: Totals, ends: readonly Day[]): Finding[] {
  const first = ends.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const width = plan.periods.leaves.length;
  const known = new Set(
    levelsOn(placed, first).flatMap((level, unit) => (level === undefined ? [] : [pathKey(placed.units[unit] as UnitPath)])),
  );
  const missing = plan.units.leaves.flatMap((_, leaf) => {
    const isPlanned = plan.cells.subarray(leaf * width, (leaf + 1) * width).some((cell) => cell !== 0n);
    const { path } = leafValue(plan.units, leaf);
    return isPlanned && !known.has(pathKey(path)) ? [formatPath(path) || '-'] : [];
  });
  if (missing.length === 0 || ends.length === 0) return [];
  return [finding('warning', 'variance.no-level', { count: missing.length, day: formatDay(first), first: missing[0] as string })];
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
