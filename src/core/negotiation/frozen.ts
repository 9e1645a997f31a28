import { parsePeriod } from '../calendar/parse-period.ts';
import { type FiscalYear, overlap } from '../calendar/period.ts';
import { isWithin } from '../organisation/unit-tree.ts';
import type { Commitment } from './commitment.ts';

/** What somebody wants to write down: `amount` as in a commitment; without `setsAmount` only its status or note is touched. */
export interface Proposed extends Pick<Commitment, 'target' | 'period' | 'path'> {
  readonly setsAmount: boolean;
}

/**
 * The first frozen commitment that `proposed` would move: one of the same unit in days that both have, or, when an amount is set, one
 * of a unit above or below it. Undefined when nothing frozen is touched.
 */
export function frozenAgainst<T extends Commitment>(
  commitments: readonly T[],
  { target, period, path, setsAmount }: Proposed,
  fiscal: FiscalYear,
): T | undefined {
  const days = parsePeriod(period, fiscal);
  return commitments.find((row) => {
    if (row.status !== 'frozen' || row.target !== target) return false;
    const own = parsePeriod(row.period, fiscal);
    if (days && own && !overlap(days, own)) return false;
    const isSame = row.path.length === path.length;
    return (isWithin(row.path, path) || isWithin(path, row.path)) && (isSame || setsAmount);
  });
}
