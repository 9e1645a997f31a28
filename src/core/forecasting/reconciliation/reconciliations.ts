import { bottomUp } from './bottom-up.ts';
import { leastSquares } from './least-squares.ts';
import type { Reconciliation } from './names.ts';
import type { Reconcile } from './reconciliation.ts';
import { topDown } from './top-down.ts';

const WAYS: Readonly<Record<Reconciliation, Reconcile>> = {
  'least-squares': leastSquares,
  'bottom-up': bottomUp,
  'top-down': topDown,
  none: ({ mean, least }) => mean.map((value, node) => Math.max(value, least[node] as number)),
};

export function reconcileBy(way: Reconciliation): Reconcile {
  return WAYS[way];
}
