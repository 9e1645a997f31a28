import type { Finding } from '../../finding.ts';
import type { Bound } from '../locks/lock.ts';
import type { BoundedRequest } from '../methods/bounded-request.ts';
import type { Part } from './part.ts';

/** Who gives or takes the difference: the node's siblings, so that their parent keeps its value, or nobody. */
export const ABSORB = ['siblings', 'none'] as const;
/** One of `ABSORB`. */
export type Absorb = (typeof ABSORB)[number];

/** How a change is to be carried out. */
export interface ChangeOptions {
  readonly absorb: Absorb;
  /** The new cells of the part become multiples of this, save odd ones as in `allocate`. */
  readonly roundTo: bigint;
  /** Bounds on blocks of the plan that hold beside the change. */
  readonly locks: readonly Bound[];
}

/** A change as an allocation: the cells of `part` are placed anew, all others stay as they are. */
export interface ChangeProblem {
  readonly part: Part;
  readonly request: BoundedRequest;
  readonly findings: readonly Finding[];
}

/** The kind of source of bounds that changes put. */
export const CHANGE_KIND = 'change';

/** The bound that a change itself puts on a block. */
export function changeBound(block: { readonly unit: number; readonly period: number }, amount: bigint, text: string): Bound {
  return { ...block, min: amount, max: amount, source: { kind: CHANGE_KIND, place: undefined, reason: text } };
}
