import { greatestCommonDivisor } from '../../fraction.ts';
/**
 * Cells as exact numbers: `whole[i] + numerator[i] / denominator` with 0 <= numerator < denominator < 2^53. Whole parts may
 * be negative.
 */
export interface ExactCells {
  readonly whole: BigInt64Array;
  readonly numerator: Float64Array;
  readonly denominator: number;
}

/** Fractions that need a finer denominator are written down in steps of 2^-40 of a unit. */
export const FINE = 2 ** 40;
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Cells that share one denominator, kept exactly when it is below 2^53, else as `refineRows` does with one row. */
export function overDenominator(numerators: readonly bigint[], denominator: bigint): ExactCells {
  if (denominator > SAFE) return refineRows([{ numerators, denominator }]);
  const whole = new BigInt64Array(numerators.length);
  const numerator = new Float64Array(numerators.length);
  numerators.forEach((value, i) => {
    const quotient = floorDivide(value, denominator);
    whole[i] = quotient;
    numerator[i] = Number(value - quotient * denominator);
  });
  return { whole, numerator, denominator: Number(denominator) };
}

/** One row of cells with a denominator of its own. */
export interface FractionRow {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

/**
 * Rows with different denominators, brought to their least common one where that is below 2^53: exact, so that any sum of
 * cells that is whole stays whole. Else to steps of 2^-40 of a unit: whole cells stay whole; each row's sum is kept to within
 * one step, and exactly where it is a whole number of steps: what flooring takes off goes back a step each to the first
 * cells that lost something.
 */
export function refineRows(rows: readonly FractionRow[]): ExactCells {
  const common = commonDenominator(rows);
  if (common !== undefined) {
    const numerators = rows.flatMap((row) => row.numerators.map((value) => (value * common) / row.denominator));
    return overDenominator(numerators, common);
  }
  const length = rows.reduce((sum, row) => sum + row.numerators.length, 0);
  const cells = { whole: new BigInt64Array(length), numerator: new Float64Array(length), denominator: FINE };
  let offset = 0;
  for (const row of rows) {
    refineRow(row, cells, offset);
    offset += row.numerators.length;
  }
  return cells;
}

/** The least common denominator of the rows in lowest terms; undefined when it is 2^53 or more. */
function commonDenominator(rows: readonly FractionRow[]): bigint | undefined {
  let common = 1n;
  for (const { numerators, denominator } of rows) {
    let divisor = denominator;
    for (const value of numerators) {
      if (divisor === 1n) break;
      divisor = greatestCommonDivisor(divisor, value);
    }
    const reduced = denominator / divisor;
    common *= reduced / greatestCommonDivisor(common, reduced);
    if (common > SAFE) return undefined;
  }
  return common;
}

function refineRow({ numerators, denominator }: FractionRow, cells: ExactCells, offset: number): void {
  const fine = BigInt(FINE);
  let lost = 0n;
  const lossy: number[] = [];
  numerators.forEach((value, i) => {
    const steps = value * fine;
    const floor = floorDivide(steps, denominator);
    const rest = steps - floor * denominator;
    if (rest > 0n) lossy.push(i);
    lost += rest;
    const whole = floorDivide(floor, fine);
    cells.whole[offset + i] = whole;
    cells.numerator[offset + i] = Number(floor - whole * fine);
  });
  for (const i of lossy.slice(0, Number(lost / denominator))) addStep(cells, offset + i);
}

function addStep(cells: ExactCells, i: number): void {
  const next = (cells.numerator[i] as number) + 1;
  cells.numerator[i] = next === FINE ? 0 : next;
  if (next === FINE) cells.whole[i]! += 1n;
}

/** The largest integer not above value / divisor; the divisor is positive. */
export function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}
