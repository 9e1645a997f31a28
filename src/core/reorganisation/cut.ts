import type { Day } from '../calendar/day.ts';
import { type CountDays, countingIn } from '../calendar/day-count.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import { leafValue } from '../tree.ts';

/** The leaf period that an event cuts: `kept` of its `days` come before the new state. */
export interface Cut {
  readonly period: string;
  readonly kept: number;
  readonly days: number;
}

/**
 * The leaf period in which the new state begins, if not on its first day; undefined when none is cut. A period without any
 * such day is cut by calendar days.
 */
export function cutAt(periods: PeriodTree, firstDay: Day, countDays: CountDays): Cut | undefined {
  for (let leaf = 0; leaf < periods.leaves.length; leaf++) {
    const period = leafValue(periods, leaf);
    if (firstDay <= period.start || firstDay > period.end) continue;
    const before = { start: period.start, end: firstDay - 1 };
    const count = countingIn(countDays, period);
    return { period: period.label, kept: count(before), days: count(period) };
  }
  return undefined;
}
