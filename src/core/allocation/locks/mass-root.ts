import type { NestedFamily } from './nested-family.ts';

/** A straight piece of a node's amount as a function of the multiplier: constant + slope * multiplier in [from, to]. */
interface Piece {
  constant: number;
  slope: number;
  from: number;
  to: number;
}

/** Stands for 0 when halving by ratio. */
const SMALLEST = 2 ** -600;

/**
 * The multiplier at which what a node holds (its free values and its children, each inside its own bounds) comes to an amount:
 * 0 when it is there already at 0, Infinity when it never gets there; where several do, one of them. `near` is a first guess,
 * if positive and finite. The children's `lower` and `upper` must be known.
 *
 * Newton's method on a monotone, piecewise linear function: the line of a piece that meets the amount inside the piece is the
 * answer, and every piece that does not is shut out, so it ends; every third guess halves the bracket.
 */
export function rootOfMass(family: NestedFamily, goal: { place: number; amount: number; near: number }): number {
  const { place, amount } = goal;
  if (amount === Number.POSITIVE_INFINITY) return amount;
  if (amount <= leastInside(family, place)) return 0;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let guess = firstGuess(family, goal);
  const piece: Piece = { constant: 0, slope: 0, from: 0, to: 0 };
  for (let round = 1; low < high; round++) {
    readPiece(family, { place, at: guess, piece });
    const missing = amount - piece.constant;
    if (piece.slope === 0 && missing === 0) return guess;
    const meets = piece.slope > 0 ? Math.max(missing / piece.slope, 0) : missing > 0 ? Number.POSITIVE_INFINITY : 0;
    if (piece.slope > 0 && meets >= piece.from && meets <= piece.to) return meets;
    if (meets > guess) low = Math.max(low, piece.to);
    else high = Math.min(high, piece.from);
    guess = meets > low && meets < high && round % 3 > 0 ? meets : between(low, high);
  }
  return low;
}

/** At multiplier 0 a node has its children's least amounts. */
function leastInside({ least, end }: NestedFamily, place: number): number {
  let sum = 0;
  for (let at = place + 1; at < (end[place] as number); at = end[at] as number) sum += least[at] as number;
  return sum;
}

function firstGuess({ mass }: NestedFamily, { place, amount, near }: { place: number; amount: number; near: number }): number {
  if (near > 0 && near < Number.POSITIVE_INFINITY) return near;
  const proportional = amount / (mass[place] as number);
  return proportional < Number.POSITIVE_INFINITY ? proportional : 1;
}

/** The middle by ratio, or the lower end, whose piece to the right is then looked at. */
function between(low: number, high: number): number {
  if (high === Number.POSITIVE_INFINITY) return low;
  const middle = Math.sqrt(Math.max(low, SMALLEST)) * Math.sqrt(high);
  return middle > low && middle < high ? middle : low;
}

/** The piece that holds a multiplier, the one to the right where two meet. What is at a bound is passed over as a whole. */
function readPiece(family: NestedFamily, { place, at, piece }: { place: number; at: number; piece: Piece }): void {
  const { end, min, max, lower, upper, free } = family;
  const last = end[place] as number;
  let constant = 0;
  let slope = free[place] as number;
  let from = 0;
  let to = Number.POSITIVE_INFINITY;
  for (let node = place + 1; node < last; ) {
    const below = lower[node] as number;
    const above = upper[node] as number;
    if (at < below) {
      constant += min[node] as number;
      if (below < to) to = below;
      node = end[node] as number;
    } else if (at >= above) {
      constant += max[node] as number;
      if (above > from) from = above;
      node = end[node] as number;
    } else {
      slope += free[node] as number;
      if (below > from) from = below;
      if (above < to) to = above;
      node++;
    }
  }
  piece.constant = constant;
  piece.slope = slope;
  piece.from = from;
  piece.to = to;
}
