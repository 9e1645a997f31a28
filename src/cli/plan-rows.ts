import type { Grid } from '../core/grid.ts';
import { leafValue } from '../core/tree.ts';
import type { PlanRow } from '../plan-folder/plan-csv.ts';

/** What all rows of a grid share. */
export type RowNames = Pick<PlanRow, 'target' | 'metric' | 'level'>;

/** A grid as rows of a file, at the grid's scale; a ratio's with its denominators, on the same axes and at the same scale. */
export function* gridRows(
  { units, periods, cells }: Grid,
  { target, metric, level }: RowNames,
  below?: Grid,
): Generator<PlanRow> {
  const width = periods.leaves.length;
  const names = { target, metric, ...(level !== undefined && { level }), line: 0 };
  for (let p = 0; p < width; p++) {
    const { label } = leafValue(periods, p);
    for (let u = 0; u < units.leaves.length; u++) {
      const cell = u * width + p;
      const [amount, denominator] = [cells[cell] as bigint, below?.cells[cell]];
      yield { ...names, period: label, path: leafValue(units, u).path, amount, denominator };
    }
  }
}

/** Rows at a finer scale. */
export function* rescaledRows(rows: Iterable<PlanRow>, from: number, to: number): Generator<PlanRow> {
  const factor = 10n ** BigInt(to - from);
  const scaled = (value: bigint | undefined) => value && value * factor;
  for (const row of rows)
    yield factor === 1n ? row : { ...row, amount: scaled(row.amount), denominator: scaled(row.denominator) };
}
