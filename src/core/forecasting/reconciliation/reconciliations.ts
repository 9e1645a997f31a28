import { bottomUp } from './bottom-up.ts';
import { leastSquares } from './least-squares.ts';
import type { Reconcile } from './reconciliation.ts';
import { topDown } from './top-down.ts';

/** Ways to make the forecasts of units and of what they belong to agree; `none` leaves them as they are. */
export const RECONCILIATIONS = ['least-squares', 'bottom-up', 'top-down', 'none'] as const;
export type Reconciliation = (typeof RECONCILIATIONS)[number];

const WAYS: Readonly<Record<Reconciliation, Reconcile>> = {
  'least-squares': leastSquares,
  'bottom-up': bottomUp,
  'top-down': topDown,
  none: ({ mean, least }) => mean.map((value, node) => Math.max(value, least[node] as number)),
};

export function reconcileBy(way: Reconciliation): Reconcile {
  return WAYS[way];
}
