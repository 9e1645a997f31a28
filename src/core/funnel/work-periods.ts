import { type Grain, overlap, type Period } from '../calendar/period.ts';
import { partition } from '../calendar/period-tree.ts';
import { type Grid, valueAt } from '../grid.ts';
import { leafValue, nodeAt } from '../tree.ts';
import type { Funnel } from './funnel.ts';

/** The planned span as one period; by a grain, its periods from the earliest work on any stage to the last closing. */
export function workPeriods(funnel: Funnel, { periods }: Grid, grain: Grain | undefined): readonly Period[] {
  const whole = nodeAt(periods, 0).value;
  if (grain === undefined) return [whole];
  return partition({ start: funnel.firstWork, end: whole.end }, grain, undefined).map(({ wholeDays: _, ...period }) => period);
}

/** What closes in a period, by unit node and the period's place; undefined where the plan is not as fine as that. */
export function closingIn(grid: Grid, periods: readonly Period[]) {
  const leaves = grid.periods.leaves.map((node, leaf) => ({ node, own: leafValue(grid.periods, leaf) }));
  const inside = periods.map((span) => {
    const touching = leaves.filter(({ own }) => overlap(own, span) !== undefined);
    return touching.every(({ own }) => own.start >= span.start && own.end <= span.end) ? touching : undefined;
  });
  return (unitNode: number, period: number): bigint | undefined => {
    if (periods.length === 1) return valueAt(grid, unitNode, 0);
    return inside[period]?.reduce((sum, { node }) => sum + valueAt(grid, unitNode, node), 0n);
  };
}

const DAYS_OF_MONTH = 365.25 / 12;

/** Days as months with one decimal, a month being a twelfth of 365.25 days. */
export function monthsOf(days: number): string {
  return (days / DAYS_OF_MONTH).toFixed(1);
}
