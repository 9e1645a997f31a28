import type { PeriodRate } from '../allocation/decompose-request.ts';
import { planTilts } from '../allocation/plan-bounds.ts';
import { wholeSum } from '../allocation/rounding/exact-sums.ts';
import type { PlanTrace } from '../allocation/trace.ts';
import type { Grid } from '../grid.ts';
import { nodeAt } from '../tree.ts';
import { type AskedBlock, leavesOf, sumOver } from './explained-block.ts';
import type { AdjustedStep, DaysStep, Share, TiltStep } from './explanation.ts';

/** Shares nearer than a millionth are the same; so are those within the rounding of computed weights, which are large numbers. */
const SAME = 10n ** 6n;
const COMPUTED = 10n ** 9n;

/**
 * Where the block's share in the weights is not the product of the shares above: first by who is there in which period (and what
 * is done without a basis), then by `--weight`, `--populated-only` and seeds in locked blocks.
 */
export function adjustedSteps(trace: PlanTrace, block: AskedBlock, { before, days }: Before): AdjustedStep[] {
  const { weighing, weights } = trace;
  const inMonths = leavesOf(weighing.weights.periods, block.period);
  const present = inMonths ? weightShare(weighing.weights, { ...block, ...inMonths }) : undefined;
  const weighed = present ? times(present, days) : before;
  const placed = weightShare(weights, block);
  return [
    ...(same(before, weighed) ? [] : [{ kind: 'adjusted' as const, reason: 'presence' as const, before, after: weighed }]),
    ...(same(weighed, placed) ? [] : [{ kind: 'adjusted' as const, reason: 'weights' as const, before: weighed, after: placed }]),
  ];
}

/** The same for a larger node, whose share in time is by the weights already. */
export function adjustedNode(trace: PlanTrace, block: AskedBlock, before: Share): AdjustedStep[] {
  const after = weightShare(trace.weights, block);
  return same(before, after) ? [] : [{ kind: 'adjusted', reason: 'weights', before, after }];
}

interface Before {
  /** What the shares above make. */
  readonly before: Share;
  /** The share of a week or day in its month, if it is one. */
  readonly days: DaysStep | undefined;
}

/** A block's part of all weights. */
export function weightShare(weights: Grid, { unit, from, to }: Pick<AskedBlock, 'unit' | 'from' | 'to'>): Share {
  const rows = nodeAt(weights.units, unit);
  return { part: sumOver(weights.cells, weights.periods.leaves.length, { ...rows, from, to }), whole: wholeSum(weights.cells) };
}

/** The share of a share; the first alone where there is no second. */
export function times(a: Share, b: Share | undefined): Share {
  return b ? { part: a.part * b.part, whole: a.whole * b.whole } : { part: a.part, whole: a.whole };
}

function same(expected: Share, found: Share): boolean {
  if (expected.whole === 0n || found.whole === 0n) return expected.whole === found.whole;
  const [left, right] = [expected.part * found.whole, found.part * expected.whole];
  const difference = left > right ? left - right : right - left;
  if (difference * SAME <= left && difference * SAME <= right) return true;
  return found.whole >= COMPUTED && difference <= 2n * expected.whole;
}

/** The factors that count in a block: those of the roster, then `--weight`. */
export function tiltSteps(trace: PlanTrace, block: AskedBlock, tilts: readonly PeriodRate[]): TiltStep[] {
  const { weights } = trace;
  const { leafFrom, leafTo } = nodeAt(weights.units, block.unit);
  const flags = tilts.flatMap((rate): TiltStep[] => {
    const counts = planTilts(weights, [rate]).some((tilt) => {
      const unit = nodeAt(weights.units, tilt.unit);
      const isShared = unit.leafFrom < leafTo && leafFrom < unit.leafTo;
      return isShared && tilt.periodFrom < block.to && block.from < tilt.periodTo;
    });
    return counts ? [{ kind: 'tilt', source: 'flag', unit: rate.unit, period: rate.period, text: rate.text }] : [];
  });
  return [...rosterSteps(trace, block), ...flags];
}

/** The factors of the roster in a block, each named once. */
function rosterSteps({ weights, rosterTilts }: PlanTrace, { unit }: AskedBlock): TiltStep[] {
  const { leafFrom, leafTo } = nodeAt(weights.units, unit);
  const inside = rosterTilts.filter((tilt) => {
    const own = nodeAt(weights.units, tilt.unit);
    return own.leafFrom < leafTo && leafFrom < own.leafTo;
  });
  const steps = inside.map(({ source, name, text }): TiltStep => ({ kind: 'tilt', source, unit: name, period: undefined, text }));
  return [...new Map(steps.map((step) => [`${step.source} ${step.unit}`, step])).values()];
}
