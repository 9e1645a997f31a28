import { pathKey, UNPLANNED, type UnitTree } from '../organisation/unit-tree.ts';
import { nodeAt } from '../tree.ts';
import type { VarianceRow } from '../variance/variance.ts';

/** Rows of one layer: every unit node of every period, by period. */
export interface LayerRows<Row extends VarianceRow> {
  readonly units: UnitTree;
  readonly rows: readonly Row[];
}

/** A row with the layer that it is judged by. */
export type JudgedRow<Row extends VarianceRow> = Row & { readonly layer: string };

/** The layer that plan.csv is, and any that stands above it. */
export const QUOTA = 'quota';
export const ASSIGNED = 'assigned';

/**
 * Each unit against what its own level was assigned, and against the quota where nothing was assigned at its level: the
 * company, say. What nobody planned has no layer but the quota.
 */
export function ownLayerRows<Row extends VarianceRow>(
  quota: LayerRows<Row>,
  layers: readonly (LayerRows<Row> & { readonly depth: number })[],
): JudgedRow<Row>[] {
  const found = new Map(
    layers.map(({ depth, units, rows }) => [
      depth,
      new Map(rows.map((row) => [`${row.period.label}\u0001${pathKey(nodeAt(units, row.unit).value.path)}`, row])),
    ]),
  );
  return quota.rows.map((row) => {
    const { depth, value } = nodeAt(quota.units, row.unit);
    const own = found.get(depth)?.get(`${row.period.label}\u0001${pathKey(value.path)}`);
    if (!own || value.name === UNPLANNED) return { ...row, layer: QUOTA };
    return { ...own, unit: row.unit, layer: ASSIGNED };
  });
}
