import { withLocks } from '../allocation/changes/held-locks.ts';
import { blockPart } from '../allocation/changes/part.ts';
import type { Block, Bound } from '../allocation/locks/lock.ts';
import { seedZeroBlocks } from '../allocation/locks/seed-zero-blocks.ts';
import type { AllocateWithBounds } from '../allocation/methods/bounded-request.ts';
import { power10 } from '../amount.ts';
import type { Finding } from '../finding.ts';
import { type Grid, valueAt } from '../grid.ts';
import { ancestry, nodeAt } from '../tree.ts';
import { isFrozenIn } from './frozen-cells.ts';
import { type Met, meetNumbers, type Wanted } from './meet-numbers.ts';
import type { PlacedNumber } from './placed-number.ts';
import { type Authority, type Policy, type Tie, weightOf } from './policy.ts';

export interface Settling {
  readonly policy: Policy;
  readonly authorities: readonly Authority[];
  readonly tie: Tie;
  /** The unit node inside which numbers are settled; nothing outside it moves. */
  readonly unit: number;
  readonly numbers: readonly PlacedNumber[];
  /** Blocks whose cells stay as they are; numbers inside them have no effect. */
  readonly frozen: readonly Block[];
  /** Everything else that must hold, frozen cells among it. */
  readonly bounds: readonly Bound[];
  readonly roundTo: bigint;
  readonly allocate: AllocateWithBounds;
}

export interface Settled {
  readonly grid: Grid;
  readonly findings: readonly Finding[];
}

/** The source kind of bounds that numbers from below put. */
export const COMMITMENT_KIND = 'commitment';

/**
 * The plan with the numbers from below settled by a policy: each counts weight x number + (1 - weight) x plan. Untied, every number's block
 * comes out at that, to the smallest unit where the weight is 1, and the total follows. Tied to the top, the unit keeps its total and
 * all that is wanted is brought to it in proportion. Cells inside a block follow the plan's own. The plan itself, cell by cell, where nothing is
 * wanted that it does not have. Refuses (impossible) what contradicts the bounds.
 */
export function settle(plan: Grid, settling: Settling): Settled {
  const wanted = wantedBlocks(plan, settling);
  if (wanted.length === 0) return { grid: plan, findings: [] };
  return settling.tie === 'top' ? tiedToTop(plan, settling, wanted) : untied(plan, settling, wanted);
}

/** What a number should come to: `amount` / 10^`digits` of the plan's smallest unit. */
interface Weighed extends Wanted {
  readonly digits: number;
}

/** The numbers inside the unit and outside frozen blocks, weighed, all with the same digits. */
function wantedBlocks(plan: Grid, { policy, authorities, unit, numbers, frozen }: Settling): readonly Weighed[] {
  const isFrozen = isFrozenIn(plan, frozen);
  const weight = weightOf(policy, authorities);
  const inside = numbers.filter((one) => ancestry(plan.units, one.unit).includes(unit) && !isFrozen(one));
  const weighed = inside.map((one) => ({ one, rate: weight(nodeAt(plan.units, one.unit).value.path) }));
  const counted = weighed.filter(({ rate }) => rate.numerator > 0n);
  const digits = Math.max(0, ...counted.map(({ rate }) => decimalsOf(rate.denominator)));
  const fine = power10(digits);
  return counted
    .map(({ one, rate: { numerator, denominator } }): Weighed => {
      const planned = valueAt(plan, one.unit, one.period);
      const amount = ((one.amount * numerator + planned * (denominator - numerator)) * fine) / denominator;
      const { unit: node, period, place } = one;
      return { unit: node, period, amount, isExact: numerator === denominator, place, digits };
    })
    .sort((a, b) => a.unit - b.unit || a.period - b.period);
}

/** Decimals that a fraction of this denominator needs; weights are written as decimals, so there is such a number. */
function decimalsOf(denominator: bigint): number {
  let digits = 0;
  while (power10(digits) % denominator !== 0n) digits++;
  return digits;
}

function untied(plan: Grid, settling: Settling, wanted: readonly Weighed[]): Settled {
  const { unit, roundTo } = settling;
  const [{ digits }] = wanted as [Weighed, ...Weighed[]];
  const own = blockPart(plan, { unit, period: 0 });
  const inPart = wanted.map((one) => ({ ...one, ...(own.blockIn(one) as Block) }));
  const met = meetNumbers(own.grid, inPart, { digits, roundTo, kind: COMMITMENT_KIND });
  if (isMet(own.grid, met)) return { grid: plan, findings: met.findings };
  return placed(plan, settling, { met, ...seeded(plan, wanted, unit) });
}

/** Whether the plan has all that already: then no cell moves, whatever its rounding unit. */
function isMet(grid: Grid, { total, bounds }: Met): boolean {
  return valueAt(grid, 0, 0) === total && bounds.every(({ unit, period, min }) => valueAt(grid, unit, period) === min);
}

interface Weights {
  readonly weights: Grid;
  readonly findings: readonly Finding[];
}

/** The unit's cells as weights; blocks that have nothing and want something take the course of the unit above them. */
function seeded(plan: Grid, wanted: readonly Wanted[], unit: number): Weights {
  const bounds = wanted.map((one): Bound => {
    return { unit: one.unit, period: one.period, min: one.amount, max: one.amount, source: NO_SOURCE };
  });
  const { weights, findings } = seedZeroBlocks(plan, bounds, 'parent');
  return { weights: blockPart(weights, { unit, period: 0 }).grid, findings };
}

const NO_SOURCE = { kind: COMMITMENT_KIND, place: undefined, reason: '' };

interface Placing extends Weights {
  readonly met: Met;
}

/** Allocates the unit's cells anew under everything that must hold. */
function placed(plan: Grid, { unit, bounds, roundTo, allocate }: Settling, { met, weights, findings }: Placing): Settled {
  const part = blockPart(plan, { unit, period: 0 });
  const request = { total: met.total, scale: plan.scale, roundTo, weights, bounds: met.bounds };
  const problem = withLocks(plan, { part, request, findings: [] }, bounds);
  const placement = allocate(problem.request);
  const cells = plan.cells.slice();
  part.cells.forEach((cell, i) => {
    cells[cell] = placement.grid.cells[i] as bigint;
  });
  return { grid: { ...plan, cells }, findings: [...met.findings, ...findings, ...placement.findings] };
}

/** The largest whole, in fine units, of which the wanted cells are made; and how many more decimals they have at most. */
const FINEST_TOTAL = 2n ** 50n;
const MOST_DIGITS = 4;

/** The unit's total in the proportions of what is wanted. */
function tiedToTop(plan: Grid, settling: Settling, wanted: readonly Weighed[]): Settled {
  const { unit, bounds, allocate } = settling;
  const part = blockPart(plan, { unit, period: 0 });
  const total = valueAt(part.grid, 0, 0);
  if (total === 0n) return { grid: plan, findings: [] };
  const [{ digits: least }] = wanted as [Weighed, ...Weighed[]];
  const sum = wanted.reduce((most, { amount }) => most + amount / power10(least), total);
  const digits = Math.max(least, finestDigits(sum));
  const factor = power10(digits);
  const fine = { ...part.grid, scale: plan.scale + digits, cells: part.grid.cells.map((cell) => cell * factor) };
  const inPart = wanted.map((one) => {
    const amount = one.amount * power10(digits - one.digits);
    return { ...one, ...(part.blockIn(one) as Block), amount, isExact: true };
  });
  const met = meetNumbers(fine, inPart, { digits: 0, roundTo: 1n, kind: COMMITMENT_KIND });
  if (met.total === 0n || isMet(fine, met)) return { grid: plan, findings: met.findings };
  const own = seeded(plan, wanted, unit);
  const aim = allocate({ total: met.total, scale: fine.scale, roundTo: 1n, weights: own.weights, bounds: met.bounds }).grid;
  const held = bounds.flatMap((bound) => {
    const block = part.blockIn(bound);
    return block ? [{ ...bound, ...block }] : [];
  });
  const { weights } = seedZeroBlocks(aim, held, 'parent');
  return placed(plan, settling, { met: { total, bounds: [], findings: met.findings }, weights, findings: own.findings });
}

function finestDigits(total: bigint): number {
  let digits = MOST_DIGITS;
  while (digits > 0 && total * power10(digits) > FINEST_TOTAL) digits--;
  return digits;
}
