import { notNearest } from '../allocation/allocate.ts';
import type { BasisReading } from '../allocation/basis/basis-cells.ts';
import { type AxisWindows, axisWindows } from '../allocation/basis/basis-cells.ts';
import type { BasisSource } from '../allocation/basis/basis-source.ts';
import type { Decomposition } from '../allocation/decompose-request.ts';
import type { Method, MethodAxis } from '../allocation/methods/method.ts';
import type { Rate } from '../allocation/methods/rate.ts';
import { type PlanUnits, planUnits } from '../allocation/plan-units.ts';
import { overDenominator } from '../allocation/rounding/exact-fractions.ts';
import { roundCells } from '../allocation/rounding/round-cells.ts';
import { rowAccount } from '../allocation/row-account.ts';
import { presenceAmong } from '../allocation/weigh-plan.ts';
import { divideRounded, LARGEST_AMOUNT, power10 } from '../amount.ts';
import { arrange, columnsFromSpans } from '../arrange.ts';
import type { FiscalYear, Grain, Period, Span } from '../calendar/period.ts';
import { type PeriodTree, partition, periodTree } from '../calendar/period-tree.ts';
import { type Finding, finding, Refusal, refuse } from '../finding.ts';
import { commonMultiple, ONE } from '../fraction.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import type { Roster } from '../organisation/roster.ts';
import { isWithin, type UnitPath } from '../organisation/unit-tree.ts';
import type { Totals } from '../totals.ts';
import { leafValue } from '../tree.ts';
import { withinUnit } from '../within-unit.ts';
import { type BaseRates, baseRates, RATE_ONE, type RatioBasis } from './base-rates.ts';
import { type DenominatorTable, placeDenominators } from './denominator-blocks.ts';
import { type PlacedNumerators, placeNumerators, type RatioWay } from './place-numerators.ts';
import { grown, type RatioTarget, wantedRatio } from './ratio-target.ts';
import { SUMS } from './roll-up.ts';

/** Both parts of a ratio as facts: the same rows, added up by one column and by another. */
export interface RatioTotals {
  readonly numerator: Totals;
  readonly denominator: Totals;
}

/** Where the planned denominators come from: those of the basis span, grown, or a table by the levels of the plan. */
export type PlannedDenominators =
  | { readonly kind: 'history'; readonly growth: Rate }
  | ({ readonly kind: 'table' } & DenominatorTable);

export interface RatioRequest {
  /** Undefined when the method says by how much every ratio changes. */
  readonly target: RatioTarget | undefined;
  /** Whether a numerator is part of its denominator and cannot exceed it. */
  readonly atMostOne: boolean;
  readonly scale: number;
  readonly period: Period;
  /** None finer than the month. */
  readonly grains: readonly Grain[];
  readonly fiscal: FiscalYear | undefined;
  readonly levels: readonly string[];
  readonly unit: UnitPath;
  /** One that reads whole months of history, for both axes. */
  readonly basis: BasisSource;
  readonly method: Readonly<Record<MethodAxis, Method>>;
  readonly denominators: PlannedDenominators;
  /** Denominators of history count where the unit is there on any day of the period. */
  readonly roster: Roster | undefined;
  readonly exclude: readonly string[];
  /** Undefined where nothing needs history: every ratio the same, on denominators of a table. */
  readonly totals: RatioTotals | undefined;
}

/** What a ratio plan was made of. */
export interface RatioTrace {
  /** Undefined where no history was read; then every base ratio is 1. */
  readonly basis: RatioBasis | undefined;
  readonly base: BaseRates;
  readonly way: RatioWay;
  /** The ratio that was asked for; undefined where the method says how each grows. */
  readonly wanted: Rate | undefined;
  readonly placed: PlacedNumerators;
}

/** A plan of numerators, with the denominators on the same axes. */
export interface RatioPlan extends Omit<Decomposition, 'trace'> {
  readonly denominator: Grid;
  readonly ratio: RatioTrace;
}

/**
 * Plans a ratio: denominators first, then numerators whose sum is the wanted ratio of the denominators' sum, rounded once to the
 * smallest unit. Each cell's ratio is its base ratio times one factor (`proportional`), or plus the same points (`uplift`);
 * without a target every ratio grows by the rate or the points of `growth`, and the total is what comes out.
 */
export function decomposeRatio(request: RatioRequest): RatioPlan {
  const axes = ratioAxes(request);
  const basis = axes.reading && basisGrids(request, axes, axes.reading);
  const ratio = basis && basisRatio(basis.value);
  const wanted = request.target && wantedRatio(request.target, ratio);
  const denominator = plannedDenominators(request, axes, basis?.value);
  const isPlanned = (cell: number) => (denominator.grid.cells[cell] as bigint) > 0n;
  const base = basis ? baseRates(basis.value, repeatsOf(request), isPlanned) : sameRates(axes.shape);
  const growth = request.target ? undefined : growthOf(request);
  const way: RatioWay = growth?.points || isUplift(request) ? 'points' : 'factor';
  const total = wanted ? totalOf(wanted, denominator.grid) : grownTotal(denominator.grid, base.rates, { ...request, growth });
  const { atMostOne } = request;
  const placed = placeNumerators({ total, denominator: denominator.grid, rates: base.rates, way, atMostOne });
  return {
    plan: placed.grid,
    denominator: denominator.grid,
    total,
    rollUp: SUMS,
    windows: axes.reading ? [axes.reading.window] : [],
    account: request.totals && axes.reading && rowAccount(request.totals.numerator, [axes.reading.window], axes.members),
    ratio: { basis: basis?.value, base, way, wanted, placed },
    findings: [
      ...axes.findings,
      ...(basis?.findings ?? []),
      ...denominator.findings,
      ...base.findings,
      ...(placed.capped.size > 0 ? [finding('note', 'metric.capped', { cells: placed.capped.size })] : []),
      ...(placed.floored.size > 0 ? [finding('warning', 'metric.floored', { cells: placed.floored.size })] : []),
      ...(placed.nearest ? [] : [notNearest(placed.grid.cells.length)]),
    ],
  };
}

interface RatioAxes {
  readonly shape: { readonly units: PlanUnits['units']; readonly periods: PeriodTree; readonly scale: number };
  readonly members: PlanUnits;
  readonly reading: BasisReading | undefined;
  readonly findings: readonly Finding[];
}

function ratioAxes(request: RatioRequest): RatioAxes {
  const { period, grains, fiscal, levels, unit, totals, denominators, scale } = request;
  const asked = periodTree(period, grains, fiscal);
  const reading = totals && windowOf(request, totals.numerator).org;
  const named = denominators.kind === 'table' ? denominators.blocks.map(({ path }) => path) : [];
  const members = planUnits({
    ...request,
    totals: totals && withinUnit(totals.numerator, unit),
    roster: request.roster?.filter(({ path }) => isWithin(path, unit)),
    windows: reading ? [reading.window] : [],
    target: period,
    likes: [],
    named: named.filter((path) => path.length === levels.length && isWithin(path, unit)),
  });
  if (levels.length > 0 && members.units.nodes.length === 1) throw refuse('organisation.no-units');
  const shape = { units: members.units, periods: asked.tree, scale };
  return { shape, members, reading, findings: [...asked.findings, ...(reading?.findings ?? []), ...members.findings] };
}

function windowOf({ basis, period, levels, unit }: RatioRequest, history: Totals): AxisWindows {
  const totals = withinUnit(history, unit);
  return axisWindows({ basis: { time: basis, org: basis }, target: period, totals, history, levels, unit });
}

/** Both parts of the basis on the plan's axes, at one scale; years are added up and `times` says how many count. */
function basisGrids(
  { totals, unit }: RatioRequest,
  { shape }: RatioAxes,
  reading: BasisReading,
): { readonly value: RatioBasis; readonly findings: readonly Finding[] } {
  const parts = totals as RatioTotals;
  const months = monthsOf(shape.periods, reading);
  const times = months.map(({ spans }) => BigInt(spans.length || 1)).reduce(commonMultiple, 1n);
  const scale = Math.max(parts.numerator.scale, parts.denominator.scale);
  const columns = columnsFromSpans(months.map(({ spans }) => spans));
  const gridOf = (whole: Totals): Grid => {
    const { cells } = arrange(withinUnit(whole, unit), shape.units, columns);
    const grid = emptyGrid({ ...shape, scale });
    const factor = times * power10(scale - whole.scale);
    cells.forEach((cell, i) => {
      const { leaf, spans } = months[i % months.length] as MonthOfLeaf;
      const row = Math.floor(i / months.length);
      grid.cells[row * shape.periods.leaves.length + leaf]! += (cell * factor) / BigInt(spans.length || 1);
    });
    return grid;
  };
  const value = { numerator: gridOf(parts.numerator), denominator: gridOf(parts.denominator), times };
  return { value, findings: negatives(value.denominator) };
}

/** A month of a leaf period, with the spans of history that stand for it: one for each year that counts. */
interface MonthOfLeaf {
  readonly leaf: number;
  readonly spans: readonly Span[];
}

function monthsOf(periods: PeriodTree, reading: BasisReading): MonthOfLeaf[] {
  return periods.leaves.flatMap((_, leaf) =>
    partition(leafValue(periods, leaf), 'month', undefined).map((month) => ({ leaf, spans: reading.spansOf(month) })),
  );
}

function negatives({ cells }: Grid): Finding[] {
  const count = cells.filter((cell) => cell < 0n).length;
  return count > 0 ? [finding('warning', 'metric.negative-denominators', { cells: count })] : [];
}

function basisRatio({ numerator, denominator }: RatioBasis): Rate | undefined {
  const sum = (grid: Grid) => grid.cells.reduce((a, b) => a + b, 0n);
  const below = sum(denominator);
  return below > 0n ? { numerator: sum(numerator), denominator: below } : undefined;
}

function plannedDenominators(
  request: RatioRequest,
  { shape }: RatioAxes,
  basis: RatioBasis | undefined,
): { readonly grid: Grid; readonly findings: readonly Finding[] } {
  const { denominators, scale } = request;
  const { unit, roster } = request;
  const presence = presenceAmong({ unit, roster: roster?.filter(({ path }) => isWithin(path, unit)) }, shape.units);
  const own = basis ? { ...basis.denominator, cells: basis.denominator.cells.map(notNegative) } : emptyGrid(shape);
  if (denominators.kind === 'table') return placeDenominators(own, denominators);
  if (!basis) throw new Error('denominators of history without history');
  const present = own.cells.map((cell, i) => {
    const width = shape.periods.leaves.length;
    const { path } = leafValue(shape.units, Math.floor(i / width));
    return (presence?.isThere(path, leafValue(shape.periods, i % width)) ?? true) ? cell : 0n;
  });
  const { numerator, denominator } = grown(ONE, denominators.growth);
  const over = denominator * basis.times * power10(Math.max(0, basis.denominator.scale - scale));
  const factor = numerator * power10(Math.max(0, scale - basis.denominator.scale));
  const total = divideRounded(present.reduce((a, b) => a + b, 0n) * factor, over);
  return { grid: roundedTo({ ...shape, cells: present }, total), findings: [] };
}

const notNegative = (cell: bigint) => (cell < 0n ? 0n : cell);

/** Cells in proportion to the given ones, whose sum is the total. */
function roundedTo(grid: Grid, total: bigint): Grid {
  const whole = grid.cells.reduce((a, b) => a + b, 0n);
  if (whole === 0n) throw new Refusal([finding('error', 'metric.no-denominators')], 'impossible');
  const exact = overDenominator(
    Array.from(grid.cells, (cell) => cell * total),
    whole,
  );
  return { ...grid, cells: roundCells(grid, exact).cells };
}

/** Without a basis every ratio is the same. */
function sameRates({ units, periods }: RatioAxes['shape']): BaseRates {
  const cells = units.leaves.length * periods.leaves.length;
  return { rates: new Array<bigint>(cells).fill(RATE_ONE), sources: [], findings: [] };
}

function repeatsOf({ method }: RatioRequest) {
  return { time: method.time.name === 'repeat', org: method.org.name === 'repeat' };
}

function isUplift({ method }: RatioRequest): boolean {
  return method.time.name === 'uplift' || method.org.name === 'uplift';
}

interface Growth {
  readonly rate: Rate;
  /** Whether the rate is points that are added, or a share of what was. */
  readonly points: boolean;
}

function growthOf({ method }: RatioRequest): Growth {
  for (const { points, growth } of [method.time, method.org]) {
    if (points) return { rate: points, points: true };
    if (growth) return { rate: growth, points: false };
  }
  throw refuse('method.needs-total', { method: method.time.text });
}

function totalOf({ numerator, denominator }: Rate, { cells }: Grid): bigint {
  return checked(divideRounded(numerator * cells.reduce((a, b) => a + b, 0n), denominator));
}

/** What the numerators are when every base ratio grows by itself, none below zero or above what it may be. */
function grownTotal(
  { cells }: Grid,
  rates: readonly bigint[],
  { growth, atMostOne }: { growth: Growth | undefined; atMostOne: boolean },
): bigint {
  if (!growth) throw new Error('a ratio plan without a target needs a growth');
  const { numerator, denominator } = growth.rate;
  const one = RATE_ONE * denominator;
  const total = rates.reduce((sum, rate, cell) => {
    const added = growth.points ? numerator * RATE_ONE : numerator * rate;
    const ratio = rate * denominator + added;
    const limited = atMostOne && ratio > one ? one : ratio < 0n ? 0n : ratio;
    return sum + limited * (cells[cell] as bigint);
  }, 0n);
  return checked(divideRounded(total, one));
}

function checked(amount: bigint): bigint {
  if (amount > LARGEST_AMOUNT) throw refuse('plan.too-large');
  return amount;
}
