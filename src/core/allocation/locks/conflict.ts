import { boundCore, withBounds } from './bound-core.ts';
import { settle } from './circulation.ts';
import type { ClassSystem } from './class-system.ts';
import type { BoundRef, Cut } from './cut.ts';
import { totalLimits } from './nested-bounds.ts';

/**
 * Bounds that cannot be kept together, though all but any one of them can. `excess` > 0 is the amount over or short of
 * them. `cutOff`: the search ended early; the bounds do conflict, but perhaps not every one is needed for that.
 */
export interface Conflict extends Cut {
  readonly cutOff: boolean;
}

/** Tests of feasibility after which the search stops; a conflict of a hundred bounds takes about three hundred. */
const TESTS = 5000;

/**
 * An irreducible infeasible subset of a cut's bounds, by a deletion filter (Chinneck & Dravnieks 1991) that tries large
 * pieces first. The total is tried before the rest, so that bounds which conflict under any total are named without it.
 * Bounds whose minima add up to 2^52 or more are given back as they are, cut off.
 */
export function irreducibleConflict(system: ClassSystem, cut: Cut, tests: number = TESTS): Conflict {
  if (!isExact(system, cut.members)) return { ...cut, cutOff: true };
  const core = boundCore(withTotal(system), cut.members);
  const search = { system: core.system, left: tests };
  let found = inOrder({ members: cut.members.map(core.inner), excess: cut.excess });
  let piece = found.members.length;
  while (piece > 1 && search.left >= 0) {
    piece = Math.ceil(piece / 2);
    found = withoutPieces(search, found, piece);
  }
  return { members: found.members.map(core.outer), excess: found.excess, cutOff: search.left < 0 };
}

/** How many tests of feasibility are left; below zero when one was wanted and not made. */
interface Search {
  readonly system: ClassSystem;
  left: number;
}

/** Leaves out each piece of so many bounds without which the rest still conflicts, and all that the rest's cut can do without. */
function withoutPieces(search: Search, cut: Cut, piece: number): Cut {
  let found = cut;
  let at = 0;
  while (at < found.members.length && search.left >= 0) {
    const before = found.members.slice(0, at);
    const smaller = cutOf(search, [...before, ...found.members.slice(at + piece)]);
    if (smaller) {
      const kept = new Set(before.map(nameOf));
      found = inOrder(smaller);
      at = found.members.filter((bound) => kept.has(nameOf(bound))).length;
    } else at += piece;
  }
  return found;
}

function cutOf(search: Search, bounds: readonly BoundRef[]): Cut | undefined {
  search.left -= 1;
  if (search.left < 0) return undefined;
  const settlement = settle(withBounds(search.system, bounds), new Float64Array(search.system.weight.length));
  return settlement.kind === 'impossible' ? settlement.cut : undefined;
}

const inOrder = ({ members, excess }: Cut): Cut => ({ members: [...members].sort(byTree), excess });

/** The total first, then the down tree, then the up tree, from the top. */
function byTree(a: BoundRef, b: BoundRef): number {
  if (a.tree !== b.tree) return a.tree === 'down' ? -1 : 1;
  return a.node - b.node || (a.side === b.side ? 0 : a.side === 'min' ? -1 : 1);
}

const nameOf = ({ tree, node, side }: BoundRef): string => `${tree} ${node} ${side}`;

function withTotal(system: ClassSystem): ClassSystem {
  const { min, max } = totalLimits(system);
  const { downTree } = system;
  return { ...system, downTree: { ...downTree, min: downTree.min.with(0, min), max: downTree.max.with(0, max) } };
}

/** Whether amounts stay exact whichever of the bounds, the total among them, are relaxed. */
function isExact({ downTree, upTree }: ClassSystem, members: readonly BoundRef[]): boolean {
  const minima = members.map(({ tree, node, side }) =>
    side === 'min' ? ((tree === 'down' ? downTree : upTree).min[node] as number) : 0,
  );
  return minima.reduce((sum, min) => sum + min, 0) <= Number.MAX_SAFE_INTEGER / 2;
}
