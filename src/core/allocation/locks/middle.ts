import { type BoundedClasses, type Counting, oddSums, wholeSides } from './bounded-classes.ts';
import { settle } from './circulation.ts';
import type { BoundTree, ClassSystem } from './class-system.ts';
import { solveProgram } from './exact-program.ts';
import type { Limit } from './limits.ts';
import { scale } from './scaling.ts';

/** A system in which every middle block is kept by limits on its pieces; or why there is none. */
export type Pinned =
  | { readonly kind: 'pinned'; readonly system: ClassSystem }
  /** `withTotal`: whether the total is one of what contradicts; `excess`: by how much the first member's floor, or else its cap, must give way for the rest to hold. */
  | {
      readonly kind: 'impossible';
      readonly members: readonly Member[];
      readonly withTotal: boolean;
      readonly excess: bigint;
      readonly cutOff: boolean;
    }
  | { readonly kind: 'fractional' | 'cut-off' };

/** One side of a limit. */
export interface Member {
  readonly limit: Limit;
  readonly side: 'min' | 'max';
}

/** A middle block's limits in whole units, with the nodes of its pieces. */
interface Middle {
  readonly pieces: readonly number[];
  readonly min: number;
  readonly max: number;
}

/** Pivots of the exact search, and the size of a table that it may work on. */
const EFFORT = 20_000;
const LARGEST_TABLE = 400_000;

/**
 * Blocks that cross two families are split over their leaf periods, and each piece gets a limit of its own, so that what is
 * left is a flow. The pieces are taken from the nearest plan; where these contradict the rest, from an exact search.
 * `system` is feasible but for the middle blocks, and counted in whole units.
 */
export function pinMiddle(bounded: BoundedClasses, system: ClassSystem, counting: Counting): Pinned {
  const middles = middlesOf(bounded, counting);
  if (middles.length === 0) return { kind: 'pinned', system };
  const near = scale(system).amounts;
  const guess = withPins(system, middles, pieceShares(system, near));
  if (guess && settle(guess, near.map(Math.floor)).kind === 'settled') return { kind: 'pinned', system: guess };
  return searched(bounded, { system, middles, near });
}

function middlesOf({ classes, middle }: BoundedClasses, { odd, roundTo }: Counting): Middle[] {
  if (middle.length === 0) return [];
  const inOdd = oddSums(classes, classes.upTree, { held: classes.up, odd });
  return middle.map(({ limit, pieces }) => {
    const off = pieces.reduce((sum, piece) => sum + (inOdd[piece] as bigint), 0n);
    return { pieces, ...wholeSides(limit, off, roundTo) };
  });
}

/** The amount of each node of the up tree, children included. */
function upAmounts({ up, upTree }: ClassSystem, amounts: Float64Array): Float64Array {
  const sums = new Float64Array(upTree.parent.length);
  amounts.forEach((amount, id) => {
    sums[up[id] as number]! += amount;
  });
  for (let node = sums.length - 1; node > 0; node--) sums[upTree.parent[node] as number]! += sums[node] as number;
  return sums;
}

/** For each limit of a middle block its parts by piece, in proportion to the pieces' amounts, whole and exact. */
function pieceShares(system: ClassSystem, near: Float64Array) {
  const amounts = upAmounts(system, near);
  return (pieces: readonly number[], limit: number): number[] => {
    const sum = pieces.reduce((all, piece) => all + (amounts[piece] as number), 0);
    const exact = pieces.map((piece) => (sum > 0 ? (limit * (amounts[piece] as number)) / sum : limit / pieces.length));
    const whole = exact.map(Math.floor);
    const rest = limit - whole.reduce((a, b) => a + b, 0);
    const order = exact
      .map((value, i) => ({ i, fraction: value - Math.floor(value) }))
      .sort((a, b) => b.fraction - a.fraction || a.i - b.i);
    for (let k = 0; k < rest; k++) whole[(order[k % order.length] as { i: number }).i]! += 1;
    return whole;
  };
}

type Split = (pieces: readonly number[], limit: number) => readonly number[];

/** Limits on the pieces; undefined when they contradict those that the pieces have. */
function withPins(system: ClassSystem, middles: readonly Middle[], split: Split): ClassSystem | undefined {
  const [min, max] = [system.upTree.min.slice(), system.upTree.max.slice()];
  for (const { pieces, min: least, max: most } of middles) {
    if (least > 0) tighten(min, pieces, { parts: split(pieces, least), by: Math.max });
    if (most < Number.POSITIVE_INFINITY) tighten(max, pieces, { parts: split(pieces, most), by: Math.min });
  }
  if (min.some((least, node) => least > (max[node] as number))) return undefined;
  return { ...system, upTree: { parent: system.upTree.parent, min, max } };
}

interface Tightening {
  readonly parts: readonly number[];
  readonly by: (a: number, b: number) => number;
}

function tighten(sides: Float64Array, pieces: readonly number[], { parts, by }: Tightening): void {
  pieces.forEach((piece, i) => {
    sides[piece] = by(parts[i] as number, sides[piece] as number);
  });
}

interface Search {
  readonly system: ClassSystem;
  readonly middles: readonly Middle[];
  readonly near: Float64Array;
}

/** The exact search over classes: every bound of both trees and every middle block is a row. */
function searched(bounded: BoundedClasses, { system, middles, near }: Search): Pinned {
  const down = treeRows(system.downTree, system.down);
  const up = treeRows(system.upTree, system.up);
  const middleRows = middles.map(({ pieces, min, max }) => ({
    columns: pieces.flatMap((piece) => (up[piece] as Row).columns),
    min: min > 0 ? BigInt(min) : undefined,
    max: bigOrOpen(max),
  }));
  const owners = [...bounded.downLimits, ...bounded.upLimits, ...bounded.middle.map(({ limit }) => limit)];
  const rows = [...down, ...up, ...middleRows];
  if (rows.length * near.length > LARGEST_TABLE) return { kind: 'cut-off' };
  const kept = rows.flatMap((row, i) => sidesOf(row).map(({ own, side }) => ({ row: own, owner: owners[i], side })));
  const solved = solveProgram(
    { columns: near.length, rows: kept.map(({ row }) => row), near: Array.from(near, (amount) => BigInt(Math.floor(amount))) },
    { effort: EFFORT },
  );
  if (solved.kind === 'impossible') {
    const conflict = solved.rows.map((row) => kept[row] as (typeof kept)[number]);
    const { excess, cutOff } = excessOf(
      near.length,
      conflict.map(({ row }) => row),
    );
    const withTotal = conflict.some(({ owner }) => owner === undefined);
    return {
      kind: 'impossible',
      members: conflict.flatMap(({ owner, side }) => (owner ? { limit: owner, side } : [])),
      withTotal,
      excess,
      cutOff: cutOff || !solved.isReduced,
    };
  }
  if (solved.kind !== 'whole') return solved;
  const amounts = upAmounts(system, Float64Array.from(solved.values, Number));
  const pinned = withPins(system, middles, (pieces) => pieces.map((piece) => amounts[piece] as number));
  if (!pinned) throw new Error('the exact search broke a bound');
  return { kind: 'pinned', system: pinned };
}

/** A row as one row for each side, so that a conflict names the side that it needs. */
function sidesOf({ columns, min, max }: Row): { own: Row; side: 'min' | 'max' }[] {
  return [
    ...(min === undefined ? [] : [{ own: { columns, min, max: undefined }, side: 'min' as const }]),
    ...(max === undefined ? [] : [{ own: { columns, min: undefined, max }, side: 'max' as const }]),
  ];
}

/**
 * The least amount by which one row of an irreducible conflict must give way: the first one with a floor, else the first. Found
 * by halving, since the more it gives the easier it is.
 */
function excessOf(columns: number, rows: readonly Row[]): { excess: bigint; cutOff: boolean } {
  const at = Math.max(
    0,
    rows.findIndex(({ min }) => min !== undefined),
  );
  const row = rows[at] as Row;
  const gives = (amount: bigint): Row =>
    row.min === undefined
      ? { ...row, max: (row.max as bigint) + amount }
      : { ...row, min: row.min - amount > 0n ? row.min - amount : undefined };
  let cutOff = false;
  let [short, enough] = [0n, row.min ?? largestOf(rows)];
  while (enough - short > 1n) {
    const middle = (short + enough) / 2n;
    const solved = solveProgram({ columns, rows: rows.with(at, gives(middle)) }, { effort: EFFORT });
    cutOff ||= solved.kind === 'cut-off';
    if (solved.kind === 'impossible') short = middle;
    else enough = middle;
  }
  return { excess: enough, cutOff };
}

function largestOf(rows: readonly Row[]): bigint {
  return rows.reduce((sum, { min }) => sum + (min ?? 0n), 1n);
}

interface Row {
  readonly columns: number[];
  readonly min: bigint | undefined;
  readonly max: bigint | undefined;
}

function treeRows({ parent, min, max }: BoundTree, held: Int32Array): Row[] {
  const rows = Array.from(parent, (_, node) => ({
    columns: [] as number[],
    min: (min[node] as number) > 0 ? BigInt(min[node] as number) : undefined,
    max: bigOrOpen(max[node] as number),
  }));
  held.forEach((start, id) => {
    for (let node = start; node >= 0; node = parent[node] as number) rows[node]?.columns.push(id);
  });
  return rows;
}

function bigOrOpen(max: number): bigint | undefined {
  return max === Number.POSITIVE_INFINITY ? undefined : BigInt(max);
}
