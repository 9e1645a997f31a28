import { finding, Refusal } from '../../finding.ts';
import { compareNames } from '../../names.ts';
import type { Block, Bound, BoundSource } from './lock.ts';

/** All bounds on one block together, with who imposed either side. */
export interface Limit extends Block {
  /** >= 0; 0n is no limit, since no cell is negative. */
  readonly min: bigint;
  readonly max: bigint | undefined;
  readonly minSource: BoundSource | undefined;
  readonly maxSource: BoundSource | undefined;
}

/** One limit for each bounded block, the tightest of its bounds on either side, by unit and period. */
export function mergeLimits(bounds: readonly Bound[]): Limit[] {
  const merged = new Map<string, Limit>();
  for (const bound of [...bounds].sort(byPlace)) {
    const key = `${bound.unit} ${bound.period}`;
    const before = merged.get(key);
    merged.set(key, before ? tighter(before, bound) : tighter(free(bound), bound));
  }
  return [...merged.values()].sort((a, b) => a.unit - b.unit || a.period - b.period);
}

/** Of bounds alike the one that is written first is named, whatever order they come in. */
function byPlace({ source: a }: Bound, { source: b }: Bound): number {
  return compareNames(a.place?.file ?? '', b.place?.file ?? '') || (a.place?.line ?? 0) - (b.place?.line ?? 0);
}

function free({ unit, period }: Block): Limit {
  return { unit, period, min: 0n, max: undefined, minSource: undefined, maxSource: undefined };
}

function tighter(limit: Limit, { min, max, source }: Bound): Limit {
  const raises = min !== undefined && min > limit.min;
  const lowers = max !== undefined && (limit.max === undefined || max < limit.max);
  return {
    ...limit,
    ...(raises && { min, minSource: source }),
    ...(lowers && { max, maxSource: source }),
  };
}

/** Doubles hold whole amounts below this exactly. */
export const LARGEST_UNDER_LOCKS = BigInt(Number.MAX_SAFE_INTEGER);

/** Refuses a total that the exact arithmetic of locks cannot hold: some 90 million million in fen. */
export function refuseTooLarge(total: bigint): void {
  if (total < LARGEST_UNDER_LOCKS) return;
  throw new Refusal([finding('error', 'lock.total-too-large')]);
}
