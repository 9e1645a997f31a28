import { shiftYears } from '../allocation/basis/basis-source.ts';
import { arrange, columnsFromSpans, rollUpUnits } from '../arrange.ts';
import type { Day } from '../calendar/day.ts';
import { monthNumber } from '../calendar/month.ts';
import { dayCount, overlap, type Period, type Span } from '../calendar/period.ts';
import { refuse } from '../finding.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { leafIndex, leafPaths, pathKey, UNPLANNED, type UnitPath, type UnitTree, unitTree } from '../organisation/unit-tree.ts';
import type { RowAccount, Totals } from '../totals.ts';
import { leafValue, nodeAt } from '../tree.ts';
import type { ComparablePart } from './comparable-year.ts';

/** The axes of a plan, the actuals that stand against it, the day they are judged on (included), and the periods to report on. */
export interface FrameRequest {
  readonly plan: Pick<Grid, 'units' | 'periods'>;
  /** By day, with the plan's levels. */
  readonly actuals: readonly Totals[];
  readonly asOf: Day;
  /** None may cut a leaf period of the plan. */
  readonly periods: readonly Period[];
  /** Whether a row counts from its day on, as the level of a stock does, and not on its day only. */
  readonly lasts?: boolean;
  /** The comparable days of last year for the days that are gone, where they are not the same dates. */
  readonly partsOf?: ((gone: VarianceFrame['gone']) => readonly ComparablePart[]) | undefined;
}

/** What plan and actuals are compared on. */
export interface VarianceFrame {
  /** The plan's units and an `(unplanned)` child wherever actuals belong to no unit of the plan. */
  readonly units: UnitTree;
  readonly span: Period;
  readonly periods: readonly Period[];
  /** The days of each period up to the judged one; undefined before it begins. */
  readonly gone: readonly (Span | undefined)[];
  /** The same days a year earlier. */
  readonly before: readonly (Span | undefined)[];
  /** What of last year stands for these days, where other days do. */
  readonly parts: readonly ComparablePart[] | undefined;
  /** The actuals with each unit replaced by the one it counts in. */
  readonly placed: readonly Totals[];
}

/** Refuses a period outside the plan. */
export function varianceFrame({ plan, actuals, asOf, periods, lasts = false, partsOf }: FrameRequest): VarianceFrame {
  const span = nodeAt(plan.periods, 0).value;
  const outside = periods.find((period) => !overlap(period, span));
  if (outside) throw refuse('plan.outside-period', { period: outside.label, span: span.label });
  const gone = periods.map((period) => overlap(period, { start: span.start, end: Math.min(span.end, asOf) }));
  const before = gone.map((days) => days && shiftYears(days, -1));
  const placed = actuals.map((actual) => placeActuals(plan.units, actual));
  const parts = partsOf?.(gone);
  const counted = [...gone, ...before, ...(parts ?? []).flatMap(({ days }) => days)].map((days) =>
    days && lasts ? { ...days, start: Number.NEGATIVE_INFINITY } : days,
  );
  const active = placed.flatMap((actual) => [...activeUnits(actual, counted)]);
  const units = unitTree(plan.units.levels, [...leafPaths(plan.units), ...active]);
  return { units, span, periods, gone, before, parts, placed };
}

/** The actuals with each unit replaced by the plan's leaf it belongs to, or by `(unplanned)` under its deepest known node. */
export function placeActuals(plan: UnitTree, actual: Totals): Totals {
  const nodes = new Map(plan.nodes.map((node) => [pathKey(node.value.path), node]));
  const place = (path: UnitPath): UnitPath => {
    for (let depth = path.length; depth >= 0; depth--) {
      const known = nodes.get(pathKey(path.slice(0, depth)));
      if (known) return known.children.length === 0 ? known.value.path : [...known.value.path, UNPLANNED];
    }
    return [UNPLANNED];
  };
  return { ...actual, units: actual.units.map(place) };
}

/** Units with rows on any of the days. */
export function activeUnits(actual: Totals, spans: readonly (Span | undefined)[]): Set<UnitPath> {
  const active = new Set<UnitPath>();
  for (let i = 0; i < actual.day.length; i++) {
    const day = actual.day[i] as number;
    if (spans.some((span) => span && span.start <= day && day <= span.end))
      active.add(actual.units[actual.unit[i] as number] as UnitPath);
  }
  return active;
}

/** The same plan on a larger unit tree; the units it did not have get zeros. */
export function regrid(plan: Grid, units: UnitTree): Grid {
  const grid = emptyGrid({ units, periods: plan.periods, scale: plan.scale });
  const width = plan.periods.leaves.length;
  const leaves = leafIndex(units);
  plan.units.leaves.forEach((_, leaf) => {
    const target = leaves.get(pathKey(leafValue(plan.units, leaf).path)) as number;
    grid.cells.set(plan.cells.subarray(leaf * width, (leaf + 1) * width), target * width);
  });
  return grid;
}

type Named = Span & Pick<Period, 'label'>;

/** Sums of unit node x reported period; the periods may overlap, but none may cut a leaf period. */
export function columnSums(grid: Grid, periods: readonly Named[]): BigInt64Array {
  return columnsOf(
    grid,
    periods.map((period) => leavesInside(grid, period)),
  );
}

/** Sums of unit node x column, each column over some leaf periods. */
export function columnsOf(grid: Grid, columns: readonly (readonly number[])[]): BigInt64Array {
  const width = grid.periods.leaves.length;
  const cells = new BigInt64Array(grid.units.leaves.length * columns.length);
  columns.forEach((leaves, column) => {
    grid.units.leaves.forEach((_, unit) => {
      for (const leaf of leaves) cells[unit * columns.length + column]! += grid.cells[unit * width + leaf] as bigint;
    });
  });
  return rollUpUnits(grid.units, cells, columns.length);
}

/** Numbers of the leaf periods inside a period; refuses one that it cuts. */
export function leavesInside({ periods }: Pick<Grid, 'periods'>, period: Named): number[] {
  return periods.leaves.flatMap((_, leaf) => (isInside(leafValue(periods, leaf), period) ? [leaf] : []));
}

function isInside(leaf: Period, period: Named): boolean {
  const common = overlap(leaf, period);
  if (!common) return false;
  if (common.start !== leaf.start || common.end !== leaf.end)
    throw refuse('plan.grain-too-fine', { period: period.label, leaf: leaf.label });
  return true;
}

/** Sums of unit node x span of the actuals. */
export function actualSums(actual: Totals, units: UnitTree, spans: readonly (Span | undefined)[]): BigInt64Array {
  const columns = columnsFromSpans(spans.map((span) => (span ? [span] : [])));
  return rollUpUnits(units, arrange(actual, units, columns).cells, spans.length);
}

/** Whether the actuals reach back to the same days of the year before. */
export function reachesBack({ first }: Totals, before: Span | undefined): boolean {
  return first !== undefined && before !== undefined && monthNumber(first) <= monthNumber(before.start);
}

/** Days of a reported period inside the plan, and how many of them are gone. */
export function daysOf(
  { span, gone, periods }: Pick<VarianceFrame, 'span' | 'gone' | 'periods'>,
  p: number,
): { readonly daysGone: number; readonly days: number } {
  const days = gone[p];
  return { daysGone: days ? dayCount(days) : 0, days: dayCount(overlap(periods[p] as Period, span) as Span) };
}

/** Rows inside the days that count are used; all other good rows are out of range. */
export function accountOf(actual: Totals, counted: Span): { account: RowAccount; dataThrough: Day | undefined } {
  let used = 0;
  let dataThrough: Day | undefined;
  for (let i = 0; i < actual.day.length; i++) {
    const day = actual.day[i] as number;
    if (day < counted.start || day > counted.end) continue;
    used += actual.rows[i] as number;
    dataThrough = Math.max(dataThrough ?? day, day);
  }
  const { read, rejected, notSelected, subtotals } = actual.account;
  const outOfRange = read - used - rejected - notSelected - subtotals;
  return { account: { read, used, rejected, notSelected, outOfRange, subtotals }, dataThrough };
}
