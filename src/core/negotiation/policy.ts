import { parseFactor, type Rate } from '../allocation/methods/rate.ts';
import { ONE, ZERO } from '../fraction.ts';
import { pathKey, type UnitPath } from '../organisation/unit-tree.ts';

/** What keeps its value: the whole that is settled (`top`), or nothing, so that its total becomes what was settled. */
export const TIES = ['top', 'settled'] as const;
export type Tie = (typeof TIES)[number];

/** How much a number from below counts, by a name: the rest of its weight is the plan's own. */
interface PolicyKind {
  readonly tie: Tie;
  /** The weight where the policy names none. */
  readonly weight: Rate;
  /** Whether a weight may be written behind the name: `middle:30%`. */
  readonly takesWeight: boolean;
  /** Whether units may have weights of their own. */
  readonly byUnit: boolean;
}

const HALF: Rate = { numerator: 1n, denominator: 2n };

/** Every policy, in the order of the help. */
export const POLICY_KINDS = {
  'top-down': { tie: 'top', weight: ZERO, takesWeight: false, byUnit: false },
  'bottom-up': { tie: 'settled', weight: ONE, takesWeight: false, byUnit: false },
  middle: { tie: 'top', weight: HALF, takesWeight: true, byUnit: false },
  authority: { tie: 'top', weight: HALF, takesWeight: true, byUnit: true },
} as const satisfies Readonly<Record<string, PolicyKind>>;

export type PolicyName = keyof typeof POLICY_KINDS;

/** A policy as a person wrote it; the weight is from 0 to 1. */
export interface Policy {
  readonly name: PolicyName;
  readonly weight: Rate;
}

/** Reads `bottom-up`, `middle`, `middle:30%`, `authority:0.6`; undefined when it is none. */
export function parsePolicy(text: string): Policy | undefined {
  const [, name = '', weight] = /^([a-z-]+)(?:[:：](.+))?$/.exec(text.trim()) ?? [];
  if (!Object.hasOwn(POLICY_KINDS, name)) return undefined;
  const kind: PolicyKind = POLICY_KINDS[name as PolicyName];
  if (weight === undefined) return { name: name as PolicyName, weight: kind.weight };
  const rate = kind.takesWeight ? parseWeight(weight) : undefined;
  return rate && { name: name as PolicyName, weight: rate };
}

/** A weight from 0 to 1: `0.8`, `80%`. */
export function parseWeight(text: string): Rate | undefined {
  const rate = parseFactor(text);
  return rate && rate.numerator <= rate.denominator ? rate : undefined;
}

/** The weight of a unit's own numbers. */
export interface Authority {
  readonly path: UnitPath;
  readonly weight: Rate;
}

/** The weight of any unit's number: its own, else that of the nearest unit above with one, else the policy's. */
export function weightOf(policy: Policy, authorities: readonly Authority[]): (path: UnitPath) => Rate {
  const known = new Map(authorities.map(({ path, weight }) => [pathKey(path), weight]));
  return (path) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const found = known.get(pathKey(path.slice(0, depth)));
      if (found) return found;
    }
    return policy.weight;
  };
}
