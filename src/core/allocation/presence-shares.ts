import { rollUpUnits } from '../arrange.ts';
import { overlap } from '../calendar/period.ts';
import { commonMultiple, type Fraction, ONE } from '../fraction.ts';
import type { Grid } from '../grid.ts';
import type { Presence } from '../organisation/presence.ts';
import { isWithin, type UnitPath } from '../organisation/unit-tree.ts';
import { leafValue, nodeAt } from '../tree.ts';

/** What a unit carries among its siblings in a leaf period, and whether it is there at all. */
export interface NodePresence {
  readonly factor: Fraction;
  readonly isThere: boolean;
}

const IN_FULL: NodePresence = { factor: ONE, isThere: true };

export interface SharesRequest {
  /** Weights as if everybody were there. */
  readonly weights: Grid;
  readonly presence: Presence;
  /** The unit that is planned: its amount is given, so it and what holds it are always there. */
  readonly planned: UnitPath;
}

/** How the children of a unit share its amount of a leaf period. */
export interface PresenceShares {
  /** Presence of a node by leaf period; undefined for one that is always there in full. */
  readonly of: readonly (readonly NodePresence[] | undefined)[];
  /** Weight x factor of the children of a node, over one common denominator; undefined when none of them is there. */
  readonly divide: (node: number, leaf: number) => readonly bigint[] | undefined;
}

/**
 * Shares by weight x factor. Where these are all zero, those who are there share by their weights, then by their weights over the
 * whole span, then alike: an amount stays with the people, as long as there are any.
 */
export function presenceShares(request: SharesRequest): PresenceShares {
  const { units, periods, cells } = request.weights;
  const width = periods.leaves.length;
  const of = units.nodes.map((_, node) => nodePresence(request, node));
  const rolled = rollUpUnits(units, cells, width);
  const inSpan = (node: number) => rolled.subarray(node * width, (node + 1) * width).reduce((sum, cell) => sum + cell, 0n);
  const divide = (node: number, leaf: number) => {
    const children = nodeAt(units, node).children.map((child) => {
      const { factor, isThere } = of[child]?.[leaf] ?? IN_FULL;
      return { child, weight: rolled[child * width + leaf] as bigint, factor, there: isThere ? 1n : 0n };
    });
    const common = children.reduce((all, { factor }) => commonMultiple(all, factor.denominator), 1n);
    const ways: ((child: (typeof children)[number]) => bigint)[] = [
      ({ weight, factor }) => (weight * factor.numerator * common) / factor.denominator,
      ({ weight, there }) => weight * there,
      ({ child, there }) => inSpan(child) * there,
      ({ there }) => there,
    ];
    for (const way of ways) {
      const shares = children.map(way);
      if (shares.some((share) => share > 0n)) return shares;
    }
    return undefined;
  };
  return { of, divide };
}

function nodePresence({ weights, presence, planned }: SharesRequest, node: number): NodePresence[] | undefined {
  const { units, periods } = weights;
  const { path } = nodeAt(units, node).value;
  if (isWithin(planned, path)) return undefined;
  const stretches = presence.stretches(path, nodeAt(periods, 0).value);
  if (stretches.every(({ factor }) => isOne(factor))) return undefined;
  return periods.leaves.map((_, leaf) => {
    const span = leafValue(periods, leaf);
    const isThere = stretches.some((stretch) => stretch.isThere && overlap(stretch, span) !== undefined);
    return { factor: presence.amongSiblings(path, span), isThere };
  });
}

function isOne({ numerator, denominator }: Fraction): boolean {
  return numerator === denominator;
}
