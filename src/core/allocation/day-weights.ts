import { arrange, type Columns, rollUpUnits } from '../arrange.ts';
import { type Day, weekday } from '../calendar/day.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import type { UnitTree } from '../organisation/unit-tree.ts';
import { type BasisReading, spansByLeaf } from './basis/basis-cells.ts';
import { type DayWeights, weekdayWeights } from './split-months.ts';

export interface DayWeightsRequest {
  readonly units: UnitTree;
  readonly months: PeriodTree;
  /** What the time basis reads; undefined, or totals by month, give every day the same weight. */
  readonly reading: Omit<BasisReading, 'isHistory'> | undefined;
  /** The unit node whose course each leaf unit follows, -1 for equal days. */
  readonly follows: readonly number[];
  /** What the time basis itself says of a day, where it reads none. */
  readonly dayWeight?: ((day: Day) => bigint) | undefined;
}

const WEEK = 7;

/**
 * Weights of days inside a month by the weekday profile of the basis months: the mean of the basis on Mondays, Tuesdays, ...
 * of the unit whose course is followed; sums below zero count as zero.
 */
export function dayWeights({ units, months, reading, follows, dayWeight }: DayWeightsRequest): DayWeights {
  if (dayWeight) return () => dayWeight;
  if (!reading || reading.totals.grain === 'month') return () => () => 1n;
  const { totals } = reading;
  const spans = spansByLeaf(months, reading);
  const columns: Columns = {
    count: spans.length * WEEK,
    of: (day: Day) =>
      spans.flatMap((own, month) => (own.some((s) => s.start <= day && day <= s.end) ? [month * WEEK + weekday(day)] : [])),
  };
  const sums = rollUpUnits(units, arrange(totals, units, columns).cells, columns.count);
  return (unit, month) => {
    const node = follows[unit] as number;
    if (node < 0) return () => 1n;
    const from = node * columns.count + month * WEEK;
    const profile = Array.from(sums.subarray(from, from + WEEK), (value) => (value < 0n ? 0n : value));
    return weekdayWeights(profile, spans[month] as (typeof spans)[number]);
  };
}
