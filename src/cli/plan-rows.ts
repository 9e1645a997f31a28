import type { Grid } from '../core/grid.ts';
import { leafValue } from '../core/tree.ts';
import type { PlanRow } from '../plan-folder/plan-csv.ts';

/** What all rows of a grid share. */
export type RowNames = Pick<PlanRow, 'target' | 'metric' | 'level'>;

/** A grid as rows of a file, at the grid's scale; a ratio's with its denominators, on the same axes and at the same scale, local money with the currency of each unit. */
export function* gridRows(
  { units, periods, cells }: Grid,
  { target, metric, level }: RowNames,
  { below, currencies }: { readonly below?: Grid | undefined; readonly currencies?: readonly string[] | undefined } = {},
): Generator<PlanRow> {
  const width = periods.leaves.length;
  for (let p = 0; p < width; p++) {
    const { label } = leafValue(periods, p);
    for (let u = 0; u < units.leaves.length; u++) {
      const cell = u * width + p;
      const { path } = leafValue(units, u);
      // One literal for all: a million rows that are put together by spreading take twice as long to write.
      yield {
        target,
        metric,
        period: label,
        path,
        amount: cells[cell] as bigint,
        denominator: below?.cells[cell],
        currency: currencies?.[u],
        level,
        line: 0,
      };
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
