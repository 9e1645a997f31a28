import { greatestCommonDivisor } from '../fraction.ts';
import type { Grid } from '../grid.ts';
import { nodeAt } from '../tree.ts';
import type { PresenceShares } from './presence-shares.ts';

/** All weights of a re-divided unit together, about: an exact double. */
const WHOLE = 2n ** 51n;

export interface DividedWeights {
  /** By leaf unit of the node and leaf period. */
  readonly leaves: BigInt64Array;
  /** By leaf period, for nodes of whose units nobody is there. */
  readonly vacant: ReadonlyMap<number, BigInt64Array>;
}

export interface DivideRequest {
  /** The plan as if everybody were there. */
  readonly base: Grid;
  readonly node: number;
  /** What the node has in each leaf period. */
  readonly columns: readonly bigint[];
  readonly shares: PresenceShares;
}

/**
 * Weights of the leaves below a node by which each of its leaf periods is shared, level by level. The node's own children have their
 * shares exactly, where these are below 2^51; deeper ones to 2^-51 of the node's whole amount.
 */
export function presenceWeights({ base, node, columns, shares }: DivideRequest): DividedWeights {
  const { units, periods } = base;
  const width = periods.leaves.length;
  const { leafFrom, leafTo } = nodeAt(units, node);
  const leaves = new BigInt64Array((leafTo - leafFrom) * width);
  const vacant = new Map<number, BigInt64Array>();
  const give = (unit: number, leaf: number, weight: bigint): void => {
    const { children, leafFrom: row } = nodeAt(units, unit);
    if (weight === 0n) return;
    if (children.length === 0) leaves[(row - leafFrom) * width + leaf] = weight;
    else pass(unit, leaf, { weight, isTop: unit === node });
  };
  const pass = (unit: number, leaf: number, { weight, isTop }: { weight: bigint; isTop: boolean }): void => {
    const parts = shares.divide(unit, leaf);
    if (!parts) {
      const row = vacant.get(unit) ?? new BigInt64Array(width);
      vacant.set(unit, row);
      row[leaf] = weight;
      return;
    }
    const weights = isTop ? inProportion(parts, weight) : cut(parts, weight);
    nodeAt(units, unit).children.forEach((child, i) => {
      give(child, leaf, weights[i] as bigint);
    });
  };
  const total = columns.reduce((sum, amount) => sum + amount, 0n);
  columns.forEach((amount, leaf) => {
    if (amount > 0n) give(node, leaf, (amount * WHOLE) / total || 1n);
  });
  return { leaves, vacant };
}

/** The parts in lowest terms, multiplied to about `weight`; cut to it where they are larger. */
function inProportion(parts: readonly bigint[], weight: bigint): readonly bigint[] {
  const divisor = parts.reduce(greatestCommonDivisor, 0n);
  const least = parts.map((part) => part / divisor);
  const factor = weight / least.reduce((sum, part) => sum + part, 0n);
  return factor === 0n ? cut(parts, weight) : least.map((part) => part * factor);
}

/** `weight` in whole numbers by parts; what has a part has at least 1. */
function cut(parts: readonly bigint[], weight: bigint): readonly bigint[] {
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  let before = 0n;
  return parts.map((part) => {
    const from = (before * weight) / whole;
    before += part;
    return part === 0n ? 0n : (before * weight) / whole - from || 1n;
  });
}
