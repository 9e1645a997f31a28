import type { SettledBounds } from '../allocation/locks/settle-bounds.ts';
import { floorDivide } from '../allocation/rounding/exact-fractions.ts';
import { wholeSum } from '../allocation/rounding/exact-sums.ts';
import type { PlanTrace } from '../allocation/trace.ts';
import { type Fraction, ZERO } from '../fraction.ts';
import type { OddStep, RoundingStep, UnroundedStep, WeightStep } from './explanation.ts';

/** A weight among others that share an amount out. */
export interface Pooled {
  readonly weight: WeightStep;
  /** What the cell holds beside multiples of the rounding unit. */
  readonly odd: OddStep | undefined;
}

/** Weight, unrounded value, odd part and rounding: from what is shared out to the number. */
export type PlacedSteps = readonly (WeightStep | UnroundedStep | OddStep | RoundingStep)[];

/** The steps that lead from an amount shared out to a cell's value. */
export function placedSteps({ weight, odd }: Pooled, { value, roundTo }: { value: bigint; roundTo: bigint }): PlacedSteps {
  const unrounded = unroundedOf(weight);
  const floor = floorOf(unrounded, odd, roundTo);
  const received = value - (odd?.amount ?? 0n) > floor;
  return [weight, { kind: 'unrounded', value: unrounded }, ...(odd ? [odd] : []), { kind: 'rounding', roundTo, floor, received }];
}

/** amount x part / whole; 0 where there is no weight at all. */
export function unroundedOf({ amount, part, whole }: WeightStep): Fraction {
  if (whole === 0n) return ZERO;
  return { numerator: amount.numerator * part, denominator: amount.denominator * whole };
}

/** The largest multiple of the rounding unit not above the value without its odd part. */
export function floorOf({ numerator, denominator }: Fraction, odd: OddStep | undefined, roundTo: bigint): bigint {
  const taken = odd?.isTakenBefore ? odd.amount : 0n;
  return floorDivide(numerator - taken * denominator, denominator * roundTo) * roundTo;
}

/** A cell of a total that is shared out over all cells, or under bounds over the cells in the same ones. */
export function pooledCell(trace: PlanTrace, cell: number): Pooled {
  const { settled, weights, total, roundTo } = trace;
  if (settled) return classCell(trace, settled, cell);
  return lineCell({ weights: weights.cells, total, roundTo }, cell, 'total');
}

/** Cells and the amount that they share out by weight. */
export interface SharedLine {
  readonly weights: BigInt64Array;
  readonly total: bigint;
  readonly roundTo: bigint;
}

/**
 * A cell of an amount that is shared out without bounds: its odd remainder is taken out of the first cell of largest weight, or,
 * where that is too small, out of all in proportion.
 */
export function lineCell({ weights, total, roundTo }: SharedLine, cell: number, of: 'total' | 'line'): Pooled {
  const odd = total % roundTo;
  const whole = wholeSum(weights);
  const oddCell = odd === 0n ? -1 : largest(weights);
  const isTakenBefore = oddCell >= 0 && (weights[oddCell] as bigint) * total >= odd * whole;
  const amount = oddCell >= 0 && !isTakenBefore ? total - odd : total;
  return {
    weight: { kind: 'weight', of, amount: { numerator: amount, denominator: 1n }, part: weights[cell] as bigint, whole },
    odd: cell === oddCell ? { kind: 'odd', amount: odd, isTakenBefore } : undefined,
  };
}

function largest(weights: BigInt64Array): number {
  let best = 0;
  for (let i = 1; i < weights.length; i++) if ((weights[i] as bigint) > (weights[best] as bigint)) best = i;
  return best;
}

function classCell({ weights, total }: PlanTrace, { classes, amounts, fineness, odd }: SettledBounds, cell: number): Pooled {
  const id = classes.of[cell] as number;
  const part = weights.cells[cell] as bigint;
  const extra = odd.get(cell);
  const oddStep: OddStep | undefined = extra === undefined ? undefined : { kind: 'odd', amount: extra, isTakenBefore: true };
  if (id < 0) {
    const amount = { numerator: total, denominator: 1n };
    return { weight: { kind: 'weight', of: 'total', amount, part: 0n, whole: wholeSum(weights.cells) }, odd: oddStep };
  }
  const amount = { numerator: BigInt(amounts[id] as number), denominator: BigInt(fineness) };
  return { weight: { kind: 'weight', of: 'locks', amount, part, whole: classes.weight[id] as bigint }, odd: oddStep };
}
