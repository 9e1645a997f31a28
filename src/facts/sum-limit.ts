import { type Refusal, refuse } from '../core/finding.ts';

/**
 * How many groups a run holds unless it is told otherwise. A group is a sum of a unit and month or day (of files, of each file);
 * a history of a million takes the whole process less than 500 MB, be they a million units or a few in many months.
 */
export const MOST_GROUPS = 1_250_000;
/** A count of customers is an object with a path of its own, which takes the memory of so many sums. */
const GROUPS_OF_A_COUNT = 8;

export interface SumCount {
  readonly sums: number;
  readonly units: number;
}

export interface TooMany {
  readonly found: SumCount;
  readonly limit: number;
  /** How many different names each level has. */
  readonly levels: readonly { readonly name: string; readonly names: number }[];
  /** Whether all was counted; else reading stopped at the limit. */
  readonly isWhole: boolean;
}

/** Says how many groups there are, which levels have the most names, and what would hold them. */
export function tooManyGroups({ found, limit, levels, isWhole }: TooMany): Refusal {
  // Of levels with as many names the inner one makes the units.
  const sorted = levels.toReversed().sort((a, b) => b.names - a.names);
  const values = {
    ...found,
    limit,
    level: sorted[0]?.name ?? '',
    levels: sorted.map(({ name, names }) => `${name} ${names}`).join(', '),
  };
  return isWhole ? refuse('facts.too-many-groups', values) : refuse('facts.too-many-groups-so-far', values);
}

/** Whether it is a refusal of `tooManyGroups`. */
export function isTooMany({ findings }: Refusal): boolean {
  return findings.some(({ code }) => code.startsWith('facts.too-many-groups'));
}

/** Refuses one more than `count` counts of customers, each an object of its own. */
export function refuseManyCounts(
  count: number,
  { mostGroups = MOST_GROUPS }: { readonly mostGroups?: number | undefined },
): void {
  const limit = Math.ceil(mostGroups / GROUPS_OF_A_COUNT);
  if (count >= limit) throw refuse('facts.too-many-counts', { limit });
}
