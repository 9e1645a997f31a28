import { carriedDays } from '../allocation/carried-days.ts';
import type { SharedAgain } from '../allocation/place-presence.ts';
import type { Period } from '../calendar/period.ts';
import { refuse } from '../finding.ts';
import { isRepeated as isRepeatedBy } from '../metrics/roll-up.ts';
import { leafValue, nodeAt } from '../tree.ts';
import { adjustedNode, adjustedSteps, tiltSteps, times, weightShare } from './adjusted-steps.ts';
import { readSteps } from './basis-steps.ts';
import { boundSteps } from './bound-steps.ts';
import { type AskedBlock, type ExplainRequest, type LeafRange, leafHolding, leavesOf, sumOver } from './explained-block.ts';
import type { CourseStep, DaysStep, Explanation, LevelStep, PeriodStep, Share, Step } from './explanation.ts';
import { driftSteps } from './node-steps.ts';
import { partsSteps } from './parts-steps.ts';
import { placedSteps, pooledCell } from './placed-steps.ts';
import { baseNode, presenceSteps, sharedAgainOver } from './presence-steps.ts';
import { refuseSumOfRates, repeatedSteps } from './repeated-steps.ts';
import { courseStep, daysInside, daysStep, levelSteps, monthOf } from './share-steps.ts';

/**
 * Where the value of a unit node in a period came from. The period is a union of the plan's leaf periods that begins and ends with
 * one: refused (wrong use) otherwise, and so is a sum over cells that are rates. A single cell has the whole chain from the
 * total to its rounding; a larger node its shares, unrounded value, drift and parts; a week or day the month that it was
 * split out of.
 */
export function explainBlock(request: ExplainRequest, unit: number, period: Period): Explanation {
  const { plan, trace } = request;
  const planned = leavesOf(plan.periods, period);
  const allocated = leavesOf(trace.allocated.periods, period);
  if (!planned) throw outsidePlan(request, period);
  const asked = { unit, period, ...planned };
  if (!allocated) return insideMonth(request, asked);
  const again = sharedAgainOver(request, asked);
  if (again) return presentExplanation(request, asked, { again, allocated });
  const block = { ...asked, ...allocated, unit: baseNode(request, unit) as number };
  refuseSumOfRates(request, block);
  const steps = isCell(request, block) ? cellSteps(request, block) : nodeSteps(request, block);
  return explanation(request, asked, { steps, month: undefined });
}

interface Present {
  readonly again: SharedAgain;
  /** Leaf periods of the allocation. */
  readonly allocated: LeafRange;
}

/** A number inside a unit whose amounts were shared again: what it was before, and what presence made of it. */
function presentExplanation(request: ExplainRequest, asked: AskedBlock, { again, allocated }: Present): Explanation {
  const { trace } = request;
  const at = baseNode(request, asked.unit);
  const asIfAll = { ...request, plan: trace.allocated, trace: { ...trace, present: undefined } };
  const base = at === undefined ? undefined : explainBlock(asIfAll, at, asked.period);
  const value = plannedValue(request, asked);
  const steps = presenceSteps(request, { ...asked, ...allocated }, { again, before: base?.value ?? 0n, value });
  return { ...explanation(request, asked, { steps, month: undefined }), base };
}

function outsidePlan({ plan }: ExplainRequest, period: Period) {
  const [first, last] = [leafValue(plan.periods, 0), leafValue(plan.periods, plan.periods.leaves.length - 1)];
  return refuse('explain.no-such-period', { period: period.label, first: first.label, last: last.label });
}

function isCell({ trace }: ExplainRequest, { unit, from, to }: AskedBlock): boolean {
  return nodeAt(trace.weights.units, unit).children.length === 0 && to - from === 1;
}

interface Made {
  readonly steps: readonly Step[];
  readonly month: Explanation | undefined;
}

/** Adds what the number is the sum of. `asked` counts leaf periods of the plan. */
function explanation(request: ExplainRequest, asked: AskedBlock, { steps, month }: Made): Explanation {
  const { plan, trace } = request;
  return {
    unit: nodeAt(plan.units, asked.unit).value.path,
    period: asked.period.label,
    scale: trace.scale,
    value: plannedValue(request, asked),
    month,
    steps: [...steps, ...partsSteps(plan, asked)],
  };
}

function plannedValue({ plan }: ExplainRequest, { unit, from, to }: AskedBlock): bigint {
  return sumOver(plan.cells, plan.periods.leaves.length, { ...nodeAt(plan.units, unit), from, to });
}

/** One cell of the allocation: its shares, and how it was placed and rounded. */
function cellSteps(request: ExplainRequest, block: AskedBlock): Step[] {
  const { trace, tilts, rollUp } = request;
  const leafUnit = nodeAt(trace.weights.units, block.unit).leafFrom;
  const width = trace.weights.periods.leaves.length;
  const month = monthOf(trace, leafValue(trace.weights.periods, block.from));
  const course = courseStep(trace, leafUnit, month);
  const days = daysStep(trace, leafUnit, block.from);
  const value = trace.allocated.cells[leafUnit * width + block.from] as bigint;
  const isRepeated = isRepeatedBy(rollUp);
  const placed = isRepeated
    ? repeatedSteps(request, block, value)
    : placedSteps(pooledCell(trace, leafUnit * width + block.from), { value, roundTo: trace.roundTo });
  return [
    ...readSteps(trace, block, trace.weighing.follows[leafUnit] as number),
    { kind: 'total', amount: trace.total },
    ...(isRepeated ? [] : chain(request, block, { levels: levelSteps(trace, block.unit), course, days })),
    ...tiltSteps(trace, block, tilts),
    ...boundSteps(trace, block),
    ...placed,
  ];
}

interface Shares {
  readonly levels: readonly LevelStep[];
  readonly course: CourseStep;
  readonly days: DaysStep | undefined;
}

/** Shares from the whole down to the block, and what they miss of its share in the weights. */
function chain({ trace }: ExplainRequest, block: AskedBlock, { levels, course, days }: Shares): Step[] {
  const before = times(times(inUnits(levels), course), days);
  return [...levels, course, ...(days ? [days] : []), ...adjustedSteps(trace, block, { before, days })];
}

function inUnits(levels: readonly LevelStep[]): Share {
  const [first, last] = [levels[0], levels.at(-1)];
  return first && last ? { part: last.part, whole: first.whole } : { part: 1n, whole: 1n };
}

/** A larger node: shares by weights in time, locks around and inside, and the distance from the unrounded value. */
function nodeSteps(request: ExplainRequest, block: AskedBlock): Step[] {
  const { trace, tilts, rollUp } = request;
  const { units, periods } = trace.weights;
  const whole: LeafRange = { from: 0, to: periods.leaves.length };
  const inSpan = weightShare(trace.weights, { ...block, ...whole }).part;
  const share = weightShare(trace.weights, block);
  const course: PeriodStep = { kind: 'period', period: block.period.label, part: share.part, whole: inSpan };
  const isRepeated = isRepeatedBy(rollUp);
  const levels = levelSteps(trace, block.unit);
  const inTime = block.to - block.from < whole.to ? [course] : [];
  const adjusted = adjustedNode(trace, block, times(inUnits(levels), inTime[0]));
  const followed = trace.weighing.follows[nodeAt(units, block.unit).leafFrom] as number;
  return [
    ...readSteps(trace, block, followed < 0 ? -1 : block.unit),
    { kind: 'total', amount: trace.total },
    ...(isRepeated ? [] : [...levels, ...inTime, ...adjusted]),
    ...tiltSteps(trace, block, tilts),
    ...boundSteps(trace, block),
    ...(isRepeated ? [] : driftSteps(trace, block)),
  ];
}

/** A week or day that was split out of a rounded month. */
function insideMonth(request: ExplainRequest, asked: AskedBlock): Explanation {
  const { plan, trace } = request;
  const months = trace.allocated.periods;
  const month = leafHolding(months, asked.period);
  if (month === undefined) throw outsidePlan(request, asked.period);
  const above = explainBlock(request, asked.unit, leafValue(months, month));
  const { children, leafFrom } = nodeAt(plan.units, asked.unit);
  const isCell = children.length === 0 && asked.to - asked.from === 1;
  const cell = { leafUnit: leafFrom, baseUnit: baseNode(request, asked.unit), month, leaf: asked.from, amount: above.value };
  const steps = isCell ? splitSteps(request, cell) : [];
  return explanation(request, asked, { steps, month: above });
}

interface SplitCell {
  readonly leafUnit: number;
  /** Its node in the base; undefined for one that nobody was planned for there. */
  readonly baseUnit: number | undefined;
  readonly month: number;
  /** The leaf period of the plan. */
  readonly leaf: number;
  /** The month's number. */
  readonly amount: bigint;
}

/** The month's number by the weights of its days; its odd part goes to the heaviest. */
function splitSteps({ plan, trace }: ExplainRequest, { leafUnit, baseUnit, month, leaf, amount }: SplitCell): Step[] {
  const { roundTo, allocated } = trace;
  const inside = leavesOf(plan.periods, leafValue(allocated.periods, month)) as LeafRange;
  const leaves = plan.periods.leaves.slice(inside.from, inside.to).map((node) => nodeAt(plan.periods, node).value);
  const carriedOf = trace.presence && carriedDays(plan.units, allocated.periods, trace.presence)(leafUnit, month);
  const row = baseUnit === undefined ? -1 : nodeAt(allocated.units, baseUnit).leafFrom;
  const weights = daysInside(trace, { leafUnit: row, month, leaves, carriedOf });
  const place = leaf - inside.from;
  const odd = amount % roundTo;
  const heaviest = weights.reduce((best, weight, p) => (weight > (weights[best] as bigint) ? p : best), 0);
  const [part, whole] = [weights[place] as bigint, weights.reduce((a, b) => a + b, 0n)];
  const days: DaysStep = {
    kind: 'days',
    period: leafValue(plan.periods, leaf).label,
    month: leafValue(allocated.periods, month).label,
    byCalendar: trace.dayWeight !== undefined,
    part,
    whole,
  };
  const value = plan.cells[leafUnit * plan.periods.leaves.length + leaf] as bigint;
  const pooled = {
    weight: { kind: 'weight', of: 'month', amount: { numerator: amount - odd, denominator: 1n }, part, whole } as const,
    odd: place === heaviest && odd > 0n ? ({ kind: 'odd', amount: odd, isTakenBefore: false } as const) : undefined,
  };
  return [days, ...placedSteps(pooled, { value, roundTo })];
}
