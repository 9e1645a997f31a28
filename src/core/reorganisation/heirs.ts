import { commonMultiple, minus, ONE } from '../fraction.ts';
import { UNASSIGNED, type UnitPath, VACANT } from '../organisation/unit-tree.ts';
import type { Heir, OrgEvent } from './event.ts';

/** The vacancy beside a unit. */
export function vacancyOf(unit: UnitPath): UnitPath {
  return [...unit.slice(0, -1), VACANT];
}

/** The unit that gives: whoever joins takes over the vacancy beside him. */
export function givingUnit({ kind, unit }: OrgEvent): UnitPath {
  return kind === 'join' ? vacancyOf(unit) : unit;
}

/** Everybody who gets a part, with the vacancy where the shares leave a rest; shares add up to 1. */
export function allHeirs(event: OrgEvent): readonly Heir[] {
  const own = event.kind === 'join' && event.heirs.length === 0 ? [{ path: event.unit, share: ONE }] : event.heirs;
  const rest = own.reduce((left, { share }) => minus(left, share), ONE);
  const heirs = rest.numerator > 0n ? [...own, { path: vacancyOf(event.unit), share: rest }] : own;
  return heirs.filter(({ share }) => share.numerator > 0n);
}

/** Shares over one denominator, as whole weights. */
export function shareWeights(heirs: readonly Heir[]): bigint[] {
  const common = heirs.reduce((all, { share }) => commonMultiple(all, share.denominator), 1n);
  return heirs.map(({ share }) => share.numerator * (common / share.denominator));
}

/**
 * Where a row of the unit goes: below the heir as it was below the unit; to the heir himself when he is a leaf (`isLeaf`) or
 * the vacancy.
 */
export function placeAt(
  heir: UnitPath,
  { path, unit, isLeaf }: { path: UnitPath; unit: UnitPath; isLeaf: (path: UnitPath) => boolean },
): UnitPath {
  const below = path.slice(unit.length);
  return heir.at(-1) === VACANT || isLeaf(heir) || (below.length === 1 && below[0] === UNASSIGNED) ? heir : [...heir, ...below];
}
