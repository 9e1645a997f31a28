import type { BasisCells } from './clean-basis.ts';

/** Non-negative weights by leaf period (time axis) or by leaf unit (org axis), the same for all of the other axis. */
export interface Profile {
  readonly profile: BigInt64Array;
}

/** The weights of an axis; `equal` gives every leaf the same. */
export type AxisWeights = BasisCells | Profile | 'equal';

/** The cells of an axis that has a basis by unit and period; undefined for a profile and for `equal`. */
export function cellsOf(weights: AxisWeights): BasisCells | undefined {
  return weights !== 'equal' && 'cells' in weights ? weights : undefined;
}

export function isProfile(weights: AxisWeights): weights is Profile {
  return weights !== 'equal' && 'profile' in weights;
}
