import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/core/finding.ts';
import { rollUp } from '../../../src/core/grid.ts';
import { RATE_ONE } from '../../../src/core/metrics/base-rates.ts';
import { type NumeratorRequest, placeNumerators } from '../../../src/core/metrics/place-numerators.ts';
import { unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { anyPaths, anyPeriods, gridOf, periods, runs, stream, units } from '../make.ts';

const year = (...paths: string[]) => ({ units: units(...paths), periods: periods('2026', 'year') });
const fen = (amounts: readonly number[]) => (i: number) => BigInt(Math.round((amounts[i] as number) * 100));
const rate = (value: number) => (BigInt(Math.round(value * 1e6)) * RATE_ONE) / 1_000_000n;

function place(denominators: readonly number[], rates: readonly number[], over: Partial<NumeratorRequest>) {
  const axes = year(...denominators.map((_, i) => `u${i}`));
  const request = {
    denominator: gridOf(axes, 2, fen(denominators)),
    rates: rates.map(rate),
    way: 'factor',
    atMostOne: false,
    total: 0n,
  } as const;
  return placeNumerators({ ...request, ...over });
}

const impossible = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return [error.kind, error.findings[0]?.code];
    throw error;
  }
  return undefined;
};

describe('numerators from base ratios', () => {
  it('one factor: order values of 1,000 and 250 to 440 on 10 and 50 orders (26,400.00)', () => {
    const { grid, by } = place([10, 50], [1000, 250], { total: 2_640_000n });
    expect([...grid.cells]).toEqual([1_173_333n, 1_466_667n]);
    expect(Number(by.numerator) / Number(by.denominator)).toBeCloseTo(1.173333, 6);
  });

  it('the same points: shares of 20 % and 10 % to 368.33 on markets of 1,100 and 600 rise by 5.196 points', () => {
    const { grid, by } = place([1100, 600], [0.2, 0.1], { total: 36_833n, way: 'points', atMostOne: true });
    expect([...grid.cells]).toEqual([27_715n, 9118n]);
    expect((100 * Number(by.numerator)) / Number(by.denominator)).toBeCloseTo(5.196, 3);
  });

  it('no numerator exceeds its denominator where it is a part of it: the others share what is left', () => {
    const free = place([100, 100, 100], [0.9, 0.6, 0.3], { total: 27_000n });
    expect([...free.grid.cells]).toEqual([13_500n, 9000n, 4500n]);
    const held = place([100, 100, 100], [0.9, 0.6, 0.3], { total: 27_000n, atMostOne: true });
    expect([...held.grid.cells]).toEqual([10_000n, 10_000n, 7000n]);
    expect([...held.capped]).toEqual([0, 1]);
    const raised = place([100, 100, 100], [0.9, 0.6, 0.3], { total: 24_000n, way: 'points', atMostOne: true });
    expect([...raised.grid.cells]).toEqual([10_000n, 8500n, 5500n]);
  });

  it('nothing falls below zero when points are taken away', () => {
    const { grid, floored } = place([100, 100], [0.9, 0.1], { total: 5000n, way: 'points' });
    expect([[...grid.cells], [...floored]]).toEqual([[5000n, 0n], [1]]);
  });

  it('refuses what cannot be', () => {
    expect(impossible(() => place([100], [0.9], { total: 10_001n, atMostOne: true }))).toEqual([
      'impossible',
      'metric.out-of-reach',
    ]);
    expect(impossible(() => place([100, 100], [0, 0], { total: 1n }))).toEqual(['impossible', 'metric.zero-ratios']);
    expect(impossible(() => place([0], [0.5], { total: 1n }))).toEqual(['impossible', 'metric.no-denominators']);
  });

  const instance = fc.record({
    paths: anyPaths,
    periods: anyPeriods,
    seed: fc.integer(),
    way: fc.constantFrom('factor' as const, 'points' as const),
    atMostOne: fc.boolean(),
    share: fc.integer({ min: 0, max: 1000 }),
  });

  it('adds up to the total exactly, under no limit broken, each cell within one unit of its unrounded value', () => {
    fc.assert(
      fc.property(instance, ({ paths, periods, seed, way, atMostOne, share }) => {
        const axes = { units: unitTree(['a', 'b', 'c'], paths), periods };
        const next = stream(seed);
        const denominator = gridOf(axes, 2, () => (next(6) === 0 ? 0n : BigInt(next(5000))));
        const rates = Array.from(denominator.cells, () => (BigInt(next(1_200_001)) * RATE_ONE) / 1_000_000n);
        const whole = denominator.cells.reduce((a, b) => a + b, 0n);
        fc.pre(whole > 0n);
        const total = (whole * BigInt(share)) / (atMostOne ? 1000n : 500n);
        const placed = placeNumerators({ total, denominator, rates, way, atMostOne });
        const { cells } = placed.grid;
        expect(cells.reduce((a, b) => a + b, 0n)).toBe(total);
        const { numerator, denominator: over } = placed.by;
        const unrounded = (i: number) => {
          const below = denominator.cells[i] as bigint;
          if (placed.capped.has(i)) return below * RATE_ONE * over;
          if (placed.floored.has(i)) return 0n;
          return way === 'factor' ? rates[i]! * numerator * below : (rates[i]! * over + numerator * RATE_ONE) * below;
        };
        const isNear = (cell: bigint, i: number) => {
          const apart = cell * RATE_ONE * over - unrounded(i);
          return (apart < 0n ? -apart : apart) < RATE_ONE * over;
        };
        expect(Array.from(cells, isNear)).toEqual(Array(cells.length).fill(true));
        const most = denominator.cells;
        expect(cells.every((cell, i) => cell >= 0n && (!atMostOne || cell <= (most[i] as bigint)))).toBe(true);
        // Neither limit is taken before it is needed.
        const ratio = (i: number) => (way === 'factor' ? rates[i]! * numerator : rates[i]! * over + numerator * RATE_ONE);
        expect([...placed.capped].every((i) => ratio(i) >= RATE_ONE * over)).toBe(true);
        expect([...placed.floored].every((i) => ratio(i) <= 0n)).toBe(true);
      }),
      runs(300),
    );
  });

  it('the ratio of every larger node is the sum of numerators over the sum of denominators', () => {
    const axes = { units: units('A/a', 'A/b', 'B/c'), periods: periods('2026-H1', 'quarter', 'month') };
    const denominator = gridOf(axes, 2, (i) => BigInt(1000 + 37 * i));
    const rates = Array.from(denominator.cells, (_, i) => (RATE_ONE * BigInt(30 + i)) / 100n);
    const { grid } = placeNumerators({ total: 12_345n, denominator, rates, way: 'points', atMostOne: true });
    const [above, below] = [rollUp(grid), rollUp(denominator)];
    expect([above[0], below[0]]).toEqual([12_345n, denominator.cells.reduce((a, b) => a + b, 0n)]);
    const width = axes.periods.nodes.length;
    for (let period = 0; period < width; period++) {
      expect(above[width + period]! + above[4 * width + period]!).toBe(above[period]);
      expect(above[period]! <= below[period]!).toBe(true);
    }
  });
});
