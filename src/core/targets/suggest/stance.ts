import { type Fraction, fraction, plus } from '../../fraction.ts';

/** How a unit means to grow in its market: win share, keep it, or give some of it up for profit. */
export const STANCES = ['attack', 'hold', 'harvest'] as const;
export type Stance = (typeof STANCES)[number];

/** Growth that fits a stance, both ends included, and the growth to propose. */
export interface GrowthBand {
  readonly least: Fraction;
  readonly middle: Fraction;
  readonly most: Fraction;
}

const points = (least: number, middle: number, most: number): GrowthBand => ({
  least: fraction(BigInt(least), 100n),
  middle: fraction(BigInt(middle), 100n),
  most: fraction(BigInt(most), 100n),
});

/** Points of growth beyond that of the market. */
const BEYOND_MARKET: Readonly<Record<Stance, GrowthBand>> = {
  attack: points(2, 5, 10),
  hold: points(-2, 0, 2),
  harvest: points(-10, -5, -2),
};

/** The growth that a stance asks for in a market that grows by so much. */
export function growthBand(stance: Stance, market: Fraction): GrowthBand {
  const { least, middle, most } = BEYOND_MARKET[stance];
  return { least: plus(market, least), middle: plus(market, middle), most: plus(market, most) };
}
