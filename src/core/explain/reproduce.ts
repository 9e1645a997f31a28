import { within } from '../allocation/methods/repeat-limits.ts';
import { type Explanation, type Step, stepOf } from './explanation.ts';
import { floorOf, unroundedOf } from './placed-steps.ts';

/**
 * The number from the parts of its explanation alone: a cell from what is shared out, its weight, odd part and rounding; a larger
 * node from what it is the sum of. Changes are added in order.
 */
export function reproduce({ steps }: Explanation): bigint {
  const changed = steps.reduce((sum, step) => (step.kind === 'change' ? sum + step.after - step.before : sum), 0n);
  return madeOf(steps) + changed;
}

/** The explanation with the number that its parts make. One that does not make its number is our own error: throws. */
export function reproduced(explained: Explanation): Explanation {
  const { unit, period, month, base } = explained;
  const value = reproduce(explained);
  if (value !== explained.value)
    throw new Error(`the steps of ${unit.join('/')} ${period} make ${value}, the plan has ${explained.value}`);
  return { ...explained, value, month: month && reproduced(month), base: base && reproduced(base) };
}

function madeOf(steps: readonly Step[]): bigint {
  if (stepOf(steps, 'absent')) return 0n;
  const repeated = stepOf(steps, 'repeated');
  if (repeated) return repeated.limits.reduce((amount, limits) => within(limits, amount), repeated.amount);
  const fitted = stepOf(steps, 'fitted');
  if (fitted) return fitted.amount;
  const rounding = stepOf(steps, 'rounding');
  const weight = stepOf(steps, 'weight');
  if (rounding && weight) {
    const odd = stepOf(steps, 'odd');
    const floor = floorOf(unroundedOf(weight), odd, rounding.roundTo);
    return floor + (rounding.received ? rounding.roundTo : 0n) + (odd?.amount ?? 0n);
  }
  const sum = stepOf(steps, 'parts');
  if (!sum) throw new Error('an explanation has neither a rounding nor parts');
  return sum.parts.reduce((all, { amount }) => all + amount, 0n);
}
