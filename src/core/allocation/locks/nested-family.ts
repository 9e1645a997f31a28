import type { BoundTree } from './class-system.ts';

/**
 * A bound tree with its nodes laid out so that each subtree is one run, and what a projection knows of each node. All arrays
 * but `holder` go by place in that layout; place 0 is the whole.
 */
export interface NestedFamily {
  /** Place of the node that holds each class directly. */
  readonly holder: Int32Array;
  readonly parent: Int32Array;
  /** The place after the last node of each subtree. */
  readonly end: Int32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** The least amount each node can have by the minima inside it. */
  readonly least: Float64Array;
  /** The values held directly by each node, and by its whole subtree. */
  readonly free: Float64Array;
  readonly mass: Float64Array;
  /** The multipliers between which each node is inside its bounds; below `lower` it has its min, from `upper` on its max. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The multiplier of the values that each node holds directly. */
  readonly multiplier: Float64Array;
}

/** Lays a bound tree out for `projectOn`; `holder` is the node that holds each class. All multipliers are 1. */
export function nestedFamily(tree: BoundTree, holder: Int32Array): NestedFamily {
  const { places, parent, end } = layOut(tree.parent);
  const size = parent.length;
  const min = new Float64Array(size);
  const max = new Float64Array(size);
  places.forEach((place, node) => {
    min[place] = tree.min[node] as number;
    max[place] = tree.max[node] as number;
  });
  return {
    holder: holder.map((node) => places[node] as number),
    parent,
    end,
    min,
    max,
    least: leastAmounts(parent, min),
    free: new Float64Array(size),
    mass: new Float64Array(size),
    lower: new Float64Array(size),
    upper: new Float64Array(size),
    multiplier: new Float64Array(size).fill(1),
  };
}

/** Parents stand before their children, so one pass back gives the sizes and one pass forward the places. */
function layOut(parents: Int32Array) {
  const size = new Int32Array(parents.length).fill(1);
  for (let node = size.length - 1; node > 0; node--) size[parents[node] as number]! += size[node] as number;
  const places = new Int32Array(size.length);
  const next = new Int32Array(size.length).fill(1);
  const parent = new Int32Array(size.length).fill(-1);
  const end = new Int32Array(size.length).fill(size[0] as number);
  for (let node = 1; node < size.length; node++) {
    const above = parents[node] as number;
    const place = next[above] as number;
    places[node] = place;
    parent[place] = places[above] as number;
    next[above] = end[place] = place + (size[node] as number);
    next[node] = place + 1;
  }
  return { places, parent, end };
}

function leastAmounts(parent: Int32Array, min: Float64Array): Float64Array {
  const least = new Float64Array(min.length);
  for (let place = min.length - 1; place >= 0; place--) {
    least[place] = Math.max(least[place] as number, min[place] as number);
    if (place > 0) least[parent[place] as number]! += least[place] as number;
  }
  return least;
}

/** Writes the sum of given class values for each node, those it holds directly into `free` and all into `mass`. */
export function gather({ holder, parent, free, mass }: NestedFamily, values: Float64Array): void {
  free.fill(0);
  for (let i = 0; i < values.length; i++) free[holder[i] as number]! += values[i] as number;
  mass.set(free);
  for (let place = mass.length - 1; place > 0; place--) mass[parent[place] as number]! += mass[place] as number;
}

/** By how much class amounts miss a bound of the family at most. Overwrites `free` and `mass`. */
export function largestMiss(family: NestedFamily, amounts: Float64Array): number {
  gather(family, amounts);
  return family.mass.reduce(
    (miss, mass, place) => Math.max(miss, (family.min[place] as number) - mass, mass - (family.max[place] as number)),
    0,
  );
}
