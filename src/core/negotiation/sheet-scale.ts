import { atScale, type Decimal, power10, timesPower10 } from '../amount.ts';
import type { NumberCell } from './sheet-cell.ts';
import type { UnitLine } from './sheet-line.ts';
import type { SheetValues } from './sheet-values.ts';

/** One scale for everything that a sheet is compared with, so that nothing is rounded: 10^-`scale` of the base unit. */
export interface SheetScale {
  readonly scale: number;
  /** What a cell says. A unit of its own goes before the column's. */
  readonly cell: (cell: NumberCell) => bigint;
  /** What the plan shows. */
  readonly shown: (value: bigint) => bigint;
  /** An amount at so many decimals of the base unit. */
  readonly amount: (units: bigint, decimals: number) => bigint;
  /** Half of the last digit of a number with so many decimals in the unit of the sheet. */
  readonly half: (decimals: number) => bigint;
}

/** The scale of the finest number among the lines, the plan and the currency, and a digit more. */
export function sheetScale(values: SheetValues, lines: readonly UnitLine[], decimals: number): SheetScale {
  const { power } = values;
  const base = (cell: NumberCell): Decimal => (cell.form === 'scaled' ? cell.value : timesPower10(cell.value, power));
  const cells = lines.flatMap(({ number, planned }) => [number, ...planned]);
  const scales = cells.flatMap((cell) => (cell.kind === 'number' ? [base(cell).scale] : []));
  const finest = scales.reduce((a, b) => Math.max(a, b), Math.max(decimals, values.scale, values.scale - power, 0));
  const scale = finest + power + 1;
  return {
    scale,
    cell: (cell) => atScale(base(cell), scale) as bigint,
    shown: (value) => value * power10(scale + power - values.scale),
    amount: (units, own) => units * power10(scale - own),
    half: (own) => 5n * power10(Math.max(0, scale + power - own - 1)),
  };
}
