import fc from 'fast-check';
import { allocateWithBounds } from '../../../src/core/allocation/allocate-bounded.ts';
import type { Block } from '../../../src/core/allocation/locks/lock.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import type { Commitment } from '../../../src/core/negotiation/commitment.ts';
import type { PlacedNumber } from '../../../src/core/negotiation/placed-number.ts';
import { type Policy, parsePolicy, parseWeight } from '../../../src/core/negotiation/policy.ts';
import { type Settling, settle } from '../../../src/core/negotiation/settle.ts';
import { ancestry } from '../../../src/core/tree.ts';
import { anyPlan, blocks } from '../allocation/changes/plans.ts';
import { gridOf, periods, split, stream, units } from '../make.ts';

/** A plan of these units by quarter, each with its year's amount in whole money, in four equal parts. */
export function planOf(amounts: Readonly<Record<string, number>>): Grid {
  const axes = { units: units(...Object.keys(amounts)), periods: periods('2026', 'quarter') };
  const paths = Object.fromEntries(Object.entries(amounts).map(([path, amount]) => [split(path).join(' '), amount]));
  return gridOf(axes, 2, (i) => {
    const leaf = axes.units.nodes[axes.units.leaves[Math.floor(i / 4)] as number]!;
    return BigInt(paths[leaf.value.path.join(' ')] as number) * 25n;
  });
}

/** `East/Ann@2026-Q1` as a block of the plan. */
export function blockAt(plan: Grid, text: string): Block {
  const [path = '', label = plan.periods.nodes[0]!.value.label] = text.split('@');
  const unit = plan.units.nodes.findIndex(({ value }) => value.path.join('/') === path);
  return { unit, period: plan.periods.nodes.findIndex(({ value }) => value.label === label) };
}

const COMMITMENT: Omit<Commitment, 'amount'> = {
  ...{ target: 'T1', period: '2026', path: [], note: '', by: '', status: 'draft', date: undefined },
};

export function numberOn(block: Block, amount: bigint): PlacedNumber {
  return { ...block, amount, commitment: { ...COMMITMENT, amount }, place: undefined };
}

/** Numbers in whole money by `East/Ann@2026-Q1`. */
export function numbersAt(plan: Grid, amounts: Readonly<Record<string, number>>): PlacedNumber[] {
  return Object.entries(amounts).map(([at, amount]) => numberOn(blockAt(plan, at), BigInt(Math.round(amount * 100))));
}

export const policy = (text: string): Policy => {
  const parsed = parsePolicy(text);
  if (!parsed) throw new Error(`no policy: ${text}`);
  return parsed;
};

export const weight = (text: string) => parseWeight(text) as NonNullable<ReturnType<typeof parseWeight>>;

/** A settlement of the whole plan with nothing else that holds. */
export function settling(over: Partial<Settling>): Settling {
  const usual = { authorities: [], unit: 0, numbers: [], frozen: [], bounds: [], roundTo: 1n, allocate: allocateWithBounds };
  return { ...usual, policy: policy('bottom-up'), tie: 'settled', ...over };
}

export const settledPlan = (plan: Grid, over: Partial<Settling>): Grid => settle(plan, settling(over)).grid;

/** What a block of the plan holds, in money. */
export function amountAt(plan: Grid, text: string): number {
  const { unit, period } = blockAt(plan, text);
  return Number(valueAt(plan, unit, period)) / 100;
}

export interface Negotiation {
  readonly plan: Grid;
  readonly numbers: readonly PlacedNumber[];
}

/** Plans of every shape with numbers on some blocks, of which none cross: nested, partial, by period, zero. */
export const anyNegotiation: fc.Arbitrary<Negotiation> = fc
  .record({ plan: anyPlan, seed: fc.integer(), most: fc.integer({ min: 0, max: 8 }) })
  .map(({ plan, seed, most }) => {
    const next = stream(seed);
    const all = blocks(plan);
    const numbers: PlacedNumber[] = [];
    for (let i = 0; i < most; i++) {
      const block = all[next(all.length)] as Block;
      const isFree = numbers.every((other) => nests(plan, block, other) && !isSame(block, other));
      const planned = valueAt(plan, block.unit, block.period);
      const amount = next(6) === 0 ? 0n : next(4) === 0 ? BigInt(next(10 ** 7)) : (planned * BigInt(next(300))) / 100n;
      if (isFree) numbers.push(numberOn(block, amount));
    }
    return { plan, numbers };
  });

const isSame = (a: Block, b: Block) => a.unit === b.unit && a.period === b.period;

/** Whether two blocks have nothing in common, or one holds the other. */
function nests({ units: u, periods: p }: Grid, a: Block, b: Block): boolean {
  const order = (tree: Grid['units'] | Grid['periods'], x: number, y: number) =>
    ancestry<unknown>(tree, x).includes(y) ? 1 : ancestry<unknown>(tree, y).includes(x) ? -1 : undefined;
  const [byUnit, byPeriod] = [order(u, a.unit, b.unit), order(p, a.period, b.period)];
  if (byUnit === undefined || byPeriod === undefined) return true;
  return a.unit === b.unit || a.period === b.period || byUnit === byPeriod;
}
