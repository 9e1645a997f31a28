import fc from 'fast-check';
import type { BoundTree, ClassSystem } from '../../../../src/core/allocation/locks/class-system.ts';
import type { BoundRef } from '../../../../src/core/allocation/locks/cut.ts';
import { stream } from '../../make.ts';

export interface Shape {
  readonly seed: number;
  readonly classes: number;
  /** Nodes of the down tree and of the up tree, the whole included. */
  readonly downs: number;
  readonly ups: number;
  readonly total: number;
  /** Amounts in bounds are multiples of this. */
  readonly unit: number;
}

/** A few classes, a few bounds, a total of a few units: small enough to try everything. */
export const anySmallShape: fc.Arbitrary<Shape> = fc.record({
  seed: fc.integer(),
  classes: fc.integer({ min: 1, max: 4 }),
  downs: fc.integer({ min: 1, max: 5 }),
  ups: fc.integer({ min: 1, max: 5 }),
  total: fc.integer({ min: 0, max: 5 }),
  unit: fc.constant(1),
});

/** Random trees, random bounds: about half of the nodes fixed, at least or at most something, some below their own minimum. */
export function anySystem({ seed, classes, downs, ups, total, unit }: Shape): ClassSystem {
  const next = stream(seed);
  const side = (nodes: number, chance: number, free: number) =>
    Float64Array.from({ length: nodes }, (_, node) =>
      node === 0 ? total * unit : next(10) < chance ? next(total + 1) * unit : free,
    );
  const tree = (nodes: number): BoundTree => {
    const min = side(nodes, 4, 0);
    const max = side(nodes, 4, Infinity).map((most, node) => (next(8) > 0 ? Math.max(most, min[node] as number) : most));
    return { parent: parents(nodes, next), min, max };
  };
  return { ...anyClasses({ classes, downs, ups }, next), downTree: tree(downs), upTree: tree(ups) };
}

/** Random trees whose bounds hold for the amounts returned with them, many of them tightly. */
export function feasibleSystem({ seed, classes, downs, ups, unit }: Shape): { system: ClassSystem; amounts: Float64Array } {
  const next = stream(seed);
  const placed = anyClasses({ classes, downs, ups }, next);
  const amounts = Float64Array.from({ length: classes }, () => (next(3) > 0 ? next(1000) * unit + next(unit) : 0));
  const tree = (nodes: number, holder: Int32Array): BoundTree => {
    const parent = parents(nodes, next);
    const free = { parent, min: new Float64Array(nodes), max: new Float64Array(nodes) };
    const sums = nodeSums(free, holder, amounts);
    const min = sums.map((sum, node) => (node === 0 || next(2) > 0 ? sum : Math.max(0, sum - next(sum + 1))));
    const max = sums.map((sum, node) => (node === 0 || next(2) > 0 ? sum : next(2) > 0 ? Infinity : sum + next(100) * unit));
    return { parent, min, max };
  };
  return { system: { ...placed, downTree: tree(downs, placed.down), upTree: tree(ups, placed.up) }, amounts };
}

type Next = (below: number) => number;

const parents = (nodes: number, next: Next): Int32Array => Int32Array.from({ length: nodes }, (_, i) => (i === 0 ? -1 : next(i)));

function anyClasses({ classes, downs, ups }: { classes: number; downs: number; ups: number }, next: Next) {
  const holders = (nodes: number) => Int32Array.from({ length: classes }, () => next(nodes));
  return { weight: new Float64Array(classes).fill(1), down: holders(downs), up: holders(ups) };
}

/** The sum of every node of a tree. */
export function nodeSums({ parent }: BoundTree, holder: Int32Array, amounts: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(parent.length);
  holder.forEach((leaf, i) => {
    for (let node = leaf; node >= 0; node = parent[node] as number) sums[node]! += amounts[i] as number;
  });
  return sums;
}

/** Whether amounts keep every bound of both trees. */
export function keepsBounds(system: ClassSystem, amounts: ArrayLike<number>): boolean {
  const sides = [
    { tree: system.downTree, holder: system.down },
    { tree: system.upTree, holder: system.up },
  ];
  return sides.every(({ tree, holder }) =>
    nodeSums(tree, holder, amounts).every((sum, node) => sum >= (tree.min[node] as number) && sum <= (tree.max[node] as number)),
  );
}

/**
 * Whether any whole amounts keep every bound, by trying all. No class needs more than the largest minimum: what is above
 * that can be taken away, and every sum that holds the class still reaches its minimum.
 */
export function isFeasible(system: ClassSystem): boolean {
  const most = Math.max(0, ...system.downTree.min, ...system.upTree.min);
  const amounts = new Array<number>(system.weight.length).fill(0);
  const fill = (at: number): boolean => {
    if (at === amounts.length) return keepsBounds(system, amounts);
    for (let amount = 0; amount <= most; amount++) {
      amounts[at] = amount;
      if (fill(at + 1)) return true;
    }
    return false;
  };
  return fill(0);
}

/** The system with only these bounds; the total's stand in both trees. */
export function onlyBounds(system: ClassSystem, members: readonly BoundRef[]): ClassSystem {
  const has = (tree: string, node: number, side: string) =>
    members.some((one) => one.node === node && one.side === side && (node === 0 || one.tree === tree));
  const relaxed = (name: string, tree: BoundTree): BoundTree => ({
    parent: tree.parent,
    min: tree.min.map((min, node) => (has(name, node, 'min') ? min : 0)),
    max: tree.max.map((max, node) => (has(name, node, 'max') ? max : Infinity)),
  });
  return { ...system, downTree: relaxed('down', system.downTree), upTree: relaxed('up', system.upTree) };
}

/** The minima of bounds less their maxima. */
export function minimaLessMaxima(system: ClassSystem, members: readonly BoundRef[]): number {
  return members.reduce((sum, { tree, node, side }) => {
    const bound = (tree === 'down' ? system.downTree : system.upTree)[side][node] as number;
    return side === 'min' ? sum + bound : sum - bound;
  }, 0);
}
