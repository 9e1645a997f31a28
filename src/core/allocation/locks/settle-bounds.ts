import { formatAmount } from '../../amount.ts';
import { type Finding, finding, Refusal } from '../../finding.ts';
import { type BoundedClasses, boundedClasses, type Counting, inFineParts, wholeSystem } from './bounded-classes.ts';
import { settle } from './circulation.ts';
import type { ClassSystem } from './class-system.ts';
import { aboveTotalFindings, conflictFindings, crossingFindings, sidesFindings } from './conflict-findings.ts';
import type { BlockAxes } from './families.ts';
import { type Limit, mergeLimits, refuseTooLarge } from './limits.ts';
import type { Block, Bound } from './lock.ts';
import { pinMiddle } from './middle.ts';
import { type FixedBlock, type OddCells, oddCells } from './odd-cells.ts';
import { scale } from './scaling.ts';

export interface SettleRequest {
  readonly axes: BlockAxes;
  /** Non-negative; a cell of weight zero stays zero. */
  readonly weights: BigInt64Array;
  /** The amount to place, at `scale`. */
  readonly total: bigint;
  readonly scale: number;
  readonly roundTo: bigint;
  readonly bounds: readonly Bound[];
}

/** An exact plan under bounds before rounding: inside a class, amounts are proportional to weights. */
export interface SettledBounds {
  readonly classes: BoundedClasses['classes'];
  /** Amount of each class in `fineness` parts of the smallest unit: whole numbers below 2^53. Every bound holds exactly. */
  readonly amounts: Float64Array;
  readonly fineness: number;
  /** Amounts inside their cells that are no multiple of `roundTo`. */
  readonly odd: OddCells;
  /** The bounded blocks of either nested family: their sums must not move when cells are rounded. */
  readonly down: readonly Block[];
  readonly up: readonly Block[];
  readonly findings: readonly Finding[];
}

/**
 * The plan nearest to the weights, in the sense of least sum of x ln(x / weight), that keeps the total and every bound; and of
 * which a whole rounding exists. Whether there is one is decided first, by a flow over classes of cells; refused (impossible)
 * with an irreducible set of bounds that contradict each other, or, when only the rounding unit stands in the way, with one
 * that does not: the odd parts of exact sums are tried in a few dozen cells. Blocks that cross two families are kept by whole
 * amounts for their leaf periods, near the nearest plan but not the nearest.
 */
export function settleBounds(request: SettleRequest): SettledBounds {
  refuseTooLarge(request.total);
  const limits = mergeLimits(request.bounds);
  refuseAboveTotal(request, limits);
  const plain = boundedClasses({ ...request, limits }, new Map());
  const smallest = { total: request.total, roundTo: 1n, odd: new Map<number, bigint>() };
  refuseImpossible(request, plain, smallest);
  if (request.roundTo === 1n) return fineAmounts(request, plain, smallest);
  const rounded = inUnits(request, limits, request.roundTo);
  if (!rounded) throw needsFiner(request, limits);
  return fineAmounts(request, rounded.bounded, rounded.counting);
}

/** A floor above the total needs no search, and may be too large for one. */
function refuseAboveTotal({ axes, scale, total }: SettleRequest, limits: readonly Limit[]): void {
  const above = limits.filter(({ min }) => min > total);
  const findings = above.flatMap((limit) => aboveTotalFindings({ axes, scale }, limit, total));
  if (findings.length > 0) throw new Refusal(findings, 'impossible');
}

interface Counted {
  readonly bounded: BoundedClasses;
  readonly counting: Counting;
}

/** How many choices of odd cells are tried. */
const ODD_TRIES = 48;

/**
 * The limits counted in a rounding unit; undefined when no plan of such units was found that keeps them. Odd parts go to the
 * heaviest cells first; where that leaves no plan, each of them is tried elsewhere in turn, the total's first.
 */
function inUnits(request: SettleRequest, limits: readonly Limit[], roundTo: bigint): Counted | undefined {
  const { axes, weights, total } = request;
  const exact = limits.flatMap(({ unit, period, min, max }) => (min === max ? [{ unit, period, amount: min }] : []));
  const fixed = [...exact, { unit: 0, period: 0, amount: total }];
  const capped = cappedBelow(limits, roundTo);
  const waiting: ReadonlySet<number>[] = [new Set()];
  for (let tries = 0; tries < ODD_TRIES; tries++) {
    const avoided = waiting.shift();
    if (!avoided) return undefined;
    const odd = oddCells({ axes, weights, fixed, capped, avoided, roundTo });
    if (!odd) continue;
    const bounded = boundedClasses({ ...request, limits }, odd);
    const counting = { total, roundTo, odd };
    if (isFeasible(bounded, counting)) return { bounded, counting };
    const others = [...odd.keys()].reverse().slice(0, ODD_TRIES - waiting.length);
    waiting.push(...others.map((cell) => new Set([...avoided, cell])));
  }
  return undefined;
}

/** Blocks whose cap is below a rounding unit, and so may have no room for an odd part. */
function cappedBelow(limits: readonly Limit[], roundTo: bigint): FixedBlock[] {
  return limits.flatMap(({ unit, period, max }) => (max !== undefined && max < roundTo ? [{ unit, period, amount: max }] : []));
}

function isFeasible(bounded: BoundedClasses, counting: Counting): boolean {
  const system = wholeSystem(bounded, counting);
  if (hasEmptySides(system) || settle(system, proportional(system)).kind === 'impossible') return false;
  return pinMiddle(bounded, system, counting).kind === 'pinned';
}

/** Whether some floor, rounded up, stands above its cap, rounded down. */
function hasEmptySides({ downTree, upTree }: ClassSystem): boolean {
  return [downTree, upTree].some(({ min, max }) => min.some((least, node) => least > (max[node] as number)));
}

function refuseImpossible(request: SettleRequest, bounded: BoundedClasses, counting: Counting): void {
  const system = wholeSystem(bounded, counting);
  const sides = sidesFindings(request, bounded);
  if (sides.length > 0) throw new Refusal(sides, 'impossible');
  const settled = settle(system, proportional(system));
  if (settled.kind === 'impossible')
    throw new Refusal(conflictFindings({ ...request, bounded, system }, settled.cut), 'impossible');
  const pinned = pinMiddle(bounded, system, counting);
  if (pinned.kind !== 'pinned') throw new Refusal(crossingFindings({ ...request, bounded, system }, pinned), 'impossible');
}

/** A coarser unit than the currency's that works, looked for by tenths. */
function needsFiner(request: SettleRequest, limits: readonly Limit[]): Refusal {
  const { roundTo, scale } = request;
  let finer = roundTo;
  do finer = finer % 10n === 0n ? finer / 10n : 1n;
  while (finer > 1n && !inUnits(request, limits, finer));
  const values = { roundTo: formatAmount(roundTo, scale), finer: formatAmount(finer, scale) };
  return new Refusal([finding('error', 'lock.needs-finer-rounding', values)], 'impossible');
}

/** Each class its share of the total, rounded down. */
function proportional({ weight, downTree }: ClassSystem): Float64Array {
  const total = downTree.min[0] as number;
  const sum = weight.reduce((a, b) => a + b, 0);
  return weight.map((own) => Math.floor((own / sum) * total));
}

/** Room for fractions: the whole in fine parts stays below this. */
const FINEST_TOTAL = 2 ** 51;
const MOST_PARTS = 2 ** 20;

function fineness(total: bigint, roundTo: bigint): number {
  let parts = 1;
  while (parts < MOST_PARTS && Number(total > roundTo ? total : roundTo) * parts * 2 < FINEST_TOTAL) parts *= 2;
  return parts;
}

/** The nearest plan in fine parts: scaled in doubles, then brought to the bounds exactly. */
function fineAmounts(request: SettleRequest, bounded: BoundedClasses, counting: Counting): SettledBounds {
  const pinned = pinMiddle(bounded, wholeSystem(bounded, counting), counting);
  if (pinned.kind !== 'pinned') throw new Error(`bounds that are feasible cannot be pinned: ${pinned.kind}`);
  const parts = fineness(request.total, request.roundTo);
  const system = inFineParts(pinned.system, bounded, { ...counting, parts });
  const scaled = scale(system);
  const settled = settle(system, scaled.amounts.map(Math.floor));
  if (settled.kind === 'impossible') throw new Error('bounds that are feasible in whole units are not in fine parts');
  return {
    classes: bounded.classes,
    amounts: settled.amounts,
    fineness: parts,
    odd: counting.odd,
    ...bounded.rounded,
    findings: scaled.converged ? [] : [finding('note', 'lock.not-nearest', { rounds: scaled.rounds })],
  };
}
