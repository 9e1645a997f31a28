import { type DisplayUnit, displayPower } from '../amount.ts';
import type { Grain, Period } from '../calendar/period.ts';
import type { PeriodTree } from '../calendar/period-tree.ts';
import { type Grid, rollUp } from '../grid.ts';
import type { UnitTree } from '../organisation/unit-tree.ts';
import { shownIn } from '../show-in.ts';

/** A plan's numbers as a manager's sheet shows them: every unit node x period node, in one unit, adding up exactly. */
export interface SheetValues {
  readonly units: UnitTree;
  readonly periods: PeriodTree;
  /** Decimals of the values, in the unit. */
  readonly scale: number;
  /** The unit's power of ten: 4 for 万元. */
  readonly power: number;
  readonly at: (unitNode: number, periodNode: number) => bigint;
}

/**
 * The whole plan with every coarser period, in a display unit (rounded as a grid, two decimals) or exactly in the base unit. It
 * is always the whole, whatever part of it a sheet shows: so the numbers of a sheet can be told again when it comes back.
 */
export function sheetValues(plan: Grid, unit: DisplayUnit | undefined): SheetValues {
  const shown = unit === undefined ? plan : shownIn(plan, unit);
  const values = rollUp(shown);
  const width = shown.periods.nodes.length;
  return {
    units: shown.units,
    periods: shown.periods,
    scale: shown.scale,
    power: unit === undefined ? 0 : displayPower(unit),
    at: (unitNode, periodNode) => values[unitNode * width + periodNode] as bigint,
  };
}

/** The period nodes of a grain in their order; none when that is the whole span alone, whose column is the proposal itself. */
export function sheetPeriods({ nodes }: PeriodTree, grain: Grain | undefined): number[] {
  const found = nodes.flatMap(({ value }: { value: Period }, node) => (value.grain === grain && node > 0 ? [node] : []));
  return grain === undefined ? [] : found;
}
