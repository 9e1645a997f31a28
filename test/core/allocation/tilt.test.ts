import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../src/core/allocation/allocate.ts';
import { type Tilt, tiltWeights } from '../../../src/core/allocation/tilt.ts';
import { valueAt } from '../../../src/core/grid.ts';
import { nodeAt } from '../../../src/core/tree.ts';
import { gridOf, periods, runs, units } from '../make.ts';
import { anyInstance } from './instances.ts';

const AXES = { units: units('east', 'south'), periods: periods('2026', 'month') };
const EAST = 1;
const all = { periodFrom: 0, periodTo: 12 };
const sixtyForty = gridOf(AXES, 0, (i) => (i < 12 ? 600n : 400n));

describe('a tilt', () => {
  it('multiplies the weight and ties the total back (T18)', () => {
    const weights = tiltWeights(sixtyForty, [{ unit: EAST, ...all, numerator: 12n, denominator: 10n }]);
    const { grid } = allocate({ total: 110_000n, scale: 2, roundTo: 1n, weights });
    expect([valueAt(grid, EAST, 0), valueAt(grid, 2, 0)]).toEqual([70_714n, 39_286n]);
  });

  it('is exactly proportional, in lowest terms', () => {
    const { cells } = tiltWeights(sixtyForty, [{ unit: EAST, ...all, numerator: 6n, denominator: 5n }]);
    expect([...new Set(cells)]).toEqual([9n, 5n]);
  });

  it('holds for its periods only, and meets others by multiplying', () => {
    const one = gridOf(AXES, 0, () => 1n);
    const { cells } = tiltWeights(one, [
      { unit: EAST, periodFrom: 3, periodTo: 12, numerator: 3n, denominator: 2n },
      { unit: 0, periodFrom: 11, periodTo: 12, numerator: 2n, denominator: 1n },
    ]);
    expect([...cells]).toEqual([2n, 2n, 2n, ...Array(8).fill(3n), 6n, ...Array(11).fill(2n), 4n]);
  });

  it('by zero leaves nothing', () => {
    const { cells } = tiltWeights(sixtyForty, [{ unit: EAST, ...all, numerator: 0n, denominator: 1n }]);
    expect([...new Set(cells)]).toEqual([0n, 1n]);
    expect(
      tiltWeights(sixtyForty, [{ unit: 0, ...all, numerator: 0n, denominator: 1n }]).cells.every((cell) => cell === 0n),
    ).toBe(true);
  });

  it('does nothing where there is none', () => {
    expect(tiltWeights(sixtyForty, [])).toBe(sixtyForty);
  });
});

const anyTilts = fc.array(
  fc.record({
    node: fc.nat(),
    from: fc.nat(),
    length: fc.nat(),
    numerator: fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(1n, 10n ** 12n)),
    denominator: fc.oneof(fc.bigInt(1n, 3n), fc.bigInt(1n, 10n ** 12n)),
  }),
  { minLength: 1, maxLength: 4 },
);

it('multiplies every cell by its factors, exactly or to what whole numbers can show, and keeps zeros and what is not zero', () => {
  fc.assert(
    fc.property(anyInstance, anyTilts, ({ weights }, drafts) => {
      const width = weights.periods.leaves.length;
      const tilts = drafts.map(({ node, from, length, numerator, denominator }): Tilt => {
        const periodFrom = from % width;
        return {
          unit: node % weights.units.nodes.length,
          periodFrom,
          periodTo: periodFrom + 1 + (length % (width - periodFrom)),
          numerator,
          denominator,
        };
      });
      const { cells } = tiltWeights(weights, tilts);
      const factors = Array.from(cells, (_, i) =>
        factorOf(tilts, weights.units, { unit: Math.floor(i / width), period: i % width }),
      );
      const exact = Array.from(weights.cells, (cell, i) => Number(cell) * (factors[i] as number));
      const [sum, exactSum] = [Number(cells.reduce((a, b) => a + b)), exact.reduce((a, b) => a + b)];
      cells.forEach((cell, i) => {
        expect(cell === 0n).toBe(exact[i] === 0);
        if (exactSum > 0) expect(Math.abs(Number(cell) / sum - (exact[i] as number) / exactSum)).toBeLessThan(1e-9);
      });
      expect(sum).toBeLessThan(2 ** 62);
    }),
    runs(300),
  );
});

function factorOf(tilts: readonly Tilt[], tree: typeof AXES.units, at: { unit: number; period: number }): number {
  const isIn = ({ unit, periodFrom, periodTo }: Tilt) => {
    const { leafFrom, leafTo } = nodeAt(tree, unit);
    return leafFrom <= at.unit && at.unit < leafTo && periodFrom <= at.period && at.period < periodTo;
  };
  return tilts.filter(isIn).reduce((all, { numerator, denominator }) => (all * Number(numerator)) / Number(denominator), 1);
}
