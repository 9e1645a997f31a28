import { power10 } from '../../core/amount.ts';
import type { RowFactor, RowTax } from '../facts-source.ts';
import { wholeFactor } from '../row-factor.ts';
import { literal } from './csv-relation.ts';
import { dayLiteral, trimmed } from './sql-texts.ts';

/** SQL of a row's amount as a whole number at `AMOUNT_SCALE`, its file, its day and the cell with its rate. */
export interface RowToTax {
  readonly amount: string;
  readonly day: string;
  readonly rate: string;
}

/** By what power of ten the amounts of each file, `f`, are scaled to the base unit, in which rows are rounded. */
export type FilePowers = readonly number[];

/** The row's amount in the base unit with its factor, rounded, a whole number at `AMOUNT_SCALE`: the twin of `taxedRow`. */
export function taxedSql({ amount, day, rate }: RowToTax, tax: RowTax, powers: FilePowers): string {
  const whole = `(${amount} * ${powerSql(powers)})`;
  const { byText, byDay, decimals } = tax;
  const text = `nfc_normalize(${trimmed(`coalesce(${rate}, '')`)})`;
  const dated = byDay.toSorted((a, b) => (a.from ?? EVER) - (b.from ?? EVER)).reverse();
  const whens = [
    ...byText.map((one) => `WHEN ${text} = ${literal(one.text)} THEN ${roundedSql(whole, one.factor, decimals)}`),
    ...dated.map(({ from, factor }) => {
      const since = from === undefined ? 'true' : `${day} >= ${dayLiteral(from)}`;
      return `WHEN ${since} THEN ${roundedSql(whole, factor, decimals)}`;
    }),
  ];
  return `CASE ${whens.join(' ')} END`;
}

const EVER = -1_000_000_000;

function powerSql(powers: FilePowers): string {
  if (powers.every((power) => power === 0)) return '1';
  return `CASE f ${powers.map((power, file) => `WHEN ${file} THEN ${power10(power)}`).join(' ')} END`;
}

/** The twin of `timesFactor`. */
function roundedSql(whole: string, factor: RowFactor, decimals: number): string {
  const { above, below, unit } = wholeFactor(factor, decimals);
  const divided = `((abs(${whole}) * ${above}::HUGEINT + ${below / 2n}::HUGEINT) // ${below}::HUGEINT)`;
  return `sign(${whole})::HUGEINT * ${divided} * ${unit}`;
}
