import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../src/core/allocation/locks/lock.ts';
import { formatAmount } from '../../../../src/core/amount.ts';
import { type Grid, valueAt } from '../../../../src/core/grid.ts';
import { ancestry } from '../../../../src/core/tree.ts';
import { runs } from '../../make.ts';
import { anyPlan, blocks, changed, holds, named } from './plans.ts';

const pick = <T>(some: readonly T[], number: number): T => some[number % some.length]!;
const anyNumber = fc.nat(2 ** 30);

/** How often a property saw a plan that could be changed; one that never did would show nothing. */
function counting(least: number) {
  let count = 0;
  return { saw: () => count++, enough: () => expect(count).toBeGreaterThan(least) };
}

/** Cells outside a block are as they were, and none is below zero. */
function expectOutsideSame(before: Grid, after: Grid, inside: (cell: number) => boolean): void {
  after.cells.forEach((cell, i) => {
    expect(cell >= 0n).toBe(true);
    if (!inside(i)) expect(cell).toBe(before.cells[i]);
  });
}

describe('a change absorbed by siblings', () => {
  it('gives the node what was asked, keeps its parent, and moves nothing outside', () => {
    const seen = counting(150);
    fc.assert(
      fc.property(anyPlan, anyNumber, fc.bigInt(0n, 1000n), (plan, number, share) => {
        const block = pick(blocks(plan), number);
        const outer = parentOf(plan, block);
        fc.pre(outer !== undefined);
        const amount = (valueAt(plan, outer!.unit, outer!.period) * share) / 1000n;
        const after = changed(plan, `${named(plan, block)}=${formatAmount(amount, 2)}`);
        if (!after) return;
        seen.saw();
        expect(valueAt(after, block.unit, block.period)).toBe(amount);
        expectOutsideSame(plan, after, (cell) => holds(plan, outer!, cell));
        for (const unit of ancestry(plan.units, outer!.unit)) {
          for (const period of ancestry(plan.periods, outer!.period)) {
            expect(valueAt(after, unit, period)).toBe(valueAt(plan, unit, period));
          }
        }
      }),
      runs(600),
    );
    seen.enough();
  });
});

describe('a change absorbed by nobody', () => {
  it('changes its own cells alone, and the total by the difference', () => {
    fc.assert(
      fc.property(anyPlan, anyNumber, fc.bigInt(0n, 10n ** 9n), (plan, number, amount) => {
        const block = pick(blocks(plan), number);
        const after = changed(plan, `${named(plan, block)}+=${formatAmount(amount, 2)}`, { absorb: 'none' }) as Grid;
        expect(valueAt(after, block.unit, block.period)).toBe(valueAt(plan, block.unit, block.period) + amount);
        expectOutsideSame(plan, after, (cell) => holds(plan, block, cell));
      }),
      runs(300),
    );
  });

  it('by a percentage and its inverse ends at the amount it began with', () => {
    fc.assert(
      fc.property(anyPlan, anyNumber, fc.constantFrom(1n, 5n, 100n), (plan, number, roundTo) => {
        const block = pick(blocks(plan), number);
        const options = { absorb: 'none', roundTo } as const;
        const up = changed(plan, `${named(plan, block)}=+25%`, options) as Grid;
        const down = changed(up, `${named(plan, block)}=-20%`, options) as Grid;
        expect(valueAt(down, block.unit, block.period)).toBe(valueAt(plan, block.unit, block.period));
        expect(valueAt(down, 0, 0)).toBe(valueAt(plan, 0, 0));
      }),
      runs(300),
    );
  });
});

describe('a transfer', () => {
  it('moves the amount, and no sum of the two in any leaf period', () => {
    const seen = counting(150);
    fc.assert(
      fc.property(anyPlan, anyNumber, anyNumber, fc.bigInt(0n, 1000n), (plan, from, to, share) => {
        const [giver, receiver] = [from, to].map((number) => pick([...plan.units.nodes.keys()], number)) as [number, number];
        const nested = ancestry(plan.units, giver).includes(receiver) || ancestry(plan.units, receiver).includes(giver);
        fc.pre(!nested);
        const period = pick([...plan.periods.nodes.keys()], from + to);
        const amount = (valueAt(plan, giver, period) * share) / 1000n;
        const text = `${named(plan, { unit: giver, period: 0 }).split('@')[0]}->${named(plan, { unit: receiver, period })}`;
        const after = changed(plan, `${text}=${formatAmount(amount, 2)}`) as Grid;
        seen.saw();
        expect(valueAt(after, giver, period)).toBe(valueAt(plan, giver, period) - amount);
        expect(valueAt(after, receiver, period)).toBe(valueAt(plan, receiver, period) + amount);
        const inside = (cell: number) => [giver, receiver].some((unit) => holds(plan, { unit, period }, cell));
        expectOutsideSame(plan, after, inside);
        for (const leaf of plan.periods.leaves) {
          const sum = (grid: Grid) => valueAt(grid, giver, leaf) + valueAt(grid, receiver, leaf);
          expect(sum(after)).toBe(sum(plan));
          expect(valueAt(after, 0, leaf)).toBe(valueAt(plan, 0, leaf));
        }
      }),
      runs(600),
    );
    seen.enough();
  });
});

/** The block that absorbs, where a node has siblings. */
function parentOf({ units, periods }: Grid, { unit, period }: Block): Block | undefined {
  const node = unit > 0 ? units.nodes[units.nodes[unit]!.parent] : periods.nodes[periods.nodes[period]!.parent];
  if (!node || node.children.length < 2) return undefined;
  return unit > 0 ? { unit: units.nodes[unit]!.parent, period } : { unit: 0, period: periods.nodes[period]!.parent };
}
