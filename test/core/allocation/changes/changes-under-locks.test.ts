import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateWithBounds } from '../../../../src/core/allocation/allocate-bounded.ts';
import { applyChange } from '../../../../src/core/allocation/changes/apply-change.ts';
import { applyChanges } from '../../../../src/core/allocation/changes/apply-changes.ts';
import { parseChange } from '../../../../src/core/allocation/changes/change.ts';
import type { Absorb, ChangeOptions } from '../../../../src/core/allocation/changes/change-problem.ts';
import { placeChange } from '../../../../src/core/allocation/changes/placed-change.ts';
import type { Block, Bound } from '../../../../src/core/allocation/locks/lock.ts';
import { formatAmount } from '../../../../src/core/amount.ts';
import { Refusal } from '../../../../src/core/finding.ts';
import { type Grid, valueAt } from '../../../../src/core/grid.ts';
import { ancestry } from '../../../../src/core/tree.ts';
import { CALENDAR, gridOf, periods, runs, units } from '../../make.ts';
import { boundsOn } from '../bounded-instances.ts';
import { anyPlan, blocks, holds, named } from './plans.ts';

const isInside = ({ units, periods }: Grid, block: Block, other: Block) =>
  ancestry(units, block.unit).includes(other.unit) && ancestry(periods, block.period).includes(other.period);

const place = (plan: Grid, text: string) => placeChange(plan, parseChange(text, plan.scale)!, CALENDAR);

/** The plan after a change by the allocation itself; undefined when it is refused. */
function changed(plan: Grid, text: string, over: Partial<ChangeOptions> = {}): Grid | undefined {
  const options = { absorb: 'siblings' as Absorb, roundTo: 1n, locks: [], ...over, allocate: allocateWithBounds };
  try {
    return applyChange(plan, place(plan, text), options).grid;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

const pick = <T>(some: readonly T[], number: number): T => some[number % some.length] as T;
const anyNumber = fc.nat(2 ** 30);

function expectHeld(plan: Grid, locks: readonly Bound[]): void {
  for (const { unit, period, min, max } of locks) {
    const value = valueAt(plan, unit, period);
    expect(value >= (min ?? 0n) && value <= (max ?? value)).toBe(true);
  }
}

describe('a change under locks', () => {
  it('gives the node what was asked, keeps every lock and the total, and fills no empty cell', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyPlan, anyNumber, fc.integer(), fc.bigInt(0n, 200n), (plan, number, seed, share) => {
        const block = pick(blocks(plan), number);
        const isOther = ({ unit, period }: Block) => unit !== block.unit || period !== block.period;
        const locks = boundsOn(plan, 1n, seed).slice(0, 3).filter(isOther);
        const amount = (valueAt(plan, block.unit, block.period) * share) / 100n;
        const after = changed(plan, `${named(plan, block)}=${formatAmount(amount, 2)}`, { locks });
        if (!after) return;
        if (share !== 100n && amount > 0n) seen++;
        expect(valueAt(after, block.unit, block.period)).toBe(amount);
        if (block.unit > 0) expect(valueAt(after, 0, 0)).toBe(valueAt(plan, 0, 0));
        expectHeld(after, locks);
        after.cells.forEach((cell, i) => {
          expect(cell >= 0n && (cell === 0n || plan.cells[i] !== 0n)).toBe(true);
        });
      }),
      runs(500),
    );
    expect(seen).toBeGreaterThan(40);
  });

  it('absorbed by nobody moves its own cells alone', () => {
    fc.assert(
      fc.property(anyPlan, anyNumber, fc.integer({ min: 0, max: 300 }), (plan, number, percent) => {
        const block = pick(blocks(plan), number);
        const before = valueAt(plan, block.unit, block.period);
        const after = changed(plan, `${named(plan, block)}=+${percent}%`, { absorb: 'none' }) as Grid;
        const asked = (before * BigInt(100 + percent) * 2n + 100n) / 200n;
        expect(valueAt(after, block.unit, block.period)).toBe(asked);
        expect(valueAt(after, 0, 0)).toBe(valueAt(plan, 0, 0) + asked - before);
        after.cells.forEach((cell, i) => {
          if (!holds(plan, block, i)) expect(cell).toBe(plan.cells[i]);
        });
      }),
      runs(200),
    );
  });

  it('that moves an amount leaves every sum of the two, in every leaf period, and everybody else as they were', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyPlan, anyNumber, anyNumber, anyNumber, fc.bigInt(1n, 100n), (plan, from, to, when, share) => {
        const [giver, receiver] = [pick(plan.units.leaves, from), pick(plan.units.leaves, to)];
        fc.pre(giver !== receiver);
        const period = when % plan.periods.nodes.length;
        const amount = (valueAt(plan, giver, period) * share) / 100n;
        const [source, target] = [
          { unit: giver, period },
          { unit: receiver, period },
        ].map((block) => named(plan, block));
        const text = `${source!.split('@')[0]}->${target}=${formatAmount(amount, 2)}`;
        const after = changed(plan, text);
        if (!after || amount === 0n) return;
        seen++;
        expect(valueAt(after, giver, period)).toBe(valueAt(plan, giver, period) - amount);
        expect(valueAt(after, receiver, period)).toBe(valueAt(plan, receiver, period) + amount);
        for (const leaf of plan.periods.leaves) {
          const both = (grid: Grid) => valueAt(grid, giver, leaf) + valueAt(grid, receiver, leaf);
          expect(both(after)).toBe(both(plan));
        }
        for (const unit of plan.units.leaves) {
          if (unit === giver || unit === receiver) continue;
          for (const leaf of plan.periods.leaves) expect(valueAt(after, unit, leaf)).toBe(valueAt(plan, unit, leaf));
        }
      }),
      runs(400),
    );
    expect(seen).toBeGreaterThan(60);
  });

  it('inside another goes before it', () => {
    const grid = gridOf({ units: units('A/a', 'A/b', 'B/c'), periods: periods('2026-H1', 'quarter', 'month') }, 2, () => 10_000n);
    const placed = ['A@2026-Q1=700', 'A@2026-01=300'].map((text) => place(grid, text));
    const changing = { absorb: 'siblings' as Absorb, roundTo: 1n, locks: [], typed: [], allocate: allocateWithBounds };
    const { grid: after } = applyChanges(grid, placed, changing);
    const [quarter, january] = placed as [(typeof placed)[number], (typeof placed)[number]];
    expect(valueAt(after, january.unit, january.period)).toBe(30_000n);
    expect(valueAt(after, quarter.unit, quarter.period)).toBe(76_666n);
    expect(valueAt(after, 0, january.period)).toBe(valueAt(grid, 0, january.period));
  });

  it('after another leaves what that one set', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyPlan, anyNumber, anyNumber, (plan, first, second) => {
        const [a, b] = [pick(blocks(plan), first), pick(blocks(plan), second)];
        fc.pre(named(plan, a) !== named(plan, b) && !isInside(plan, b, a));
        const texts = [`${named(plan, a)}=+20%`, `${named(plan, b)}=-10%`];
        const placed = texts.map((text) => place(plan, text));
        try {
          const options = { absorb: 'siblings' as Absorb, roundTo: 1n, locks: [], typed: [], allocate: allocateWithBounds };
          const { grid, changed: nodes } = applyChanges(plan, placed, options);
          const one = changed(plan, texts[0] as string) as Grid;
          expect(valueAt(grid, a.unit, a.period)).toBe(valueAt(one, a.unit, a.period));
          expect(nodes).toEqual([a, b]);
          seen++;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
      runs(300),
    );
    expect(seen).toBeGreaterThan(40);
  });
});
