import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settle } from '../../../../src/core/allocation/locks/circulation.ts';
import type { ClassSystem } from '../../../../src/core/allocation/locks/class-system.ts';
import { type Conflict, irreducibleConflict } from '../../../../src/core/allocation/locks/conflict.ts';
import type { Cut } from '../../../../src/core/allocation/locks/cut.ts';
import { runs } from '../../make.ts';
import { anySmallShape, anySystem, isFeasible, minimaLessMaxima, onlyBounds } from './systems.ts';

function cutOf(system: ClassSystem): Cut | undefined {
  const settlement = settle(system, new Float64Array(system.weight.length));
  return settlement.kind === 'impossible' ? settlement.cut : undefined;
}

function conflictOf(system: ClassSystem, tests?: number): Conflict {
  const cut = cutOf(system);
  if (!cut) throw new Error('no conflict');
  return irreducibleConflict(system, cut, tests);
}

/** Regions under the whole, each with one class, and nothing but the total in the up tree. */
function star(total: number, regions: { min?: number; max?: number }[]): ClassSystem {
  const size = regions.length;
  return {
    weight: new Float64Array(size).fill(1),
    down: Int32Array.from(regions, (_, i) => i + 1),
    up: new Int32Array(size),
    downTree: {
      parent: Int32Array.from({ length: size + 1 }, (_, i) => (i === 0 ? -1 : 0)),
      min: Float64Array.from([total, ...regions.map(({ min = 0 }) => min)]),
      max: Float64Array.from([total, ...regions.map(({ max = Infinity }) => max)]),
    },
    upTree: { parent: Int32Array.of(-1), min: Float64Array.of(total), max: Float64Array.of(total) },
  };
}

describe('irreducibleConflict', () => {
  it('is infeasible, and feasible without any one member, by definition', () => {
    const sizes = new Map<number, number>();
    fc.assert(
      fc.property(anySmallShape.map(anySystem), (system) => {
        const cut = cutOf(system);
        fc.pre(cut !== undefined);
        const { members, excess, cutOff } = irreducibleConflict(system, cut as Cut);
        sizes.set(members.length, (sizes.get(members.length) ?? 0) + 1);
        expect(cutOff).toBe(false);
        expect(isFeasible(onlyBounds(system, members))).toBe(false);
        for (const member of members) {
          expect(
            isFeasible(
              onlyBounds(
                system,
                members.filter((other) => other !== member),
              ),
            ),
          ).toBe(true);
        }
        expect(excess).toBe(minimaLessMaxima(system, members));
        expect(excess).toBeGreaterThan(0);
        expect(members.filter(({ tree, node }) => node === 0 && tree === 'up')).toEqual([]);
      }),
      runs(1500),
    );
    expect([...sizes.keys()].filter((size) => size >= 3).length).toBeGreaterThan(0);
  });

  it('leaves out what does not matter', () => {
    const system = star(100, [{ min: 60 }, { min: 50 }, { min: 1, max: 3 }, { max: 9 }]);
    expect(conflictOf(system)).toEqual({
      members: [
        { tree: 'down', node: 0, side: 'max' },
        { tree: 'down', node: 1, side: 'min' },
        { tree: 'down', node: 2, side: 'min' },
      ],
      excess: 10,
      cutOff: false,
    });
  });

  it('names bounds that conflict under any total without the total', () => {
    const system = star(10, [{ min: 5, max: 4 }, { min: 20 }]);
    expect(conflictOf(system).members).toEqual([
      { tree: 'down', node: 1, side: 'min' },
      { tree: 'down', node: 1, side: 'max' },
    ]);
  });

  it('takes the total from either tree', () => {
    const fixed = star(10, [{ min: 8 }, { min: 8 }, { min: 1 }]);
    const open = { ...fixed.downTree, min: fixed.downTree.min.with(0, 0), max: fixed.downTree.max.with(0, Infinity) };
    expect(conflictOf({ ...fixed, downTree: open })).toMatchObject({ excess: 6, members: { length: 3 } });
  });

  it('reduces a cut of thousands of bounds in few tests', () => {
    const system = star(
      10 ** 12,
      Array.from({ length: 5000 }, (_, i) => ({ min: i === 1234 || i === 4321 ? 6 * 10 ** 11 : 1 })),
    );
    const { members, excess, cutOff } = conflictOf(system, 100);
    expect(members.map(({ node }) => node)).toEqual([0, 1235, 4322]);
    expect({ excess, cutOff }).toEqual({ excess: 2 * 10 ** 11, cutOff: false });
  });

  it('says when its tests ran out; what it has is still a conflict', () => {
    const system = star(100, [{ min: 60 }, { min: 50 }, { min: 1 }, { min: 1 }, { min: 1 }]);
    for (let tests = 0; tests < 12; tests++) {
      const { members, cutOff, excess } = conflictOf(system, tests);
      expect(minimaLessMaxima(system, members)).toBe(excess);
      expect(excess).toBeGreaterThan(0);
      expect(cutOff || members.length === 3).toBe(true);
    }
    expect(conflictOf(system, 1).cutOff).toBe(true);
    expect(conflictOf(system, 12).cutOff).toBe(false);
  });

  it('gives minima beyond exact numbers back as they are', () => {
    const big = 6 * 10 ** 15;
    expect(conflictOf(star(8 * 10 ** 15, [{ min: big }, { min: big }]))).toMatchObject({ cutOff: true, members: { length: 3 } });
  });
});
