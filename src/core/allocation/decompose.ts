import { divideRounded, LARGEST_AMOUNT, power10 } from '../amount.ts';
import { type FiscalYear, type Grain, overlap, type Period, type Span } from '../calendar/period.ts';
import { type PeriodTree, periodTree } from '../calendar/period-tree.ts';
import { type Finding, finding, refuse, refuseErrors } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { nameFindings } from '../organisation/name-findings.ts';
import type { Roster } from '../organisation/roster.ts';
import { formatPath, type UnitPath } from '../organisation/unit-tree.ts';
import type { RowAccount, Totals } from '../totals.ts';
import { leafValue } from '../tree.ts';
import { withinUnit } from '../within-unit.ts';
import { allocate } from './allocate.ts';
import { type AxisBasis, type AxisWindows, axisCells, axisWindows, basisNet } from './basis/basis-cells.ts';
import { type OnNegative, sum } from './basis/clean-basis.ts';
import { dayWeights } from './day-weights.ts';
import { driftFinding, lumpyFinding } from './plan-findings.ts';
import { type Like, type PlanUnits, planUnits } from './plan-units.ts';
import { monthsOf, splitMonths } from './split-months.ts';
import { type OnZeroBasis, type Shape, type Weighing, weigh } from './weigh.ts';

/** An amount at the plan's scale, or a rate on the basis total: 8/100 for `+8%`. */
export type TotalSpec =
  | { readonly kind: 'amount'; readonly amount: bigint }
  | { readonly kind: 'growth'; readonly numerator: bigint; readonly denominator: bigint };

export interface DecomposeRequest {
  readonly total: TotalSpec;
  /** Scale of the plan: 2 for fen. */
  readonly scale: number;
  readonly roundTo: bigint;
  readonly period: Period;
  readonly grains: readonly Grain[];
  readonly fiscal: FiscalYear | undefined;
  readonly levels: readonly string[];
  /** The unit that is planned, with everything below it; the empty path is the whole. */
  readonly unit: UnitPath;
  readonly basis: AxisBasis;
  readonly shape: Shape;
  readonly onNegative: OnNegative;
  readonly onZeroBasis: OnZeroBasis;
  readonly roster: Roster | undefined;
  readonly exclude: readonly string[];
  readonly likes: readonly Like[];
  /** History; undefined when no basis reads any and the units come from the roster. By day when the plan has weeks or days. */
  readonly totals: Totals | undefined;
}

export interface Decomposition {
  readonly plan: Grid;
  readonly total: bigint;
  /** The days of history that were read, for the record. */
  readonly windows: readonly Span[];
  /** What became of the history's rows; undefined without history. */
  readonly account: RowAccount | undefined;
  readonly findings: readonly Finding[];
}

/** The whole of `decompose` as a value: history and a total in, an exact plan and everything worth knowing about it out. */
export function decompose(whole: DecomposeRequest): Decomposition {
  const request = onlyUnit(whole);
  const { period, roundTo, scale, totals } = request;
  const { tree: periods, findings: cuts } = periodTree(period, withMonths(request.grains), request.fiscal);
  const months = monthsOf(periods);
  const windows = axisWindows(request.basis, period, whole.totals);
  const spans = distinctWindows(windows);
  const members = membersOf(request, spans);
  const basisRequest = { totals, windows, months, members, onNegative: request.onNegative };
  const basis = axisCells(basisRequest);
  refuseErrors(basis.findings, 'impossible');
  const weighing = weigh({ ...request, ...basis, units: members.units, periods: months, isPresent: presence(members, months) });
  const total = totalAmount(request, basisNet(basisRequest));
  const allocation = allocate({ total, scale, roundTo, weights: weighing.weights });
  const weightOf = dayWeights({ totals, units: members.units, months, window: windows.time, follows: weighing.follows });
  const isSplit = periods.leaves.length > months.leaves.length;
  const { grid } = allocation;
  return {
    plan: isSplit ? splitMonths({ months: grid, periods, roundTo, dayWeights: weightOf }) : { ...grid, periods },
    total,
    windows: spans,
    account: totals && rowAccount(totals, spans, members),
    findings: [
      ...cuts,
      ...(windows.org?.findings ?? []),
      ...(windows.time === windows.org ? [] : (windows.time?.findings ?? [])),
      ...members.findings,
      ...nameFindings(members.units),
      ...basis.findings,
      ...(request.shape === 'own' && basis.time !== 'equal' ? lumpyFinding(basis.time) : []),
      ...weighing.findings,
      ...unitsWithoutBasis(weighing),
      ...allocation.findings,
      ...driftFinding(grid, weighing.weights, roundTo),
    ],
  };
}

/** History and roster of the planned unit alone. */
function onlyUnit(request: DecomposeRequest): DecomposeRequest {
  const { unit, totals, roster } = request;
  const isInside = ({ path }: { readonly path: UnitPath }) => unit.every((name, depth) => path[depth] === name);
  return { ...request, totals: totals && withinUnit(totals, unit), roster: roster?.filter(isInside) };
}

/** Weeks and days are split out of rounded months, so that they imply the month. */
function withMonths(grains: readonly Grain[]): readonly Grain[] {
  return grains.includes('week') || grains.includes('day') ? [...grains, 'month'] : grains;
}

function membersOf(request: DecomposeRequest, windows: readonly Span[]): PlanUnits {
  const members = planUnits({ ...request, windows, target: request.period });
  if (request.levels.length > 0 && members.units.nodes.length === 1) throw refuse('organisation.no-units');
  return members;
}

/** The days of history that either axis reads, once where both read the same. */
function distinctWindows({ org, time }: AxisWindows): Span[] {
  return [...new Set([org, time])].flatMap((read) => read?.window ?? []);
}

function presence(members: PlanUnits, periods: PeriodTree): (leafUnit: number, leafPeriod: number) => boolean {
  return (unit, period) => members.isThere(leafValue(members.units, unit).path, leafValue(periods, period));
}

function totalAmount({ total, scale, totals }: DecomposeRequest, net: bigint | undefined): bigint {
  if (total.kind === 'amount') return total.amount;
  if (net === undefined || !totals) throw refuse('basis.growth-without-history');
  const factor = total.numerator + total.denominator;
  const amount = divideRounded(net * factor * power10(scale), total.denominator * power10(totals.scale));
  if (amount < 0n) throw refuse('basis.negative-total');
  if (amount > LARGEST_AMOUNT) throw refuse('plan.too-large');
  return amount;
}

/** Rows of left-out units count as not selected, rows outside the windows as out of range. */
function rowAccount(totals: Totals, windows: readonly Span[], members: PlanUnits): RowAccount {
  const planned = new Set(members.units.leaves.map((_, leaf) => formatPath(leafValue(members.units, leaf).path)));
  const isPlanned = totals.units.map((path) => planned.has(formatPath(path)));
  let used = 0;
  let foreign = 0;
  for (let i = 0; i < totals.day.length; i++) {
    const day = totals.day[i] as number;
    if (!windows.some((window) => overlap(window, { start: day, end: day }))) continue;
    if (isPlanned[totals.unit[i] as number]) used += totals.rows[i] as number;
    else foreign += totals.rows[i] as number;
  }
  const { read, rejected, notSelected } = totals.account;
  return { read, used, rejected, notSelected: notSelected + foreign, outOfRange: read - used - foreign - rejected - notSelected };
}

function unitsWithoutBasis({ weights }: Weighing): Finding[] {
  const width = weights.periods.leaves.length;
  if (weights.units.nodes.length === 1) return [];
  return weights.units.leaves.flatMap((_, leaf) => {
    if (sum(weights.cells.subarray(leaf * width, (leaf + 1) * width)) > 0n) return [];
    return [finding('warning', 'basis.unit-without-history', { unit: formatPath(leafValue(weights.units, leaf).path) })];
  });
}
