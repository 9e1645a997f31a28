import { pathKey } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { Commitment } from './commitment.ts';
import type { SheetImport } from './sheet-request.ts';

/** The stored number of a unit for a period, by their nodes; undefined for none. */
export type StoredNumbers = (unit: number, period: number) => Commitment | undefined;

export function storedNumbers({ plan, commitments }: Pick<SheetImport, 'plan' | 'commitments'>): StoredNumbers {
  const known = new Map(commitments.map((row) => [`${row.period}\n${pathKey(row.path)}`, row]));
  return (unit, period) =>
    known.get(`${nodeAt(plan.periods, period).value.label}\n${pathKey(nodeAt(plan.units, unit).value.path)}`);
}
