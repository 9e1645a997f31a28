import type { Decimal } from '../amount.ts';
import { calendarDays } from '../calendar/day-count.ts';
import { overlap } from '../calendar/period.ts';
import { type Finding, finding, Refusal, refuse, refuseErrors } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { type Presence, presenceOf } from '../organisation/presence.ts';
import { isWithin, pathKey, type UnitPath, type UnitTree } from '../organisation/unit-tree.ts';
import { leafValue } from '../tree.ts';
import { withinUnit } from '../within-unit.ts';
import { type AxisWeights, cellsOf } from './basis/axis-weights.ts';
import { type BasisBlocks, basisBlocks } from './basis/basis-blocks.ts';
import { type AxisWindows, axisCells, axisWindows, type BasisRequest, basisNet, memberBasis } from './basis/basis-cells.ts';
import type { Axis, BasisSource } from './basis/basis-window.ts';
import { equal } from './basis/equal.ts';
import { isLong, lastYear, lastYearGrowing } from './basis/last-year.ts';
import { dayWeights } from './day-weights.ts';
import type { DecomposeRequest } from './decompose-request.ts';
import { fineWeights } from './fine-weights.ts';
import type { Lock } from './locks/lock.ts';
import { populatedOnly } from './methods/populated-only.ts';
import { type PlanPeriods, planPeriods } from './plan-axes.ts';
import { planTilts } from './plan-bounds.ts';
import { givenAmount, planTotal } from './plan-total.ts';
import { type PlanUnits, planUnits } from './plan-units.ts';
import { type RosterTilt, rosterTilts } from './roster-tilts.ts';
import { type DayWeights, monthsOf } from './split-months.ts';
import { tiltWeights } from './tilt.ts';
import { type Weighing, weigh } from './weigh.ts';

/** Everything about a plan before its total is placed. */
export interface WeighedPlan {
  /** The request for the planned unit alone, each axis with the basis that its method reads. */
  readonly request: DecomposeRequest;
  readonly periods: PlanPeriods;
  readonly members: PlanUnits;
  readonly windows: AxisWindows;
  /** The days that were read. */
  readonly spans: AxisSpans;
  readonly basis: { readonly org: AxisWeights; readonly time: AxisWeights };
  readonly blocks: BasisBlocks | undefined;
  readonly total: bigint;
  readonly weighing: Weighing;
  /** Weights by the periods that the total is allocated over: methods, populated cells and tilts in them. */
  readonly weights: Grid;
  readonly dayWeights: DayWeights;
  readonly rosterTilts: readonly RosterTilt[];
  /** Who is there when; undefined without a roster. */
  readonly presence: Presence | undefined;
  readonly findings: readonly Finding[];
}

type AxisSpans = ReturnType<typeof readBasis>['spans'];

/** Who is planned, how much there is, and what each cell weighs. */
export function weighPlan(whole: DecomposeRequest): WeighedPlan {
  const request = onlyUnit(whole);
  const periods = planPeriods({ ...request, locks: request.locks.filter(holds(request)) });
  const months = monthsOf(periods.allocated);
  const read = readBasis(request, whole, months);
  const { members, windows } = read;
  refuseManyCells(request, members.units, periods);
  const course = courseOf(request, months, read.net);
  const { total, findings: aboutTotal } = planTotal({ ...request, own: course?.total, net: read.net });
  const basis = { org: read.basis.org, time: course ? { profile: course.weights } : read.basis.time };
  const weighing = weigh({
    ...request,
    ...basis,
    units: members.units,
    periods: months,
    isPresent: isPresent(request, read, months),
  });
  const { dayWeight } = request.basis.time;
  const byDay = dayWeights({ units: members.units, months, reading: windows.time, follows: weighing.follows, dayWeight });
  const weights = finalWeights(request, periods, { months: populated(weighing.weights, read.populated), byDay });
  return {
    ...{ request, periods, members, windows, basis, total, weighing, presence: read.presence },
    spans: read.spans,
    blocks: read.blocks,
    ...weights,
    dayWeights: byDay,
    findings: [
      ...periods.asked.findings,
      ...(course?.findings ?? []),
      ...(growsByYears(whole) ? [] : aboutTotal),
      ...(windows.org?.findings ?? []),
      ...(windows.time === windows.org ? [] : (windows.time?.findings ?? [])),
      ...members.findings,
      ...read.basis.findings,
      ...weighing.findings,
      ...weights.findings,
    ],
  };
}

/** Before any grid of the plan is made. */
function refuseManyCells({ mostCells }: DecomposeRequest, units: UnitTree, periods: PlanPeriods): void {
  const count = { units: units.leaves.length, periods: periods.asked.tree.leaves.length };
  const cells = count.units * count.periods;
  if (mostCells !== undefined && cells > mostCells) throw refuse('plan.too-many-cells', { ...count, cells, limit: mostCells });
}

/** The fixed course of the time axis, for methods that have one. */
function courseOf({ method, total, scale }: DecomposeRequest, months: Grid['periods'], net: Decimal | undefined) {
  const known = givenAmount(total) ?? (total && planTotal({ total, method, scale, own: undefined, net }).total);
  return method.time.profile?.(months, known);
}

function populated(weights: Grid, basis: BigInt64Array | undefined): Grid {
  return basis ? { ...weights, cells: populatedOnly(weights.cells, basis) } : weights;
}

interface MonthWeights {
  readonly months: Grid;
  readonly byDay: DayWeights;
}

type FinalWeights = Pick<WeighedPlan, 'weights' | 'rosterTilts' | 'findings'>;

function finalWeights(
  { tilts, roster, roles = [] }: DecomposeRequest,
  periods: PlanPeriods,
  { months, byDay }: MonthWeights,
): FinalWeights {
  const { allocated } = periods;
  const spread = periods.isSplit ? { ...months, periods: allocated } : fineWeights(months, allocated, byDay);
  const own = rosterTilts(spread, { roster, roles });
  const tilted = tiltWeights(spread, [...own.tilts, ...planTilts(spread, tilts)]);
  if (tilted.cells.some((cell) => cell > 0n)) return { weights: tilted, rosterTilts: own.tilts, findings: own.findings };
  throw new Refusal([finding('error', 'basis.all-zero')], 'impossible');
}

/** History and roster of the planned unit alone; an axis whose method leaves no room for a basis reads none. */
function onlyUnit(request: DecomposeRequest): DecomposeRequest {
  const { unit, totals, roster, basis, method } = request;
  const isInside = ({ path }: { readonly path: UnitPath }) => isWithin(path, unit);
  const growth = method.time.growth ?? method.org.growth;
  const growing = (source: BasisSource) => (growth && source === lastYear ? lastYearGrowing(growth) : source);
  const sourceOf = (axis: Axis) => (method[axis].usesBasis ? growing(basis[axis]) : equal);
  return {
    ...request,
    totals: totals && withinUnit(totals, unit),
    roster: roster?.filter(isInside),
    basis: { time: sourceOf('time'), org: sourceOf('org') },
  };
}

/** Whether a growth leads from year to year, so that it counts under a given total, too. */
function growsByYears({ basis, method, period }: DecomposeRequest): boolean {
  const isLastYear = [basis.time, basis.org].includes(lastYear);
  return isLong(period) && isLastYear && (method.time.growth ?? method.org.growth) !== undefined;
}

/** Whether a lock holds on the as-of day, meets the period, and may be on the planned unit. */
function holds({ asOf, period, unit }: DecomposeRequest): (lock: Lock) => boolean {
  return ({ until, path, period: own }) =>
    (until === undefined || until >= asOf) &&
    overlap(own, period) !== undefined &&
    unit.every((name, depth) => path[depth] === name || path[depth] === '');
}

/** Everything that comes from the basis: who is planned, what each cell weighs, and what it adds up to. */
function readBasis(request: DecomposeRequest, whole: DecomposeRequest, months: Grid['periods']) {
  const { basis, onNegative, period } = request;
  const windows = axisWindows({ ...request, history: whole.totals, target: period });
  const members = membersOf(request, windows);
  const basisRequest = { basis, windows, months, members, onNegative };
  const cells = axisCells(basisRequest);
  refuseErrors(cells.findings, 'impossible');
  return {
    windows,
    members,
    basis: cells,
    net: basisNet(basisRequest),
    blocks: basisBlocks(basisRequest),
    spans: [...new Set([windows.org, windows.time])].flatMap((reading) => reading?.window ?? []),
    populated: request.populatedOnly ? populatedCells(whole, request, basisRequest) : undefined,
    presence: presenceAmong(request, members.units),
  };
}

type PresenceRequest = Pick<DecomposeRequest, 'roster' | 'unit' | 'rampClock' | 'countDays'>;

/** Who is there when: by the rows inside the planned unit, whose own amount is given; units without a row always are. */
export function presenceAmong({ roster, unit, rampClock, countDays }: PresenceRequest, units: UnitTree): Presence | undefined {
  if (!roster) return undefined;
  const known = new Set(roster.map(({ path }) => pathKey(path)));
  const leaves = units.leaves.map((_, leaf) => leafValue(units, leaf).path);
  return presenceOf({
    roster: unit.length > 0 ? roster.filter(({ path }) => path.length > unit.length) : roster,
    clock: rampClock ?? { kind: 'tenure' },
    countDays: countDays ?? calendarDays,
    others: leaves.filter((path) => !known.has(pathKey(path))),
  });
}

/** A rate that repeats is nobody's where nobody is there; amounts are shared as if all were there, and then again by presence. */
function isPresent({ method }: DecomposeRequest, { presence, members }: ReturnType<typeof readBasis>, months: Grid['periods']) {
  const isRepeated = method.time.name === 'repeat' || method.org.name === 'repeat';
  if (!isRepeated || !presence) return () => true;
  return (unit: number, leaf: number) => presence.isThere(leafValue(members.units, unit).path, leafValue(months, leaf));
}

/** The cells of the basis that was named, whatever the method makes of it. */
function populatedCells(whole: DecomposeRequest, read: DecomposeRequest, request: BasisRequest): BigInt64Array {
  const { basis, period: target } = whole;
  const windows = axisWindows({ ...read, basis, history: whole.totals, target });
  const { org, time } = axisCells({ ...request, basis, windows });
  const found = cellsOf(org) ?? cellsOf(time);
  if (!found) throw refuse('method.populated-without-history');
  return found.cells;
}

function membersOf(request: DecomposeRequest, windows: AxisWindows): PlanUnits {
  const ofBases = [request.basis.org, request.basis.time].flatMap(({ units }) => units?.(request.levels) ?? []);
  const named = [...ofBases, ...(request.named ?? [])];
  const members = planUnits({ ...request, ...memberBasis(windows, request.totals), named, target: request.period });
  if (request.levels.length > 0 && members.units.nodes.length === 1) throw refuse('organisation.no-units');
  return members;
}
