import type { Block } from '../allocation/locks/lock.ts';
import { blockNames } from '../allocation/methods/block-names.ts';
import { formatAmount } from '../amount.ts';
import { type Finding, finding } from '../finding.ts';
import { type Grid, rollUp } from '../grid.ts';
import { nest } from './nested-numbers.ts';
import type { PlacedNumber } from './placed-number.ts';

/** A plan from below, by any block of it. */
export interface BottomUp {
  /** What the plan has. */
  readonly topDown: (block: Block) => bigint;
  /**
   * The block's own number; else the sum of its parts, of which those without any number count with what the plan has: the plan's value
   * and the gaps of the outermost numbers inside.
   */
  readonly value: (block: Block) => bigint;
  /** Whether the block, or one inside it, has a number. */
  readonly isCovered: (block: Block) => boolean;
  readonly findings: readonly Finding[];
}

/** Reads a plan from below. Findings: numbers that are not the sum of those inside them, and numbers that cross. */
export function bottomUp(plan: Grid, numbers: readonly PlacedNumber[]): BottomUp {
  const values = rollUp(plan);
  const nesting = nest(plan, numbers);
  const topDown = ({ unit, period }: Block) => values[unit * plan.periods.nodes.length + period] as bigint;
  const ofParts = (block: Block) =>
    nesting.inside(block).reduce((sum, inner) => sum + inner.amount - topDown(inner), topDown(block));
  const differing = numbers.flatMap((number): Finding[] => {
    const parts = ofParts(number);
    if (nesting.inside(number).length === 0 || parts === number.amount) return [];
    const amounts = { amount: formatAmount(number.amount, plan.scale), parts: formatAmount(parts, plan.scale) };
    return [finding('warning', 'negotiation.parts-differ', { ...blockNames(plan, number), ...amounts }, number.place)];
  });
  const crossing = nesting.crossing.map(([one, other]) => {
    const [first, second] = [blockNames(plan, one), blockNames(plan, other)];
    const values = { ...first, other: second.unit, span: second.period };
    return finding('warning', 'negotiation.crossing', values, one.place);
  });
  return {
    topDown,
    value: (block) => nesting.at(block)?.amount ?? ofParts(block),
    isCovered: (block) => nesting.at(block) !== undefined || nesting.inside(block).length > 0,
    findings: [...differing, ...crossing],
  };
}
