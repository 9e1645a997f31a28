import { type Day, weekday } from '../calendar/day.ts';
import { GRAINS, type Span } from '../calendar/period.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import type { Grid } from '../grid.ts';
import { nodeAt, prune, subtree } from '../tree.ts';
import { refineRows } from './rounding/exact-fractions.ts';
import { roundCells } from './rounding/round-cells.ts';

/** The months (and coarser periods) of a tree that may go down to weeks or days. */
export function monthsOf(periods: PeriodTree): PeriodTree {
  return prune(periods, ({ grain }) => grain === undefined || GRAINS.indexOf(grain) < GRAINS.indexOf('month'));
}

/** A weight for each day of a leaf unit's month; not negative. */
export type DayWeights = (leafUnit: number, month: number) => (day: Day) => bigint;

export interface SplitRequest {
  /** The plan by month, exact. */
  readonly months: Grid;
  /** The same months with their weeks or days below. */
  readonly periods: PeriodTree;
  readonly roundTo: bigint;
  readonly dayWeights: DayWeights;
  /** What a leaf unit carries of each day, 0 on days on which it is not there; without it the same of every day. */
  readonly carried?: DayWeights | undefined;
}

/**
 * The second stage: each leaf unit's rounded month is split over its weeks or days in proportion to the weights of their
 * days, so that finer grains never change the months. Within a month the same nodes as in `roundCells` stay within one unit
 * of the split of the rounded months. A month that is no multiple of `roundTo` keeps its odd part in its heaviest leaf.
 */
export function splitMonths({ months, periods, roundTo, dayWeights, carried = () => () => 1n }: SplitRequest): Grid {
  const width = periods.leaves.length;
  const cells = new BigInt64Array(months.units.leaves.length * width);
  months.periods.leaves.forEach((_, month) => {
    const node = monthNode(months.periods, month, periods);
    const inside = subtree(periods, node);
    const rows = months.units.leaves.map((_, unit) => {
      const amount = months.cells[unit * months.periods.leaves.length + month] as bigint;
      const days = { weightOf: dayWeights(unit, month), carriedOf: carried(unit, month) };
      return splitRow(inside, { amount, roundTo, days });
    });
    const rounded = roundCells({ units: months.units, periods: inside }, refineRows(rows)).cells;
    const from = nodeAt(periods, node).leafFrom;
    rows.forEach(({ odd, heaviest }, unit) => {
      for (let p = 0; p < inside.leaves.length; p++) {
        const units = rounded[unit * inside.leaves.length + p] as bigint;
        cells[unit * width + from + p] = units * roundTo + (p === heaviest ? odd : 0n);
      }
    });
  });
  return { units: months.units, periods, scale: months.scale, cells };
}

/** The node of the fine tree with the same days as leaf `month` of the coarse one. */
function monthNode(months: PeriodTree, month: number, periods: PeriodTree): number {
  const { label, start } = nodeAt(months, months.leaves[month] as number).value;
  return periods.nodes.findIndex(({ value }) => value.label === label && value.start === start);
}

interface SplitRow {
  readonly amount: bigint;
  readonly roundTo: bigint;
  readonly days: MonthDays;
}

/** What the days of a leaf unit's month weigh, and what it carries of each. */
export interface MonthDays {
  readonly weightOf: (day: Day) => bigint;
  readonly carriedOf: (day: Day) => bigint;
}

/** The weights of parts of a month: those of their days; where all are zero by the days carried alone, else by all days alike. */
export function partWeights(parts: readonly Span[], { weightOf, carriedOf }: MonthDays): readonly bigint[] {
  const ways = [(day: Day) => weightOf(day) * carriedOf(day), carriedOf];
  for (const way of ways) {
    const weights = parts.map((part) => spanWeight(part, way));
    if (weights.some((weight) => weight > 0n)) return weights;
  }
  return parts.map((part) => spanWeight(part, () => 1n));
}

function splitRow(inside: PeriodTree, { amount, roundTo, days }: SplitRow) {
  const weights = partWeights(
    inside.leaves.map((node) => nodeAt(inside, node).value),
    days,
  );
  const sum = weights.reduce((a, b) => a + b, 0n);
  const odd = amount % roundTo;
  const heaviest = weights.reduce((best, weight, p) => (weight > (weights[best] as bigint) ? p : best), 0);
  const whole = (amount - odd) / roundTo;
  return { numerators: weights.map((weight) => weight * whole), denominator: sum, odd, heaviest };
}

/** The weights of a span's days together. */
export function spanWeight({ start, end }: Span, weightOf: (day: Day) => bigint): bigint {
  let weight = 0n;
  for (let day = start; day <= end; day++) weight += weightOf(day);
  return weight;
}

/**
 * Day weights from a weekday profile: for each weekday the mean of the basis days on that weekday, as whole numbers over
 * one common denominator. `sums[weekday]` are non-negative basis sums, `spans` the days of the basis they come from.
 */
export function weekdayWeights(sums: readonly bigint[], spans: readonly Span[]): (day: Day) => bigint {
  const counts = Array<bigint>(7).fill(0n);
  for (const { start, end } of spans) for (let day = start; day <= end; day++) counts[weekday(day)]! += 1n;
  const product = counts.reduce((all, count) => (count > 0n ? all * count : all), 1n);
  const means = counts.map((count, i) => (count > 0n ? ((sums[i] as bigint) * product) / count : 0n));
  return (day) => means[weekday(day)] as bigint;
}
