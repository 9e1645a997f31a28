import { greatestCommonDivisor } from '../../fraction.ts';
import { type ExactCells, FINE, floorDivide } from './exact-fractions.ts';
import { commonFactor, fineSum, wholeSum } from './exact-sums.ts';
import { Ratios } from './ratios.ts';

/** An amount shared out in proportion to weights, in rounding units. */
export interface Share {
  /** >= 0, with a positive sum. */
  readonly weights: BigInt64Array;
  /** >= 0, in the plan's smallest unit. */
  readonly amount: bigint;
  /** The rounding unit, > 0. */
  readonly roundTo: bigint;
  /** What is taken out of one cell; not more than its share. */
  readonly odd: { readonly cell: number; readonly amount: bigint } | undefined;
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Cells of (amount x weight / sum of weights - odd) / roundTo: exactly, where their least common denominator is below 2^53,
 * else in steps of 2^-40 as `refineRows` has them.
 */
export function shareOut(share: Share): ExactCells {
  const { weights, amount, roundTo, odd } = share;
  const sum = wholeSum(weights);
  const divisor = sum * roundTo;
  const taken = odd ? { cell: odd.cell, numerator: (weights[odd.cell] as bigint) * amount - odd.amount * sum } : undefined;
  const others = amount * commonFactor(weights, odd?.cell ?? -1);
  const common = greatestCommonDivisor(greatestCommonDivisor(divisor, others), taken?.numerator ?? 0n);
  const denominator = divisor / common;
  const isExact = denominator <= SAFE;
  const steps = isExact ? Number(denominator) : FINE;
  const cells = { whole: new BigInt64Array(weights.length), numerator: new Float64Array(weights.length), denominator: steps };
  const isCut = new Uint8Array(isExact ? 0 : weights.length);
  const isFast = amount / roundTo <= SAFE;
  const terms: Terms = { weights, amount, divisor, denominator };
  (isFast ? multiplyFast : multiplySlowly)(terms, cells, isCut);
  if (taken) setCell(cells, isCut, { ...taken, divisor });
  if (!isExact) giveBack(cells, isCut, (sum * (amount - (odd?.amount ?? 0n)) * BigInt(FINE)) / divisor);
  return cells;
}

interface Terms {
  readonly weights: BigInt64Array;
  readonly amount: bigint;
  readonly divisor: bigint;
  readonly denominator: bigint;
}

type Multiply = (terms: Terms, cells: ExactCells, isCut: Uint8Array) => void;

const multiplyFast: Multiply = ({ weights, amount, divisor, denominator }, { whole, numerator }, isCut) => {
  const ratios = new Ratios(1);
  ratios.set(0, [amount, divisor], denominator);
  for (let i = 0; i < weights.length; i++) {
    const weight = Number(weights[i]);
    if (weight === 0) continue;
    if (weight <= Number.MAX_SAFE_INTEGER) ratios.multiply(0, weight);
    else ratios.multiplyExactly(0, weights[i] as bigint);
    whole[i] = BigInt(ratios.whole);
    numerator[i] = ratios.numerator;
    if (ratios.isCut) isCut[i] = 1;
  }
};

const multiplySlowly: Multiply = ({ weights, amount, divisor }, cells, isCut) => {
  for (let i = 0; i < weights.length; i++) {
    setCell(cells, isCut, { cell: i, numerator: (weights[i] as bigint) * amount, divisor });
  }
};

function setCell(cells: ExactCells, isCut: Uint8Array, value: { cell: number; numerator: bigint; divisor: bigint }): void {
  const { cell, numerator, divisor } = value;
  const parts = BigInt(cells.denominator);
  const steps = floorDivide(numerator * parts, divisor);
  const whole = floorDivide(steps, parts);
  cells.whole[cell] = whole;
  cells.numerator[cell] = Number(steps - whole * parts);
  if (isCut.length > 0) isCut[cell] = steps * divisor === numerator * parts ? 0 : 1;
}

/** Brings the sum to `steps` by a step each to the first cells that were cut. */
function giveBack({ whole, numerator }: ExactCells, isCut: Uint8Array, steps: bigint): void {
  const parts = BigInt(FINE);
  let missing = Number(steps - wholeSum(whole) * parts - fineSum(numerator));
  for (let i = 0; missing > 0; i++) {
    if (isCut[i] !== 1) continue;
    missing--;
    numerator[i]! += 1;
    if (numerator[i] !== FINE) continue;
    numerator[i] = 0;
    whole[i]! += 1n;
  }
}
