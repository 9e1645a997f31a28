import { shareClasses } from '../allocation/rounding/share-classes.ts';
import type { PlanTrace } from '../allocation/trace.ts';
import type { Fraction } from '../fraction.ts';
import { nodeAt } from '../tree.ts';
import { weightShare } from './adjusted-steps.ts';
import { type AskedBlock, sumOver } from './explained-block.ts';
import type { Step } from './explanation.ts';

/** The unrounded value of a node, and its distance from it in rounding units. */
export function driftSteps(trace: PlanTrace, block: AskedBlock): Step[] {
  const { allocated, roundTo, total } = trace;
  const width = allocated.periods.leaves.length;
  const value = sumOver(allocated.cells, width, { ...nodeAt(allocated.units, block.unit), ...block });
  const { steps, unrounded } = trace.settled ? underBounds(trace, block) : shared(trace, block, total);
  const { numerator, denominator } = unrounded;
  const units = { numerator: value * denominator - numerator, denominator: denominator * roundTo };
  return [...steps, { kind: 'unrounded', value: unrounded }, { kind: 'drift', roundTo, units }];
}

interface Unrounded {
  readonly steps: readonly Step[];
  readonly unrounded: Fraction;
}

function shared({ weights }: PlanTrace, block: AskedBlock, total: bigint): Unrounded {
  const { part, whole } = weightShare(weights, block);
  const amount = { numerator: total, denominator: 1n };
  const unrounded = { numerator: total * part, denominator: whole };
  return { steps: [{ kind: 'weight', of: 'total', amount, part, whole }], unrounded };
}

/** Under bounds each class of cells has its own amount: summed in the parts of the smallest unit that it was settled in. */
function underBounds({ weights, settled }: PlanTrace, block: AskedBlock): Unrounded {
  const { classes, amounts, fineness } = settled as NonNullable<PlanTrace['settled']>;
  const shares = { weights: weights.cells, of: classes.of, classWeight: classes.weight, amounts, parts: fineness };
  const { whole, numerator, denominator } = shareClasses(shares);
  const { leafFrom, leafTo } = nodeAt(weights.units, block.unit);
  const width = weights.periods.leaves.length;
  let sum = 0n;
  for (let row = leafFrom; row < leafTo; row++) {
    for (let i = row * width + block.from; i < row * width + block.to; i++)
      sum += (whole[i] as bigint) * BigInt(denominator) + BigInt(numerator[i] as number);
  }
  return { steps: [], unrounded: { numerator: sum, denominator: BigInt(denominator) } };
}
