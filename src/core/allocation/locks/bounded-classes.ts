import { nodeAt } from '../../tree.ts';
import type { BoundTree, ClassSystem } from './class-system.ts';
import { type BlockTree, type Classes, classes } from './classes.ts';
import { atHome, type BlockAxes, type Families, families, withPieces } from './families.ts';
import type { Limit } from './limits.ts';
import type { Block } from './lock.ts';
import type { OddCells } from './odd-cells.ts';

/** Limits sorted into nested families, and the cells into classes by them. */
export interface BoundedClasses {
  readonly axes: BlockAxes;
  readonly classes: Classes;
  /** Limit of each node of either tree; undefined for the whole, for odd cells and for pieces without one. */
  readonly downLimits: readonly (Limit | undefined)[];
  readonly upLimits: readonly (Limit | undefined)[];
  /** Limits that fit into neither family, or cross a piece of one that does not, with the nodes of `upTree` (one for each leaf period) that make them up. */
  readonly middle: readonly { readonly limit: Limit; readonly pieces: readonly number[] }[];
  readonly rounded: { readonly down: readonly Block[]; readonly up: readonly Block[] };
}

/** The blocks whose sums the rounding must not move, in the families where it has a place for them. */
function roundedFamilies(axes: BlockAxes, { down, up, loose }: Families<Limit>, pieces: readonly Block[]) {
  const home = atHome(axes, loose);
  return { down: [...down, ...home.down], up: [...up, ...home.up, ...pieces] };
}

export interface BoundedRequest {
  readonly axes: BlockAxes;
  readonly weights: BigInt64Array;
  readonly limits: readonly Limit[];
}

/** Sorts limits and cells; every odd cell is a class of its own. */
export function boundedClasses({ axes, weights, limits }: BoundedRequest, odd: OddCells): BoundedClasses {
  const sorted = withPieces(axes, families(axes, limits));
  const width = axes.periods.leaves.length;
  const oddBlocks = [...odd.keys()].map((cell) => ({
    unit: axes.units.leaves[Math.floor(cell / width)] as number,
    period: axes.periods.leaves[cell % width] as number,
  }));
  const key = ({ unit, period }: Block) => unit * axes.periods.nodes.length + period;
  const pieces = sorted.middle.map((limit) => piecesOf(axes, limit));
  const down = nested(axes, [...sorted.down, ...sorted.loose, ...oddBlocks], key);
  const up = nested(axes, [...sorted.up, ...pieces.flat()], key);
  const upNode = new Map(up.map((block, i) => [key(block), i + 1]));
  const limitOf = new Map(limits.map((limit) => [key(limit), limit]));
  const withLimits = (blocks: readonly Block[]) => [undefined, ...blocks.map((block) => limitOf.get(key(block)))];
  return {
    axes,
    classes: classes({ axes, weights, down, up }),
    downLimits: withLimits(down),
    upLimits: withLimits(up),
    rounded: roundedFamilies(axes, sorted, pieces.flat()),
    middle: sorted.middle.map((limit, i) => ({
      limit,
      pieces: (pieces[i] as Block[]).map((block) => upNode.get(key(block)) as number),
    })),
  };
}

/** A block by leaf periods. */
function piecesOf({ periods }: BlockAxes, { unit, period }: Block): Block[] {
  const { leafFrom, leafTo } = nodeAt(periods, period);
  return periods.leaves.slice(leafFrom, leafTo).map((leaf) => ({ unit, period: leaf }));
}

/** Each block once, larger ones first: a block that holds another stands higher on one axis and not lower on the other. */
function nested({ units, periods }: BlockAxes, blocks: readonly Block[], key: (block: Block) => number): Block[] {
  const depth = ({ unit, period }: Block) => nodeAt(units, unit).depth + nodeAt(periods, period).depth;
  const unique = [...new Map(blocks.map((block) => [key(block), block])).values()];
  return unique.sort((a, b) => depth(a) - depth(b) || key(a) - key(b));
}

/** The odd amount inside every node of one tree. */
export function oddSums({ of }: Classes, { parent }: BlockTree, { held, odd }: { held: Int32Array; odd: OddCells }): bigint[] {
  const sums = Array.from(parent, () => 0n);
  for (const [cell, amount] of odd) {
    for (let node = held[of[cell] as number] as number; node >= 0; node = parent[node] as number) sums[node]! += amount;
  }
  return sums;
}

/** How amounts are counted: whole multiples of `roundTo` beside the odd cells; or in fine parts of the smallest unit. */
export interface Counting {
  readonly total: bigint;
  readonly roundTo: bigint;
  readonly odd: OddCells;
}

/**
 * The limits as bounds in multiples of `roundTo`, what lies in odd cells taken off: floors rounded up, caps down, exact sums
 * exact by the choice of the odd cells.
 */
export function wholeSystem(bounded: BoundedClasses, counting: Counting): ClassSystem {
  const { weight, down, up, downTree, upTree } = bounded.classes;
  return {
    weight: Float64Array.from(weight, Number),
    down,
    up,
    downTree: boundTree(bounded, { tree: downTree, limits: bounded.downLimits, held: down, counting }),
    upTree: boundTree(bounded, { tree: upTree, limits: bounded.upLimits, held: up, counting }),
  };
}

interface TreeRequest {
  readonly tree: BlockTree;
  readonly limits: readonly (Limit | undefined)[];
  readonly held: Int32Array;
  readonly counting: Counting;
}

function boundTree({ classes }: BoundedClasses, { tree, limits, held, counting }: TreeRequest): BoundTree {
  const { total, roundTo, odd } = counting;
  const inOdd = oddSums(classes, tree, { held, odd });
  const sides = limits.map((limit, node) => {
    const off = inOdd[node] as bigint;
    if (node === 0) return { min: Number((total - off) / roundTo), max: Number((total - off) / roundTo) };
    return limit ? wholeSides(limit, off, roundTo) : { min: 0, max: Number.POSITIVE_INFINITY };
  });
  return {
    parent: tree.parent,
    min: Float64Array.from(sides, ({ min }) => min),
    max: Float64Array.from(sides, ({ max }) => max),
  };
}

/** A limit in multiples of `roundTo` without the odd amount; beyond what doubles hold it stays out of any total's reach. */
export function wholeSides({ min, max }: Limit, odd: bigint, roundTo: bigint): { min: number; max: number } {
  const least = min > odd ? (min - odd + roundTo - 1n) / roundTo : 0n;
  const most = max === undefined ? undefined : max >= odd ? (max - odd) / roundTo : -1n;
  return {
    min: Math.min(Number(least), Number.MAX_SAFE_INTEGER),
    max: most === undefined || most > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(most),
  };
}

/** The same bounds in `parts` of the smallest unit, odd amounts included, so that multiples of `roundTo` stay whole. */
export function inFineParts(
  system: ClassSystem,
  bounded: BoundedClasses,
  fine: Counting & { readonly parts: number },
): ClassSystem {
  const { classes } = bounded;
  const unit = Number(fine.roundTo) * fine.parts;
  const scaled = (bounds: BoundTree, tree: BlockTree, held: Int32Array): BoundTree => {
    const inOdd = oddSums(classes, tree, { held, odd: fine.odd });
    const toParts = (whole: number, node: number) => whole * unit + Number(inOdd[node]) * fine.parts;
    return { parent: bounds.parent, min: bounds.min.map(toParts), max: bounds.max.map(toParts) };
  };
  return {
    ...system,
    downTree: scaled(system.downTree, classes.downTree, classes.down),
    upTree: scaled(system.upTree, classes.upTree, classes.up),
  };
}
