import type { Day } from '../calendar/day.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import { commonMultiple } from '../fraction.ts';
import type { Presence } from '../organisation/presence.ts';
import { leafIndex, pathKey, type UnitTree } from '../organisation/unit-tree.ts';
import { leafValue } from '../tree.ts';
import type { DayWeights } from './split-months.ts';

/**
 * What the leaf units of a plan carry of each day of a month, as whole numbers in proportion: 0 where they are not there. A month of
 * nothing but a ramp's first step of 0 has its days there alike.
 */
export function carriedDays(units: UnitTree, months: PeriodTree, presence: Presence): DayWeights {
  return (leafUnit, month) => {
    const { path } = leafValue(units, leafUnit);
    const span = leafValue(months, month);
    if (presence.isInFull(path, span)) return () => 1n;
    const { start, end } = span;
    const days = Array.from({ length: end - start + 1 }, (_, i) => presence.onDay(path, start + i));
    const common = days.reduce((all, { denominator }) => commonMultiple(all, denominator), 1n);
    const byFactor = days.map(({ numerator, denominator }) => (numerator * common) / denominator);
    const isThere = (day: Day) => (presence.isThere(path, { start: day, end: day }) ? 1n : 0n);
    const carried = byFactor.some((part) => part > 0n) ? byFactor : days.map((_, i) => isThere(start + i));
    return (day: Day) => carried[day - start] ?? 0n;
  };
}

/** Two trees of leaf units, the second with more of them. */
export interface UnitChange {
  readonly from: UnitTree;
  readonly to: UnitTree;
  /** What days weigh for the units that came; all the same where nothing says it. */
  readonly others?: ((day: Day) => bigint) | undefined;
}

/** The weights of days on another tree with the leaves of a plan and some more. */
export function onUnits(weights: DayWeights, { from, to, others = () => 1n }: UnitChange): DayWeights {
  if (from === to) return weights;
  const rows = leafIndex(from);
  const rowOf = to.leaves.map((_, leaf) => rows.get(pathKey(leafValue(to, leaf).path)));
  return (leafUnit, month) => {
    const row = rowOf[leafUnit];
    return row === undefined ? others : weights(row, month);
  };
}
