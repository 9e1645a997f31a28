import { notNearest } from '../allocation/allocate.ts';
import type { Decomposition } from '../allocation/decompose-request.ts';
import type { Rate } from '../allocation/methods/rate.ts';
import { overDenominator } from '../allocation/rounding/exact-fractions.ts';
import { roundCells } from '../allocation/rounding/round-cells.ts';
import { rowAccount } from '../allocation/row-account.ts';
import { presenceAmong } from '../allocation/weigh-plan.ts';
import { divideRounded, LARGEST_AMOUNT, power10 } from '../amount.ts';
import { type Finding, finding, Refusal, refuse } from '../finding.ts';
import { ONE } from '../fraction.ts';
import { emptyGrid, type Grid } from '../grid.ts';
import { formatPath, isWithin } from '../organisation/unit-tree.ts';
import { leafValue } from '../tree.ts';
import { type BaseRates, baseRates, RATE_ONE, type RatioBasis } from './base-rates.ts';
import { placeDenominators } from './denominator-blocks.ts';
import { type PlacedNumerators, placeNumerators, type RatioWay } from './place-numerators.ts';
import { basisGrids, type RatioAxes, ratioAxes, rowsOf } from './ratio-axes.ts';
import type { RatioRequest } from './ratio-request.ts';
import { grown, wantedRatio } from './ratio-target.ts';
import { SUMS } from './roll-up.ts';

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
    account: request.totals && axes.reading && rowAccount(rowsOf(request.totals), [axes.reading.window], axes.members),
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
  const grid = roundedTo({ ...shape, cells: present }, total);
  return { grid, findings: withoutDenominators(grid) };
}

/** A warning for each unit that has no denominator anywhere: nothing is planned for it. */
function withoutDenominators({ units, periods, cells }: Grid): Finding[] {
  const width = periods.leaves.length;
  return units.leaves.flatMap((_, leaf) => {
    if (cells.slice(leaf * width, (leaf + 1) * width).some((cell) => cell !== 0n)) return [];
    return [finding('warning', 'metric.unit-without-denominator', { unit: formatPath(leafValue(units, leaf).path) || '-' })];
  });
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
