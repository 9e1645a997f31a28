import { type Finding, finding } from '../finding.ts';
import type { Grid } from '../grid.ts';
import type { RollUp } from '../metrics/roll-up.ts';
import { nameFindings } from '../organisation/name-findings.ts';
import { formatPath, leafIndex, pathKey, type UnitTree } from '../organisation/unit-tree.ts';
import { regrouping } from '../regroup.ts';
import { leafValue } from '../tree.ts';
import { allocateWithBounds, type Placement } from './allocate-bounded.ts';
import { axisDrift } from './axis-drift.ts';
import { historySpans } from './basis/basis-cells.ts';
import { carriedDays, onUnits } from './carried-days.ts';
import type { DecomposeRequest, Decomposition } from './decompose-request.ts';
import type { Bound } from './locks/lock.ts';
import { seedZeroBlocks } from './locks/seed-zero-blocks.ts';
import type { BoundedRequest } from './methods/bounded-request.ts';
import { repeatCells } from './methods/repeat-cells.ts';
import type { RepeatRequest } from './methods/repeat-lines.ts';
import { type PresentPlan, placePresence } from './place-presence.ts';
import { planBounds } from './plan-bounds.ts';
import { driftFinding, lumpyFinding } from './plan-findings.ts';
import { rowAccount } from './row-account.ts';
import { splitMonths } from './split-months.ts';
import { type WeighedPlan, weighPlan } from './weigh-plan.ts';

export type { DecomposeRequest, Decomposition, TotalSpec } from './decompose-request.ts';

/** The whole of `decompose` as a value: history and a total in, an exact plan and everything worth knowing about it out. */
export function decompose(whole: DecomposeRequest): Decomposition {
  return placePlan(weighPlan(whole));
}

/** Bounds on the axes of a plan as they hold in the money that it is placed in. */
export type BoundsInMoney = (bounds: readonly Bound[], axes: Grid) => readonly Bound[];

/** A weighed plan with its total placed; `inMoney` where bounds are in other money than the total. */
export function placePlan(weighed: WeighedPlan, inMoney: BoundsInMoney = (bounds) => bounds): Decomposition {
  const { request, total, windows, members, basis, weighing } = weighed;
  const { roundTo, scale } = request;
  const { bounds: stated, findings: aboutBounds } = planBounds(request, weighed.weights, weighed.blocks);
  const bounds = inMoney(stated, weighed.weights);
  const { weights, findings: seeds } = seedZeroBlocks(weighed.weights, bounds, request.onZeroBasis);
  const placement = place(weighed, weights, bounds);
  const { grid: allocated, settled } = placement;
  const present = sharedAgain(weighed, { weights, bounds, placement });
  const plan = finePlan(weighed, present?.grid ?? allocated);
  return {
    plan,
    total,
    rollUp: rollUpOf(request),
    windows: weighed.spans,
    account: request.totals && rowAccount(request.totals, historySpans(windows), members),
    trace: {
      total,
      scale,
      roundTo,
      windows,
      basis,
      weighing,
      dayWeight: weighed.request.basis.time.dayWeight,
      weights,
      bounds,
      settled,
      allocated,
      rosterTilts: weighed.rosterTilts,
      presence: weighed.presence,
      present,
    },
    findings: [
      ...weighed.findings,
      ...namesByAxis(request, members.units),
      ...(request.shape === 'own' ? lumpyFinding(basis.time) : []),
      ...unitsWithoutBasis(weights, plan),
      ...aboutBounds,
      ...seeds,
      ...placement.findings,
      ...(present?.findings ?? []),
      ...(isRepeated(request) ? [finding('note', 'method.repeated')] : drifts(request, present ?? placement)),
    ],
  };
}

type Repeats = RepeatRequest['repeats'];

/** How the cells of a plan will make larger nodes. */
export function rollUpOf(request: Pick<DecomposeRequest, 'method'>): RollUp {
  const { time, org } = repeatsOf(request);
  return { time: time ? 'same' : 'sum', org: org ? 'same' : 'sum' };
}

function repeatsOf({ method }: Pick<DecomposeRequest, 'method'>): Repeats {
  return { time: method.time.name === 'repeat', org: method.org.name === 'repeat' };
}

function isRepeated(request: DecomposeRequest): boolean {
  const { time, org } = repeatsOf(request);
  return time || org;
}

function place({ request, total }: WeighedPlan, weights: Grid, bounds: readonly Bound[]): Placement {
  const { roundTo, scale } = request;
  const placing = { total, scale, roundTo, weights, bounds };
  return isRepeated(request) ? repeated({ ...placing, repeats: repeatsOf(request) }) : allocateWithBounds(placing);
}

interface Placed {
  readonly weights: Grid;
  readonly bounds: readonly Bound[];
  readonly placement: Placement;
}

/** The plan of those who are there; rates that repeat are no shares of anything. */
function sharedAgain({ request, presence }: WeighedPlan, placed: Placed): PresentPlan | undefined {
  if (!presence || isRepeated(request)) return undefined;
  return placePresence({ ...placed, presence, planned: request.unit, roundTo: request.roundTo });
}

/** The plan by the periods that were asked for: weeks and days split out of rounded months, or the same leaves. */
function finePlan({ request, periods, members, dayWeights, presence }: WeighedPlan, allocated: Grid): Grid {
  const asked = periods.asked.tree;
  if (!periods.isSplit) return { ...allocated, periods: asked };
  const { units } = allocated;
  const carried = presence && carriedDays(units, allocated.periods, presence);
  return splitMonths({
    ...{ months: allocated, periods: asked, roundTo: request.roundTo, carried },
    dayWeights: onUnits(dayWeights, { from: members.units, to: units, others: request.basis.time.dayWeight }),
  });
}

/** Names that stand in several places of one row axis; across axes they are meant to. */
function namesByAxis({ unitAxes }: DecomposeRequest, units: UnitTree): Finding[] {
  if (unitAxes.length < 2) return nameFindings(units);
  return unitAxes.flatMap((axis) => nameFindings(regrouping(units, axis).units));
}

/** Cells that repeat an amount; they are no allocation of it, and so have no bounds settled. */
function repeated(request: BoundedRequest & Pick<RepeatRequest, 'repeats'>): Placement {
  const { total: amount, weights } = request;
  const allocate = (line: BoundedRequest) => allocateWithBounds(line);
  return { ...repeatCells({ ...request, amount, allocate }), unrounded: weights, settled: undefined };
}

/** How far the nodes lie from their unrounded values for which no distance can be promised. */
function drifts(
  { roundTo, unitAxes }: DecomposeRequest,
  { grid: plan, unrounded }: Pick<Placement, 'grid' | 'unrounded'>,
): Finding[] {
  const across = unitAxes.length > 1 ? axisDrift({ plan, unrounded, roundTo, axes: unitAxes }) : [];
  return [...driftFinding(plan, unrounded, roundTo), ...across];
}

/** Units with neither a weight nor an amount: presence may give one to who has no weight. */
export function unitsWithoutBasis({ units, periods, cells }: Grid, plan: Grid): Finding[] {
  const rows = leafIndex(plan.units);
  const planned = plan.periods.leaves.length;
  const width = periods.leaves.length;
  if (units.nodes.length === 1) return [];
  return units.leaves.flatMap((_, leaf) => {
    if (cells.subarray(leaf * width, (leaf + 1) * width).some((cell) => cell > 0n)) return [];
    const { path } = leafValue(units, leaf);
    const row = rows.get(pathKey(path)) as number;
    if (plan.cells.subarray(row * planned, (row + 1) * planned).some((cell) => cell > 0n)) return [];
    return [finding('warning', 'basis.unit-without-history', { unit: formatPath(path) })];
  });
}
