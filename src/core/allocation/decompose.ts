import { type Finding, finding, refuse, refuseErrors } from '../finding.ts';
import type { Grid } from '../grid.ts';
import { nameFindings } from '../organisation/name-findings.ts';
import { formatPath, type UnitPath, type UnitTree } from '../organisation/unit-tree.ts';
import { regrouping } from '../regroup.ts';
import { leafValue } from '../tree.ts';
import { withinUnit } from '../within-unit.ts';
import { allocateWithBounds, type Placement } from './allocate-bounded.ts';
import { axisDrift } from './axis-drift.ts';
import type { AxisWeights } from './basis/axis-weights.ts';
import { basisBlocks } from './basis/basis-blocks.ts';
import {
  type AxisWindows,
  axisCells,
  axisWindows,
  type BasisRequest,
  basisNet,
  historySpans,
  memberBasis,
} from './basis/basis-cells.ts';
import type { Axis } from './basis/basis-window.ts';
import { equal } from './basis/equal.ts';
import { dayWeights } from './day-weights.ts';
import type { DecomposeRequest, Decomposition } from './decompose-request.ts';
import { fineWeights } from './fine-weights.ts';
import { seedZeroBlocks } from './locks/seed-zero-blocks.ts';
import type { BoundedRequest } from './methods/bounded-request.ts';
import { populatedOnly } from './methods/populated-only.ts';
import { repeatCells } from './methods/repeat-cells.ts';
import { planPeriods } from './plan-axes.ts';
import { planBounds, planTilts } from './plan-bounds.ts';
import { driftFinding, lumpyFinding } from './plan-findings.ts';
import { givenAmount, planTotal } from './plan-total.ts';
import { type PlanUnits, planUnits } from './plan-units.ts';
import { rowAccount } from './row-account.ts';
import { monthsOf, splitMonths } from './split-months.ts';
import { tiltWeights } from './tilt.ts';
import { weigh } from './weigh.ts';

export type { DecomposeRequest, Decomposition, TotalSpec } from './decompose-request.ts';

/** The whole of `decompose` as a value: history and a total in, an exact plan and everything worth knowing about it out. */
export function decompose(whole: DecomposeRequest): Decomposition {
  const request = onlyUnit(whole);
  const { roundTo, scale, method } = request;
  const periods = planPeriods(request);
  const months = monthsOf(periods.allocated);
  const read = readBasis(request, whole, months);
  const { members, windows, basis } = read;
  const early = givenAmount(request.total) ?? (request.total && planTotal({ ...request, own: undefined, net: read.net }).total);
  const course = method.time.profile?.(months, early);
  const { total, findings: aboutTotal } = planTotal({ ...request, own: course?.total, net: read.net });
  const time: AxisWeights = course ? { profile: course.weights } : basis.time;
  const weighing = weigh({ ...request, org: basis.org, time, units: members.units, periods: months, isPresent: read.isPresent });
  const populated = read.populated
    ? { ...weighing.weights, cells: populatedOnly(weighing.weights.cells, read.populated) }
    : weighing.weights;
  const weightOf = dayWeights({ units: members.units, months, reading: windows.time, follows: weighing.follows });
  const spread = periods.isSplit
    ? { ...populated, periods: periods.allocated }
    : fineWeights(populated, periods.allocated, weightOf);
  const tilted = tiltWeights(spread, planTilts(spread, request.tilts));
  const { bounds, findings: aboutBounds } = planBounds(request, tilted, read.blocks);
  const { weights, findings: seeds } = seedZeroBlocks(tilted, bounds, request.onZeroBasis);
  const repeats = { time: method.time.name === 'repeat', org: method.org.name === 'repeat' };
  const isRepeated = repeats.time || repeats.org;
  const placing = { total, scale, roundTo, weights, bounds };
  const placement = isRepeated ? repeated({ ...placing, repeats }) : allocateWithBounds(placing);
  const { grid, settled } = placement;
  const asked = periods.asked.tree;
  return {
    plan: periods.isSplit
      ? splitMonths({ months: grid, periods: asked, roundTo, dayWeights: weightOf })
      : { ...grid, periods: asked },
    total,
    repeats,
    windows: read.spans,
    account: request.totals && rowAccount(request.totals, historySpans(windows), members),
    trace: {
      total,
      scale,
      roundTo,
      windows,
      basis: { org: basis.org, time },
      weighing,
      weights,
      bounds,
      settled,
      allocated: grid,
    },
    findings: [
      ...periods.asked.findings,
      ...(course?.findings ?? []),
      ...aboutTotal,
      ...(windows.org?.findings ?? []),
      ...(windows.time === windows.org ? [] : (windows.time?.findings ?? [])),
      ...members.findings,
      ...namesByAxis(request, members.units),
      ...basis.findings,
      ...(request.shape === 'own' ? lumpyFinding(time) : []),
      ...weighing.findings,
      ...unitsWithoutBasis(weights),
      ...aboutBounds,
      ...seeds,
      ...placement.findings,
      ...(isRepeated ? [finding('note', 'method.repeated')] : drifts(request, placement)),
    ],
  };
}

/** Names that stand in several places of one row axis; across axes they are meant to. */
function namesByAxis({ unitAxes }: DecomposeRequest, units: UnitTree): Finding[] {
  if (unitAxes.length < 2) return nameFindings(units);
  return unitAxes.flatMap((axis) => nameFindings(regrouping(units, axis).units));
}

/** Cells that repeat an amount; they are no allocation of it, and so have no bounds settled. */
function repeated(request: BoundedRequest & Pick<Decomposition, 'repeats'>): Placement {
  const { total: amount, weights } = request;
  const allocate = (line: BoundedRequest) => allocateWithBounds(line);
  return { ...repeatCells({ ...request, amount, allocate }), unrounded: weights, settled: undefined };
}

/** How far the nodes lie from their unrounded values for which no distance can be promised. */
function drifts({ roundTo, unitAxes }: DecomposeRequest, { grid: plan, unrounded }: Placement): Finding[] {
  const across = unitAxes.length > 1 ? axisDrift({ plan, unrounded, roundTo, axes: unitAxes }) : [];
  return [...driftFinding(plan, unrounded, roundTo), ...across];
}

/** History and roster of the planned unit alone; an axis whose method leaves no room for a basis reads none. */
function onlyUnit(request: DecomposeRequest): DecomposeRequest {
  const { unit, totals, roster, basis, method } = request;
  const isInside = ({ path }: { readonly path: UnitPath }) => unit.every((name, depth) => path[depth] === name);
  const sourceOf = (axis: Axis) => (method[axis].usesBasis ? basis[axis] : equal);
  return {
    ...request,
    totals: totals && withinUnit(totals, unit),
    roster: roster?.filter(isInside),
    basis: { time: sourceOf('time'), org: sourceOf('org') },
  };
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
    isPresent: (unit: number, leaf: number) => members.isThere(leafValue(members.units, unit).path, leafValue(months, leaf)),
  };
}

/** The cells of the basis that was named, whatever the method makes of it. */
function populatedCells(whole: DecomposeRequest, read: DecomposeRequest, request: BasisRequest): BigInt64Array {
  const { basis, period: target } = whole;
  const windows = axisWindows({ ...read, basis, history: whole.totals, target });
  const { org, time } = axisCells({ ...request, basis, windows });
  const found = [org, time].flatMap((weights) => (weights !== 'equal' && 'cells' in weights ? [weights.cells] : []));
  if (!found[0]) throw refuse('method.populated-without-history');
  return found[0];
}

function membersOf(request: DecomposeRequest, windows: AxisWindows): PlanUnits {
  const named = [request.basis.org, request.basis.time].flatMap(({ units }) => units?.(request.levels) ?? []);
  const members = planUnits({ ...request, ...memberBasis(windows, request.totals), named, target: request.period });
  if (request.levels.length > 0 && members.units.nodes.length === 1) throw refuse('organisation.no-units');
  return members;
}

function unitsWithoutBasis({ units, periods, cells }: Grid): Finding[] {
  const width = periods.leaves.length;
  if (units.nodes.length === 1) return [];
  return units.leaves.flatMap((_, leaf) => {
    if (cells.subarray(leaf * width, (leaf + 1) * width).some((cell) => cell > 0n)) return [];
    return [finding('warning', 'basis.unit-without-history', { unit: formatPath(leafValue(units, leaf).path) })];
  });
}
