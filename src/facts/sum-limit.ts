import { type Refusal, refuse } from '../core/finding.ts';

/**
 * How many sums (one for each unit and month or day; of files, one for each file's) a run holds unless it is told otherwise: a million
 * leave the whole process below 500 MB.
 */
export const MOST_SUMS = 1_200_000;
/** The names of a unit take the memory of so many sums. */
const SUMS_OF_A_UNIT = 4;

/** How much there is, or may be. */
export interface SumCount {
  readonly sums: number;
  readonly units: number;
}

/** The limits of a query: `mostSums` sums, and units by the memory that they take. */
export function sumLimit(mostSums = MOST_SUMS): SumCount {
  return { sums: mostSums, units: Math.ceil(mostSums / SUMS_OF_A_UNIT) };
}

export function isBeyond(found: SumCount, limit: SumCount): boolean {
  return found.sums > limit.sums || found.units > limit.units;
}

export interface TooMany {
  readonly found: SumCount;
  readonly limit: SumCount;
  /** How many different names each level has. */
  readonly levels: readonly { readonly name: string; readonly names: number }[];
  /** Whether all was counted; else reading stopped at the limit. */
  readonly isWhole: boolean;
}

/** Says how many sums or units there are, which levels have the most names, and what would hold them. */
export function tooManySums({ found, limit, levels, isWhole }: TooMany): Refusal {
  const sorted = levels.toSorted((a, b) => b.names - a.names);
  const what = found.units > limit.units ? 'units' : 'sums';
  const values = {
    sums: found.sums,
    units: found.units,
    limit: limit[what],
    level: sorted[0]?.name ?? '',
    levels: sorted.map(({ name, names }) => `${name} ${names}`).join(', '),
  };
  if (!isWhole) return refuse(`facts.too-many-${what}-so-far`, values);
  return refuse(`facts.too-many-${what}`, { ...values, needed: Math.max(found.sums, found.units * SUMS_OF_A_UNIT) });
}

/** The codes of `tooManySums`. */
export function isTooMany({ findings }: Refusal): boolean {
  return findings.some(({ code }) => code.startsWith('facts.too-many-'));
}

/** An object for each count takes the memory of so many sums. */
const SUMS_OF_A_COUNT = 4;

/** Refuses one more than `count` counts of customers. */
export function refuseManyCounts(count: number, { mostSums = MOST_SUMS }: { readonly mostSums?: number | undefined }): void {
  const limit = Math.ceil(mostSums / SUMS_OF_A_COUNT);
  if (count >= limit) throw refuse('facts.too-many-counts', { limit });
}
