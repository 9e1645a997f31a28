import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Settlement, settle } from '../../../../src/core/allocation/locks/circulation.ts';
import type { ClassSystem } from '../../../../src/core/allocation/locks/class-system.ts';
import { runs, stream } from '../../make.ts';
import {
  anySmallShape,
  anySystem,
  feasibleSystem,
  isFeasible,
  keepsBounds,
  minimaLessMaxima,
  nodeSums,
  onlyBounds,
} from './systems.ts';

const noStart = (system: ClassSystem) => new Float64Array(system.weight.length);

const amountsOf = (settlement: Settlement): number[] => {
  if (settlement.kind === 'impossible') throw new Error(`impossible: ${JSON.stringify(settlement.cut)}`);
  return [...settlement.amounts];
};

/** Two regions with two classes each; the up tree has two quarters. The total is 100. */
function twoByTwo(bounds: { downMin?: number[]; downMax?: number[]; upMin?: number[]; upMax?: number[] } = {}): ClassSystem {
  const tree = (min = [100, 0, 0], max = [100, Infinity, Infinity]) => ({
    parent: Int32Array.of(-1, 0, 0),
    min: Float64Array.from(min),
    max: Float64Array.from(max),
  });
  return {
    weight: Float64Array.of(1, 1, 1, 1),
    down: Int32Array.of(1, 1, 2, 2),
    up: Int32Array.of(1, 2, 1, 2),
    downTree: tree(bounds.downMin, bounds.downMax),
    upTree: tree(bounds.upMin, bounds.upMax),
  };
}

describe('settle', () => {
  it('gives back a start that keeps every bound', () => {
    expect(amountsOf(settle(twoByTwo(), Float64Array.of(10, 20, 30, 40)))).toEqual([10, 20, 30, 40]);
  });

  it('moves what a bound asks for along one short path', () => {
    const system = twoByTwo({ downMin: [100, 37, 0] });
    expect(amountsOf(settle(system, Float64Array.of(10, 20, 30, 40)))).toEqual([17, 20, 23, 40]);
  });

  it('names the bounds of a cut and the amount that finds no room', () => {
    const settlement = settle(
      twoByTwo({ downMin: [100, 60, 0], upMin: [100, 0, 50], upMax: [100, 9, Infinity] }),
      noStart(twoByTwo()),
    );
    expect(settlement.kind).toBe('settled');
    const short = settle(twoByTwo({ downMax: [100, 40, 50] }), Float64Array.of(10, 20, 30, 40));
    expect(short).toEqual({
      kind: 'impossible',
      cut: {
        members: expect.arrayContaining([
          { tree: 'down', node: 0, side: 'min' },
          { tree: 'down', node: 1, side: 'max' },
          { tree: 'down', node: 2, side: 'max' },
        ]),
        excess: 10,
      },
    });
  });

  it('finds a minimum with no classes under it', () => {
    const system = { ...twoByTwo({ upMin: [100, 0, 7] }), up: Int32Array.of(1, 1, 1, 1) };
    expect(settle(system, noStart(system))).toEqual({
      kind: 'impossible',
      cut: { members: [{ tree: 'up', node: 2, side: 'min' }], excess: 7 },
    });
  });

  it('finds a maximum below its own minimum, and minima beyond the total', () => {
    const crossed = twoByTwo({ downMin: [100, 8, 0], downMax: [100, 5, Infinity] });
    expect(settle(crossed, noStart(crossed))).toMatchObject({ cut: { excess: 3, members: { length: 2 } } });
    const over = twoByTwo({ upMin: [100, 60, 70] });
    expect(settle(over, noStart(over))).toEqual({
      kind: 'impossible',
      cut: {
        members: [
          { tree: 'down', node: 0, side: 'max' },
          { tree: 'up', node: 1, side: 'min' },
          { tree: 'up', node: 2, side: 'min' },
        ],
        excess: 30,
      },
    });
  });

  it('agrees with exhaustive search on whether there is a solution, and its cuts prove it', () => {
    const seen = { settled: 0, impossible: 0 };
    fc.assert(
      fc.property(anySmallShape, fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }), (shape, start) => {
        const system = anySystem(shape);
        const settlement = settle(system, Float64Array.from(start.slice(0, shape.classes)));
        seen[settlement.kind] += 1;
        expect(settlement.kind === 'settled').toBe(isFeasible(system));
        if (settlement.kind === 'settled') {
          expect(settlement.amounts.every((amount) => Number.isInteger(amount) && amount >= 0)).toBe(true);
          expect(keepsBounds(system, settlement.amounts)).toBe(true);
        } else {
          expect(settlement.cut.excess).toBeGreaterThan(0);
          expect(settlement.cut.excess).toBe(minimaLessMaxima(system, settlement.cut.members));
          expect(isFeasible(onlyBounds(system, settlement.cut.members))).toBe(false);
        }
      }),
      runs(3000),
    );
    expect(Math.min(seen.settled, seen.impossible)).toBeGreaterThan(500);
  });

  const anyLarge = fc.record({
    seed: fc.integer(),
    classes: fc.integer({ min: 1, max: 200 }),
    downs: fc.integer({ min: 1, max: 60 }),
    ups: fc.integer({ min: 1, max: 60 }),
    total: fc.constant(0),
    unit: fc.constantFrom(1, 1000, 10 ** 9, 10 ** 10),
  });

  it('settles what has a solution from any start, exactly, and stays where it stands when that is one', () => {
    fc.assert(
      fc.property(anyLarge, fc.integer(), (shape, seed) => {
        const { system, amounts } = feasibleSystem(shape);
        expect(amountsOf(settle(system, amounts))).toEqual([...amounts]);
        const next = stream(seed);
        const worst = 10 ** next(16);
        const start = amounts.map((amount) => (next(3) === 0 ? next(2 ** 30) % worst : amount));
        expect(keepsBounds(system, amountsOf(settle(system, start)))).toBe(true);
      }),
      runs(600),
    );
  });

  it('moves only a few classes by as much when one class is off, however many there are', () => {
    fc.assert(
      fc.property(anyLarge, fc.nat(), fc.integer({ min: 1, max: 50 }), (shape, pick, off) => {
        const { system, amounts } = feasibleSystem(shape);
        const start = amounts.with(pick % shape.classes, (amounts[pick % shape.classes] as number) + off);
        const settled = amountsOf(settle(system, start));
        const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
        expect(sum(settled)).toBe(sum(amounts));
        expect(sum(settled.map((amount, i) => Math.abs(amount - (start[i] as number))))).toBeLessThanOrEqual(12 * off);
      }),
      runs(200),
    );
  });

  it('is exact up to the last number below 2^53, from starts that are far beyond it', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const system = twoByTwo({
      downMin: [most, 3, 0],
      downMax: [most, most - 2, Infinity],
      upMin: [most, 1, most - 4],
      upMax: [most, 3, most],
    });
    for (const start of [0, 1, most, most - 1]) {
      const amounts = amountsOf(settle(system, new Float64Array(4).fill(start)));
      const exact = amounts.map(BigInt);
      expect(exact.reduce((a, b) => a + b)).toBe(BigInt(most));
      expect(exact[0]! + exact[1]!).toBeLessThanOrEqual(BigInt(most - 2));
      expect(exact[1]! + exact[3]!).toBeGreaterThanOrEqual(BigInt(most - 4));
      expect(nodeSums(system.downTree, system.down, amounts)[1]).toBeGreaterThanOrEqual(3);
    }
  });

  it('refuses to count minima beyond 2^53 without a total', () => {
    const half = 2 ** 52;
    const open = [0, half, half];
    const system = twoByTwo({
      downMin: open,
      downMax: [Infinity, Infinity, Infinity],
      upMin: [0, 0, 0],
      upMax: [Infinity, Infinity, Infinity],
    });
    expect(() => settle(system, noStart(system))).toThrow(RangeError);
  });
});
