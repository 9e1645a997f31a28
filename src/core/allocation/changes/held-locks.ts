import { formatAmount } from '../../amount.ts';
import { type Finding, finding, Refusal } from '../../finding.ts';
import { type Grid, rollUp } from '../../grid.ts';
import type { Bound } from '../locks/lock.ts';
import { blockNames } from '../methods/block-names.ts';
import type { ChangeProblem } from './change-problem.ts';

/**
 * The problem with the plan's locks: one on more than the part bounds what it has in common with the part, less what stays
 * outside. Refuses (impossible) a cap that what stays outside exceeds already.
 */
export function withLocks(plan: Grid, problem: ChangeProblem, locks: readonly Bound[]): ChangeProblem {
  if (locks.length === 0) return problem;
  const { part, request } = problem;
  const [whole, inside] = [rollUp(plan), rollUp(part.grid)];
  const broken: Finding[] = [];
  const bounds = locks.flatMap((lock): Bound[] => {
    const block = part.blockIn(lock);
    if (!block) return [];
    const outside = at(whole, plan, lock) - at(inside, part.grid, block);
    const min = lock.min === undefined || lock.min <= outside ? undefined : lock.min - outside;
    const max = lock.max === undefined ? undefined : lock.max - outside;
    if (max !== undefined && max < 0n) broken.push(brokenLock(plan, lock, -max));
    return [{ ...block, min, max, source: lock.source }];
  });
  if (broken.length > 0) throw new Refusal(broken, 'impossible');
  return { ...problem, request: { ...request, bounds: [...request.bounds, ...bounds] } };
}

function at(values: BigInt64Array, { periods }: Grid, { unit, period }: { unit: number; period: number }): bigint {
  return values[unit * periods.nodes.length + period] as bigint;
}

function brokenLock(plan: Grid, lock: Bound, over: bigint): Finding {
  const values = { ...blockNames(plan, lock), kind: lock.source.kind, amount: formatAmount(over, plan.scale) };
  return finding('error', 'change.against-lock', values);
}
