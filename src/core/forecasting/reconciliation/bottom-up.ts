import type { UnitTree } from '../../organisation/unit-tree.ts';
import { nodeAt } from '../../tree.ts';
import type { BaseForecast } from './reconciliation.ts';

/** The leaves as they are; what lies above is their sum. */
export function bottomUp({ units, mean, least }: BaseForecast): Float64Array {
  return addUp(
    units,
    mean.map((value, node) => Math.max(value, least[node] as number)),
  );
}

/** The values of the leaves with their sums above them, so that sums are right to the last digit that a double has. */
export function addUp(units: UnitTree, values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length);
  for (let node = values.length - 1; node >= 0; node--) {
    const { parent, children } = nodeAt(units, node);
    if (children.length === 0) sums[node] = values[node] as number;
    if (parent >= 0) sums[parent]! += sums[node] as number;
  }
  return sums;
}
