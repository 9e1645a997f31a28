import { formatAmount } from '../../amount.ts';
import { finding, Refusal } from '../../finding.ts';
import type { Grid, GridShape } from '../../grid.ts';
import { nodeAt } from '../../tree.ts';
import type { Block, Bound } from '../locks/lock.ts';
import { blockNames } from './block-names.ts';

/** Lowest and highest amount, both included; undefined = none. */
export interface Limits {
  readonly min: bigint | undefined;
  readonly max: bigint | undefined;
}

/** Limits that let every amount be. */
export const NO_LIMITS: Limits = { min: undefined, max: undefined };

/** The limits on a repeated amount in a block. */
export type BlockLimits = Block & Limits;

/** The amount, raised or lowered to the limits. */
export function within({ min, max }: Limits, amount: bigint): bigint {
  if (min !== undefined && amount < min) return min;
  return max !== undefined && amount > max ? max : amount;
}

/** Outer limits brought within inner ones: where they exclude each other the inner ones win. */
export function innerOver(outer: Limits, inner: Limits): Limits {
  return {
    min: outer.min === undefined ? inner.min : within(inner, outer.min),
    max: outer.max === undefined ? inner.max : within(inner, outer.max),
  };
}

/**
 * The bounds of a repeated amount, one entry a block, outer blocks before inner ones. Refuses (impossible) bounds on one block that
 * exclude each other.
 */
export function limitsOutsideIn(axes: GridShape, bounds: readonly Bound[]): BlockLimits[] {
  const blocks = new Map<number, BlockLimits>();
  for (const { unit, period, min, max } of bounds) {
    const key = unit * axes.periods.nodes.length + period;
    const known = blocks.get(key);
    blocks.set(key, { unit, period, min: higher(known?.min, min), max: lower(known?.max, max) });
  }
  const limits = [...blocks.entries()].sort(([a], [b]) => a - b).map(([, limit]) => limit);
  const conflicts = limits.filter(({ min, max }) => min !== undefined && max !== undefined && min > max);
  if (conflicts.length > 0)
    throw new Refusal(
      conflicts.map((limit) => conflictFinding(axes, limit)),
      'impossible',
    );
  const depth = ({ unit, period }: Block) => nodeAt(axes.units, unit).depth + nodeAt(axes.periods, period).depth;
  return limits.sort((a, b) => depth(a) - depth(b));
}

function higher(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

function lower(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

function conflictFinding(axes: GridShape, { unit, period, min, max }: BlockLimits) {
  const amounts = { least: formatAmount(min as bigint, axes.scale), most: formatAmount(max as bigint, axes.scale) };
  return finding('error', 'method.repeat-conflict', { ...blockNames(axes, { unit, period }), ...amounts });
}

/** An amount must go where no cell has a weight. */
export function withoutWeights(axes: Grid, block: Block): Refusal {
  return new Refusal([finding('error', 'method.repeat-no-weights', blockNames(axes, block))], 'impossible');
}
