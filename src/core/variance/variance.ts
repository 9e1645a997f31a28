import { monthKey, shiftYears } from '../allocation/basis/basis-source.ts';
import { overDenominator } from '../allocation/rounding/exact-fractions.ts';
import { roundCells } from '../allocation/rounding/round-cells.ts';
import { power10 } from '../amount.ts';
import { arrange, columnsFromSpans, rollUpUnits } from '../arrange.ts';
import type { Day } from '../calendar/day.ts';
import { dayCount, overlap, type Period, type Span } from '../calendar/period.ts';
import { refuse } from '../finding.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { leafIndex, pathKey, UNPLANNED, type UnitPath, type UnitTree, unitTree } from '../organisation/unit-tree.ts';
import type { RowAccount, Totals } from '../totals.ts';
import { leafValue, nodeAt } from '../tree.ts';
import type { VarianceFigures } from './measures.ts';

export interface VarianceRequest {
  readonly plan: Grid;
  /** Actuals by day, with the plan's levels. */
  readonly actual: Totals;
  readonly asOf: Day;
  /** The periods to report on; none may cut a leaf period of the plan. */
  readonly periods: readonly Period[];
}

export interface VarianceRow {
  readonly period: Period;
  /** Node of `units`. */
  readonly unit: number;
  readonly figures: VarianceFigures;
  /** The layer that it is judged by, where rows of several stand together. */
  readonly layer?: string;
}

export interface Variance {
  /** The plan's units and an `(unplanned)` child wherever actuals belong to no unit of the plan. */
  readonly units: UnitTree;
  /** Every unit node of every period: by period, then in the order of the tree. */
  readonly rows: readonly VarianceRow[];
  readonly account: RowAccount;
  readonly dataThrough: Day | undefined;
}

/**
 * Plan against actual as of a day (included). Plan to date takes a leaf period that is partly gone by its share of calendar
 * days and rounds the whole grid exactly, so that every column adds up. Actuals of units that the plan does not know count
 * under `(unplanned)` of their deepest known ancestor, and so in every ancestor. Amounts have the scale of the actuals.
 */
export function variance({ plan, actual, asOf, periods }: VarianceRequest): Variance {
  const span = nodeAt(plan.periods, 0).value;
  const outside = periods.find((period) => !overlap(period, span));
  if (outside) throw refuse('plan.outside-period', { period: outside.label, span: span.label });
  const gone = periods.map((period) => overlap(period, { start: span.start, end: Math.min(span.end, asOf) }));
  const before = gone.map((days) => days && shiftYears(days, -1));
  const placed = placeActuals(plan.units, actual);
  const units = unitTree(plan.units.levels, [...leafPaths(plan.units), ...activeUnits(placed, [...gone, ...before])]);
  const whole = regrid(plan, units);
  const toDate = planToDate(whole, asOf);
  const sums = {
    plan: columnSums(whole, periods),
    toDate: columnSums(toDate, periods),
    actual: actualSums(placed, units, gone),
    lastYear: actualSums(placed, units, before),
  };
  const factor = power10(actual.scale - plan.scale);
  const rows = periods.flatMap((period, p) => {
    const reachesBack =
      actual.first !== undefined && before[p] !== undefined && monthKey(actual.first) <= monthKey(before[p].start);
    return units.nodes.map((_, unit): VarianceRow => {
      const i = unit * periods.length + p;
      const figures = {
        scale: actual.scale,
        plan: (sums.plan[i] as bigint) * factor,
        planToDate: (sums.toDate[i] as bigint) * factor,
        actual: sums.actual[i] as bigint,
        lastYear: reachesBack ? (sums.lastYear[i] as bigint) : undefined,
        daysGone: gone[p] ? dayCount(gone[p]) : 0,
        days: dayCount(overlap(period, span) as Span),
      };
      return { period, unit, figures };
    });
  });
  return { units, rows, ...accountOf(actual, { start: span.start, end: Math.min(span.end, asOf) }) };
}

export function leafPaths(units: UnitTree): UnitPath[] {
  return units.leaves.map((_, leaf) => leafValue(units, leaf).path);
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
function regrid(plan: Grid, units: UnitTree): Grid {
  const grid = emptyGrid({ units, periods: plan.periods, scale: plan.scale });
  const width = plan.periods.leaves.length;
  const leaves = leafIndex(units);
  plan.units.leaves.forEach((_, leaf) => {
    const target = leaves.get(pathKey(leafValue(plan.units, leaf).path)) as number;
    grid.cells.set(plan.cells.subarray(leaf * width, (leaf + 1) * width), target * width);
  });
  return grid;
}

/** Cells up to and including a day: whole leaf periods, and the share of calendar days of the one that the day is in. */
export function planToDate(plan: Grid, asOf: Day): Grid {
  const width = plan.periods.leaves.length;
  const leaves = plan.periods.leaves.map((_, leaf) => leafValue(plan.periods, leaf));
  const current = leaves.find((leaf) => leaf.start <= asOf && asOf < leaf.end);
  const days = current ? BigInt(dayCount(current)) : 1n;
  const gone = leaves.map((leaf) => {
    if (leaf.end <= asOf) return days;
    return leaf === current ? BigInt(dayCount({ start: leaf.start, end: asOf })) : 0n;
  });
  const numerators = Array.from(plan.cells, (cell, i) => cell * (gone[i % width] as bigint));
  return { ...plan, cells: roundCells(plan, overDenominator(numerators, days)).cells };
}

/** Sums of unit node x reported period; the periods may overlap, but none may cut a leaf period. */
function columnSums(grid: Grid, periods: readonly Period[]): BigInt64Array {
  const width = grid.periods.leaves.length;
  const cells = new BigInt64Array(grid.units.leaves.length * periods.length);
  periods.forEach((period, p) => {
    const columns = grid.periods.leaves.flatMap((_, leaf) => (isInside(leafValue(grid.periods, leaf), period) ? [leaf] : []));
    grid.units.leaves.forEach((_, unit) => {
      for (const column of columns) cells[unit * periods.length + p]! += grid.cells[unit * width + column] as bigint;
    });
  });
  return rollUpUnits(grid.units, cells, periods.length);
}

function isInside(leaf: Period, period: Period): boolean {
  const common = overlap(leaf, period);
  if (!common) return false;
  if (common.start !== leaf.start || common.end !== leaf.end)
    throw refuse('plan.grain-too-fine', { period: period.label, leaf: leaf.label });
  return true;
}

function actualSums(actual: Totals, units: UnitTree, spans: readonly (Span | undefined)[]): BigInt64Array {
  const columns = columnsFromSpans(spans.map((span) => (span ? [span] : [])));
  return rollUpUnits(units, arrange(actual, units, columns).cells, spans.length);
}

/** Rows inside the days that count are used; all other good rows are out of range. */
function accountOf(actual: Totals, counted: Span): { account: RowAccount; dataThrough: Day | undefined } {
  let used = 0;
  let dataThrough: Day | undefined;
  for (let i = 0; i < actual.day.length; i++) {
    const day = actual.day[i] as number;
    if (day < counted.start || day > counted.end) continue;
    used += actual.rows[i] as number;
    dataThrough = Math.max(dataThrough ?? day, day);
  }
  const { read, rejected, notSelected } = actual.account;
  return { account: { read, used, rejected, notSelected, outOfRange: read - used - rejected - notSelected }, dataThrough };
}
