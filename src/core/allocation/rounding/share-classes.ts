import { type ExactCells, FINE } from './exact-fractions.ts';
import { Ratios } from './ratios.ts';

/** Amounts of classes of cells, to be shared out inside each in proportion to the weights. */
export interface ClassShares {
  /** >= 0. */
  readonly weights: BigInt64Array;
  /** Class of each cell; -1 gets nothing, and neither does a weight of zero. */
  readonly of: Int32Array;
  /** The exact sum of the weights of each class. */
  readonly classWeight: BigInt64Array;
  /** What each class holds in parts: whole numbers >= 0 below 2^53. */
  readonly amounts: Float64Array;
  /** Parts of a unit: a whole number below 2^53. */
  readonly parts: number;
}

/** The fraction of a product is known to 2^-40; a denominator above `FINE` forces that. */
const IN_STEPS = 2n ** 60n;

/**
 * Cells in units: amount x weight / class weight / parts, too small or too large by less than two steps of the denominator,
 * which is the largest `parts` x 2^k up to 2^40. The sum of each class is exact: what its cells lose goes back to them in order,
 * a step each, so that even a node of a million cells is within 10^-6 units of its share.
 */
export function shareClasses(shares: ClassShares): ExactCells {
  const { weights, of, classWeight, amounts, parts } = shares;
  const denominator = finestMultiple(parts);
  const ratios = new Ratios(amounts.length);
  classWeight.forEach((weight, id) => {
    if (weight > 0n) ratios.set(id, [BigInt(amounts[id] as number), weight * BigInt(parts)], IN_STEPS);
  });
  const cells = { whole: new BigInt64Array(weights.length), numerator: new Float64Array(weights.length), denominator };
  const missing = new MissingSteps(shares, denominator);
  for (let i = 0; i < weights.length; i++) {
    const id = of[i] as number;
    const weight = Number(weights[i]);
    if (id < 0 || weight === 0) continue;
    if (weight <= Number.MAX_SAFE_INTEGER) ratios.multiply(id, weight);
    else ratios.multiplyExactly(id, weights[i] as bigint);
    const exact = (ratios.numerator / FINE) * denominator;
    const steps = Math.floor(exact);
    if (ratios.isCut || steps !== exact) missing.cut(id, i);
    cells.whole[i] = BigInt(ratios.whole);
    cells.numerator[i] = steps;
    missing.take(id, ratios.whole, steps);
  }
  missing.giveBack(cells);
  return cells;
}

function finestMultiple(parts: number): number {
  let denominator = parts;
  while (denominator * 2 <= FINE) denominator *= 2;
  return denominator;
}

/** What each class still lacks, in units and steps apart, so that neither leaves the exact numbers. */
class MissingSteps {
  private readonly units: Float64Array;
  private readonly steps: Float64Array;
  private readonly members: Int32Array;
  private readonly lossy: Uint8Array;
  private readonly of: Int32Array;

  constructor(
    { amounts, parts, of }: ClassShares,
    private readonly denominator: number,
  ) {
    this.units = amounts.map((amount) => Math.floor(amount / parts));
    this.steps = amounts.map((amount) => (amount % parts) * (denominator / parts));
    this.members = new Int32Array(amounts.length);
    this.lossy = new Uint8Array(of.length);
    this.of = of;
  }

  take(id: number, whole: number, steps: number): void {
    this.units[id]! -= whole;
    const left = (this.steps[id] as number) - steps;
    this.steps[id] = left < 0 ? left + this.denominator : left;
    if (left < 0) this.units[id]! -= 1;
  }

  /** Notes a cell that lost something. */
  cut(id: number, cell: number): void {
    this.lossy[cell] = 1;
    this.members[id]! += 1;
  }

  /** A step each to the cells that lost something, in order; more where a class lacks more steps than it has such cells. */
  giveBack(cells: ExactCells): void {
    for (let i = 0; i < this.lossy.length; i++) {
      if (this.lossy[i] === 0) continue;
      const id = this.of[i] as number;
      const lack = (this.units[id] as number) * this.denominator + (this.steps[id] as number);
      const share = Math.ceil(lack / (this.members[id] as number));
      this.members[id]! -= 1;
      if (share === 0) continue;
      addSteps(cells, i, share);
      this.take(id, 0, share);
    }
  }
}

/** Adds steps to one cell, or takes them off. */
export function addSteps({ whole, numerator, denominator }: ExactCells, cell: number, steps: number): void {
  const sum = (numerator[cell] as number) + steps;
  const units = Math.floor(sum / denominator);
  numerator[cell] = sum - units * denominator;
  if (units !== 0) whole[cell]! += BigInt(units);
}
