import { AndersonMixing } from './anderson-mixing.ts';
import { projectOn, within } from './bound-tree-projection.ts';
import { largestMiss, type NestedFamily } from './nested-family.ts';

export interface Scaling {
  /** One amount per class, >= 0 and finite, not yet whole. */
  readonly amounts: Float64Array;
  readonly rounds: number;
  /** false: the round limit came first, or the bounds cannot all be kept. */
  readonly converged: boolean;
}

export interface TwoFamilies {
  readonly weight: Float64Array;
  readonly down: NestedFamily;
  readonly up: NestedFamily;
}

/** How many earlier rounds a guess of the multipliers rests on. */
const DEPTH = 6;

/** How far a guess may go beyond the multiplier found, in logarithms: what makes next to no amount is guessed badly. */
const FARTHEST = 1;

/**
 * Scales two families in turn until a round moves no more than `slack` in all, or the round limit. A round takes any
 * multipliers of the second family and gives better ones, so between rounds they may be guessed (`AndersonMixing`); a guess
 * after which a round moves more than the round before it is dropped.
 */
export function alternate(system: TwoFamilies, { rounds, slack }: { rounds: number; slack: number }): Scaling {
  const { down, up } = system;
  const amounts = new Float64Array(system.weight.length);
  const mixing = new AndersonMixing(DEPTH);
  let plain: Float64Array | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let round = 1; ; round++) {
    const start = up.multiplier.slice();
    const moved = scaleBoth(system, amounts);
    if (moved <= slack || round >= rounds) {
      const converged = moved <= slack && largestMiss(down, amounts) <= slack && largestMiss(up, amounts) <= slack;
      return { amounts, rounds: round, converged };
    }
    if (moved > least && plain) {
      mixing.forget();
      up.multiplier.set(plain);
      plain = undefined;
    } else {
      least = moved;
      plain = up.multiplier.slice();
      if (round + 1 < rounds) guess(up, start, mixing);
    }
  }
}

/** One round: writes the amounts and returns the sum of what the second family's projection moved. */
function scaleBoth({ weight, down, up }: TwoFamilies, amounts: Float64Array): number {
  multiply(weight, up, amounts);
  projectOn(down, amounts);
  multiply(amounts, down, amounts);
  const before = amounts.slice();
  multiply(weight, down, amounts);
  projectOn(up, amounts);
  multiply(amounts, up, amounts);
  return before.reduce((sum, amount, i) => sum + Math.abs(amount - (amounts[i] as number)), 0);
}

function multiply(values: Float64Array, { holder, multiplier }: NestedFamily, into: Float64Array): void {
  for (let i = 0; i < values.length; i++) into[i] = (values[i] as number) * (multiplier[holder[i] as number] as number);
}

/** Writes the multipliers to go on from; each counts by the amount it makes, in logarithms. One of 0 stays. */
function guess({ free, multiplier }: NestedFamily, start: Float64Array, mixing: AndersonMixing): void {
  const image = multiplier.map((value) => (value > 0 ? Math.log(value) : 0));
  const residual = image.map((value, i) => ((start[i] as number) > 0 ? value - Math.log(start[i] as number) : 0));
  const made = multiplier.map((value, i) => value * (free[i] as number));
  const mixed = mixing.next({ image, residual }, made);
  const common = mean(mixed, made);
  for (let i = 0; i < mixed.length; i++) {
    const plain = image[i] as number;
    const next = Math.min(Math.max(mixed[i] as number, plain - FARTHEST), plain + FARTHEST);
    if ((multiplier[i] as number) > 0) multiplier[i] = within(Math.exp(next - common));
  }
}

/** A common factor means nothing, since the other family takes it back, and would only grow. */
function mean(values: Float64Array, weight: Float64Array): number {
  const sum = weight.reduce((a, b) => a + b, 0);
  return sum > 0 ? values.reduce((all, value, i) => all + (value * (weight[i] as number)) / sum, 0) : 0;
}
