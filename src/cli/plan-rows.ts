import type { Grid } from '../core/grid.ts';
import { leafValue } from '../core/tree.ts';
import type { PlanRow } from '../plan-folder/plan-csv.ts';

/** What all rows of a grid share. */
export type RowNames = Pick<PlanRow, 'target' | 'metric' | 'level'>;

/** A grid as rows of a file, at the grid's scale. */
export function* gridRows({ units, periods, cells }: Grid, names: RowNames): Generator<PlanRow> {
  const width = periods.leaves.length;
  for (let p = 0; p < width; p++) {
    const { label } = leafValue(periods, p);
    for (let u = 0; u < units.leaves.length; u++)
      yield { ...names, period: label, path: leafValue(units, u).path, amount: cells[u * width + p] as bigint, line: 0 };
  }
}

/** Rows at a finer scale. */
export function* rescaledRows(rows: Iterable<PlanRow>, from: number, to: number): Generator<PlanRow> {
  const factor = 10n ** BigInt(to - from);
  for (const row of rows) yield factor === 1n || row.amount === undefined ? row : { ...row, amount: row.amount * factor };
}
