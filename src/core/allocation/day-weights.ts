import { arrange, type Columns, rollUpUnits } from '../arrange.ts';
import { type Day, weekday } from '../calendar/day.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import type { UnitTree } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { spansByLeaf } from './basis/basis-cells.ts';
import type { BasisWindow } from './basis/basis-source.ts';
import { type DayWeights, weekdayWeights } from './split-months.ts';

export interface DayWeightsRequest {
  /** History by day; undefined gives every day the same weight. */
  readonly totals: Totals | undefined;
  readonly units: UnitTree;
  readonly months: PeriodTree;
  readonly window: BasisWindow | undefined;
  /** The unit node whose course each leaf unit follows, -1 for equal days. */
  readonly follows: readonly number[];
}

const WEEK = 7;

/**
 * Weights of days inside a month by the weekday profile of the basis months: the mean of the basis on Mondays, Tuesdays, ...
 * of the unit whose course is followed; sums below zero count as zero.
 */
export function dayWeights({ totals, units, months, window, follows }: DayWeightsRequest): DayWeights {
  if (!totals || !window) return () => () => 1n;
  const spans = spansByLeaf(months, window);
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
