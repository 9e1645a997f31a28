import type { Rate } from '../allocation/methods/rate.ts';
import { floorDivide } from '../allocation/rounding/exact-fractions.ts';

/** A cell in the basis and in the plan: its base ratio, the planned denominator and numerator. */
export interface EffectCell {
  readonly rate: Rate;
  readonly denominator: bigint;
  readonly numerator: bigint;
}

/** What a node had in the basis, at the scale of the plan's cells; amounts may be fractions. */
export interface EffectBasis {
  readonly numerator: Rate;
  readonly denominator: Rate;
  /** The node's ratio, which counts where it had no denominator. */
  readonly ratio: Rate;
}

/**
 * Why a numerator changed against its basis. `volume`: another denominator at the old ratio. `within`: other ratios of the cells on
 * the planned denominators. `mix`: the planned denominators lie elsewhere. The three add up to the change, in whole units: each is
 * rounded down or up, the largest fractions up.
 */
export interface RatioEffects {
  readonly volume: bigint;
  readonly within: bigint;
  readonly mix: bigint;
}

/** (D1 - D0) R0, sum (N1 - D1 r0), sum D1 r0 - D1 R0; the basis numerator counts rounded to the unit as `start`. */
export function ratioEffects(cells: readonly EffectCell[], basis: EffectBasis, start: bigint): RatioEffects {
  const denominator = { numerator: total(cells, (cell) => cell.denominator), denominator: 1n };
  const numerator = { numerator: total(cells, (cell) => cell.numerator), denominator: 1n };
  const atOldRatio = times(denominator, basis.ratio);
  const atOldRates = cells.reduce<Rate>((sum, cell) => plus(sum, times(whole(cell.denominator), cell.rate)), whole(0n));
  const volume = minus(atOldRatio, times(basis.denominator, basis.ratio));
  const exact = [volume, minus(numerator, atOldRates), minus(atOldRates, atOldRatio)];
  const [first = 0n, within = 0n, mix = 0n] = roundedTo(exact, numerator.numerator - start);
  return { volume: first, within, mix };
}

/** Whole numbers with a given sum, each next to its fraction as far as the sum allows. */
function roundedTo(values: readonly Rate[], sum: bigint): bigint[] {
  const floors = values.map(({ numerator, denominator }) => floorDivide(numerator, denominator));
  const rest = values.map(
    ({ numerator, denominator }, i) => (numerator - floors[i]! * denominator) * common(values, denominator),
  );
  const order = values.map((_, i) => i).sort((a, b) => (rest[b]! > rest[a]! ? 1 : rest[b]! < rest[a]! ? -1 : a - b));
  let left = sum - floors.reduce((a, b) => a + b, 0n);
  const step = left < 0n ? -1n : 1n;
  for (let turn = 0; left !== 0n; turn++) {
    floors[(step > 0n ? order : order.toReversed())[turn % order.length] as number]! += step;
    left -= step;
  }
  return floors;
}

/** What brings a denominator to the product of all. */
function common(values: readonly Rate[], own: bigint): bigint {
  return values.reduce((product, { denominator }) => product * denominator, 1n) / own;
}

const whole = (amount: bigint): Rate => ({ numerator: amount, denominator: 1n });

function times(a: Rate, b: Rate): Rate {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

function plus(a: Rate, b: Rate): Rate {
  if (a.denominator === b.denominator) return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

function minus(a: Rate, b: Rate): Rate {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

function total(cells: readonly EffectCell[], of: (cell: EffectCell) => bigint): bigint {
  return cells.reduce((sum, cell) => sum + of(cell), 0n);
}
