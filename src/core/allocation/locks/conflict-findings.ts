import { formatAmount } from '../../amount.ts';
import { type Finding, finding } from '../../finding.ts';
import { blockNames } from '../methods/block-names.ts';
import type { BoundedClasses } from './bounded-classes.ts';
import type { Cut } from './circulation.ts';
import type { ClassSystem } from './class-system.ts';
import { irreducibleConflict } from './conflict.ts';
import type { BlockAxes } from './families.ts';
import type { Limit } from './limits.ts';
import type { BoundSource } from './lock.ts';
import type { Member, Pinned } from './middle.ts';

export interface ConflictContext {
  readonly axes: BlockAxes;
  readonly scale: number;
  readonly bounded: BoundedClasses;
  readonly system: ClassSystem;
}

/**
 * What contradicts what: the smallest set of bounds found that no plan keeps together, any one of them left out a plan does; and
 * by how much the least that they ask for exceeds the most that fits. One finding for the set, one for each member.
 */
export function conflictFindings({ axes, scale, bounded, system }: ConflictContext, cut: Cut): Finding[] {
  const { members, excess, cutOff } = irreducibleConflict(system, cut);
  const named = members.map(({ tree, node, side }) => {
    const limit = (tree === 'down' ? bounded.downLimits : bounded.upLimits)[node];
    const total = BigInt(system.downTree.min[0] as number);
    return limit
      ? memberFinding({ axes, scale }, limit, side)
      : finding('error', 'lock.conflict-total', { amount: formatAmount(total, scale) });
  });
  const values = { amount: formatAmount(BigInt(excess), scale), members: members.length };
  return [finding('error', cutOff ? 'lock.conflict-cut-off' : 'lock.conflict', values), ...named];
}

/** Floors above caps of the very same block. */
export function sidesFindings(
  { axes, scale }: Pick<ConflictContext, 'axes' | 'scale'>,
  { downLimits, upLimits, middle }: BoundedClasses,
): Finding[] {
  const limits = [...downLimits, ...upLimits, ...middle.map(({ limit }) => limit)];
  return limits.flatMap((limit) => {
    if (!limit || limit.max === undefined || limit.min <= limit.max) return [];
    const values = { amount: formatAmount(limit.min - limit.max, scale), members: 2 };
    const context = { axes, scale };
    return [
      finding('error', 'lock.conflict', values),
      memberFinding(context, limit, 'min'),
      memberFinding(context, limit, 'max'),
    ];
  });
}

/** A floor that asks for more than there is in all. */
export function aboveTotalFindings(context: Pick<ConflictContext, 'axes' | 'scale'>, limit: Limit, total: bigint): Finding[] {
  const amount = formatAmount(limit.min - total, context.scale);
  return [
    finding('error', 'lock.conflict', { amount, members: 2 }),
    finding('error', 'lock.conflict-total', { amount: formatAmount(total, context.scale) }),
    memberFinding(context, limit, 'min'),
  ];
}

/** Conflicts of blocks that cross two families. */
export function crossingFindings(
  { axes, scale, system }: ConflictContext,
  pinned: Exclude<Pinned, { kind: 'pinned' }>,
): Finding[] {
  if (pinned.kind !== 'impossible')
    return [finding('error', pinned.kind === 'fractional' ? 'lock.only-fractions' : 'lock.undecided')];
  const once = new Map(pinned.members.map((member) => [sourceOf(member), member]));
  const members = [...once.values()].map(({ limit, side }) => memberFinding({ axes, scale }, limit, side));
  const total = formatAmount(BigInt(system.downTree.min[0] as number), scale);
  const named = pinned.withTotal ? [finding('error', 'lock.conflict-total', { amount: total }), ...members] : members;
  const values = { amount: formatAmount(pinned.excess, scale), members: named.length };
  return [finding('error', pinned.cutOff ? 'lock.conflict-cut-off' : 'lock.conflict', values), ...named];
}

function sourceOf({ limit, side }: Member): BoundSource {
  return (side === 'min' ? limit.minSource : limit.maxSource) as BoundSource;
}

function memberFinding({ axes, scale }: Pick<ConflictContext, 'axes' | 'scale'>, limit: Limit, side: 'min' | 'max'): Finding {
  const source = sourceOf({ limit, side });
  const amount = side === 'min' ? limit.min : (limit.max as bigint);
  const values = {
    kind: source.kind,
    ...blockNames(axes, limit),
    amount: formatAmount(amount, scale),
    reason: source.reason,
  };
  return finding('error', source.reason === '' ? 'lock.conflict-member' : 'lock.conflict-member-because', values, source.place);
}
