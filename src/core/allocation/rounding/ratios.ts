import { FINE } from './exact-fractions.ts';

/** Products are taken in limbs of 24 bits below the point; weights come as a high and a low part of 27 bits. */
const LIMB = 2 ** 24;
const LOW = 2 ** 27;
const FRACTION_BITS = 120n;

/** Limbs of one ratio: whole and five fractional ones of ratio x 2^27, then of the ratio itself. */
const WIDTH = 12;

/**
 * Exact products of whole numbers with fixed ratios, in doubles: about ten times as fast as BigInt, and without garbage. A
 * ratio is held to 120 bits below the point, so that a product is too small by less than 2^-92. Where that leaves its floor
 * or its exactness open, BigInt decides.
 */
export class Ratios {
  /** Floor of the product taken last. */
  whole = 0;
  /** Its fraction in 1 / denominator, or in steps of 2^-40 where the denominator is 2^53 or more. */
  numerator = 0;
  /** Whether the steps are less than the fraction. */
  isCut = false;

  /** Fractional limbs of the product taken last. */
  private f1 = 0;
  private f2 = 0;
  private f3 = 0;

  private readonly limbs: Float64Array;
  private readonly denominators: Float64Array;
  /** Whether 120 bits hold the ratio itself. */
  private readonly isExact: Uint8Array;
  private readonly terms: [numerator: bigint, divisor: bigint][] = [];

  constructor(count: number) {
    this.limbs = new Float64Array(WIDTH * count);
    this.denominators = new Float64Array(count);
    this.isExact = new Uint8Array(count);
  }

  /**
   * Sets ratio `index` to numerator / divisor, >= 0. Its products with the weights to come must be multiples of
   * 1 / denominator and below 2^53.
   */
  set(index: number, [numerator, divisor]: [bigint, bigint], denominator = divisor): void {
    const scaled = (numerator << (FRACTION_BITS + 27n)) / divisor;
    this.setLimbs(index * WIDTH, scaled);
    this.setLimbs(index * WIDTH + WIDTH / 2, scaled >> 27n);
    this.isExact[index] = (numerator << FRACTION_BITS) % divisor === 0n ? 1 : 0;
    this.denominators[index] = denominator <= Number.MAX_SAFE_INTEGER ? Number(denominator) : 0;
    this.terms[index] = [numerator, divisor];
  }

  private setLimbs(offset: number, value: bigint): void {
    for (let limb = 0; limb < WIDTH / 2; limb++) {
      const above = value >> (FRACTION_BITS - 24n * BigInt(limb));
      this.limbs[offset + limb] = Number(limb === 0 ? above : above % BigInt(LIMB));
    }
  }

  /** Takes weight x ratio `index`; the weight is a whole number >= 0 below 2^53. */
  multiply(index: number, weight: number): void {
    const { limbs } = this;
    const at = index * WIDTH;
    const high = Math.floor(weight / LOW);
    const low = weight - high * LOW;
    const t5 = high * (limbs[at + 5] as number) + low * (limbs[at + 11] as number);
    const t4 = high * (limbs[at + 4] as number) + low * (limbs[at + 10] as number) + Math.floor(t5 / LIMB);
    const t3 = high * (limbs[at + 3] as number) + low * (limbs[at + 9] as number) + Math.floor(t4 / LIMB);
    const t2 = high * (limbs[at + 2] as number) + low * (limbs[at + 8] as number) + Math.floor(t3 / LIMB);
    const t1 = high * (limbs[at + 1] as number) + low * (limbs[at + 7] as number) + Math.floor(t2 / LIMB);
    this.whole = high * (limbs[at] as number) + low * (limbs[at + 6] as number) + Math.floor(t1 / LIMB);
    this.f1 = t1 - Math.floor(t1 / LIMB) * LIMB;
    this.f2 = t2 - Math.floor(t2 / LIMB) * LIMB;
    this.f3 = t3 - Math.floor(t3 / LIMB) * LIMB;
    const rest = t4 - Math.floor(t4 / LIMB) * LIMB + (t5 - Math.floor(t5 / LIMB) * LIMB);
    const denominator = this.denominators[index] as number;
    if (denominator > 0) this.readRemainder(denominator);
    else if (!this.readSteps(rest, this.isExact[index] === 1 || weight === 0)) this.multiplyExactly(index, BigInt(weight));
  }

  /** The same for a weight of any size. */
  multiplyExactly(index: number, weight: bigint): void {
    const [numerator, divisor] = this.terms[index] as [bigint, bigint];
    const product = weight * numerator;
    const denominator = this.denominators[index] as number;
    const parts = denominator > 0 ? BigInt(denominator) : BigInt(FINE);
    const steps = (product * parts) / divisor;
    this.whole = Number(steps / parts);
    this.numerator = Number(steps % parts);
    this.isCut = steps * divisor !== product * parts;
  }

  /**
   * The true remainder is whole: the whole number nearest to fraction x denominator, of which the large part is exact and the
   * small one below 2^31. A product that came out just below a whole number is that number.
   */
  private readRemainder(denominator: number): void {
    const { f1, f2, f3 } = this;
    const high = Math.floor(denominator / LIMB);
    const low = denominator - high * LIMB;
    const small = (f1 * low + f2 * high) / LIMB + (f2 * low + (f3 * denominator) / LIMB) / LIMB / LIMB;
    const remainder = f1 * high + Math.round(small);
    const isNext = remainder === denominator;
    this.numerator = isNext ? 0 : remainder;
    if (isNext) this.whole++;
    this.isCut = false;
  }

  /** False where the bits known leave open whether a step more is reached or nothing was cut. */
  private readSteps(rest: number, isExact: boolean): boolean {
    const { f1, f2, f3 } = this;
    const below = f2 % 256;
    this.numerator = f1 * 65536 + (f2 - below) / 256;
    this.isCut = below + f3 + rest > 0;
    const mayReachNext = below === 255 && f3 === LIMB - 1;
    return !mayReachNext && (this.isCut || isExact);
  }
}
