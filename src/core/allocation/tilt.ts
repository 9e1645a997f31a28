import { LARGEST_AMOUNT } from '../amount.ts';
import { commonMultiple, type Fraction, fraction, greatestCommonDivisor, ONE, ZERO } from '../fraction.ts';
import type { Grid } from '../grid.ts';
import { nodeAt } from '../tree.ts';
import { weightFactor } from './scale-weights.ts';

/** A factor (>= 0) on the weights of a unit node in a range of leaf periods, `--weight 华东=1.2@2026-04..2026-12`. */
export interface Tilt extends Fraction {
  readonly unit: number;
  /** Leaf periods, the first included, the last not. */
  readonly periodFrom: number;
  readonly periodTo: number;
}

/**
 * The weights with every tilt multiplied in; tilts that overlap multiply. The result is exactly proportional, in lowest terms,
 * where its sum fits a cell, else rounded as computed weights are (and what was above zero stays so, save under a factor 0).
 */
export function tiltWeights(weights: Grid, tilts: readonly Tilt[]): Grid {
  if (tilts.length === 0) return weights;
  const factors = factorsByCell(weights, tilts);
  return { ...weights, cells: exactCells(weights.cells, factors) ?? roundedCells(weights.cells, factors) };
}

/** The distinct factors, and which of them each cell has. */
interface CellFactors {
  readonly rates: readonly Fraction[];
  readonly of: Uint32Array;
}

function factorsByCell({ units, periods, cells }: Grid, tilts: readonly Tilt[]): CellFactors {
  const width = periods.leaves.length;
  const rates: Fraction[] = [ONE];
  const of = new Uint32Array(cells.length);
  const tilted = new Map<string, number>();
  for (const tilt of tilts) {
    const { leafFrom, leafTo } = nodeAt(units, tilt.unit);
    for (let unit = leafFrom; unit < leafTo; unit++) {
      for (let i = unit * width + tilt.periodFrom; i < unit * width + tilt.periodTo; i++) {
        of[i] = tiltedRate(rates, tilted, { before: of[i] as number, tilt });
      }
    }
  }
  return { rates, of };
}

function tiltedRate(rates: Fraction[], tilted: Map<string, number>, { before, tilt }: { before: number; tilt: Tilt }): number {
  const key = `${before} ${tilt.numerator}/${tilt.denominator}`;
  const known = tilted.get(key);
  if (known !== undefined) return known;
  const { numerator, denominator } = rates[before] as Fraction;
  tilted.set(key, rates.length);
  return rates.push(fraction(numerator * tilt.numerator, denominator * tilt.denominator)) - 1;
}

/** Weight x factor over the common denominator; undefined where that does not fit. */
function exactCells(cells: BigInt64Array, { rates, of }: CellFactors): BigInt64Array | undefined {
  const common = rates.reduce((all, { denominator }) => commonMultiple(all, denominator), 1n);
  const factors = rates.map(({ numerator, denominator }) => (numerator * common) / denominator);
  let sum = 0n;
  let divisor = 0n;
  for (let i = 0; i < cells.length; i++) {
    const value = (cells[i] as bigint) * (factors[of[i] as number] as bigint);
    sum += value;
    if (divisor !== 1n) divisor = greatestCommonDivisor(divisor, value);
  }
  if (divisor === 0n) return new BigInt64Array(cells.length);
  if (sum / divisor > LARGEST_AMOUNT) return undefined;
  return cells.map((cell, i) => (cell * (factors[of[i] as number] as bigint)) / divisor);
}

function roundedCells(cells: BigInt64Array, { rates, of }: CellFactors): BigInt64Array {
  let largest: Fraction = ZERO;
  let sum = 1n;
  for (let i = 0; i < cells.length; i++) {
    const { numerator, denominator } = rates[of[i] as number] as Fraction;
    const value = (cells[i] as bigint) * numerator;
    if (value * largest.denominator > largest.numerator * denominator) largest = { numerator: value, denominator };
    sum += value / denominator + 1n;
  }
  const factor = weightFactor({ largest, sum, cells: cells.length });
  return cells.map((cell, i) => {
    const { numerator, denominator } = rates[of[i] as number] as Fraction;
    const exact = cell * numerator * factor.numerator;
    if (exact === 0n) return 0n;
    const divisor = denominator * factor.denominator;
    return (exact + divisor / 2n) / divisor || 1n;
  });
}
