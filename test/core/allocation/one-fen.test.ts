import { describe, expect, it } from 'vitest';
import { allocate } from '../../../src/core/allocation/allocate.ts';
import type { Grid } from '../../../src/core/grid.ts';
import { gridOf, periods, stream, units } from '../make.ts';

const YEAR = periods('2026', 'quarter', 'month');

/** 25 to 64 reps in four regions, so 300 to 768 cells. */
function randomPlan(next: (below: number) => number, weight: () => bigint): Grid {
  const reps = Array.from({ length: 25 + next(40) }, (_, i) => `r${i % 4}/t${i % 9}/u${i}`);
  return gridOf({ units: units(...reps), periods: YEAR }, 0, weight);
}

/** The share of cells that differ, and the largest difference. */
function moved(weights: Grid, total: bigint): { share: number; most: number } {
  const [before, after] = [total, total + 1n].map(
    (amount) => allocate({ total: amount, scale: 2, roundTo: 1n, weights }).grid.cells,
  );
  const changes = Array.from(before!, (cell, i) => Math.abs(Number((after![i] as bigint) - cell)));
  return { share: changes.filter((change) => change > 0).length / changes.length, most: Math.max(...changes) };
}

function measure(count: number, weight: (next: (below: number) => number) => bigint) {
  const next = stream(99);
  const found = Array.from({ length: count }, () =>
    moved(
      randomPlan(next, () => weight(next)),
      BigInt(1 + next(10 ** 9)) * 10n,
    ),
  );
  const shares = found.map(({ share }) => share);
  return {
    mean: shares.reduce((a, b) => a + b) / count,
    max: Math.max(...shares),
    most: Math.max(...found.map(({ most }) => most)),
  };
}

describe('one fen more in the total', () => {
  it('moves few cells, by a fen each, when the weights differ', () => {
    const { mean, max, most } = measure(60, (next) => BigInt(1 + next(10 ** 6)));
    expect(mean).toBeLessThan(0.025);
    expect(max).toBeLessThan(0.08);
    expect(most).toBe(1);
  });

  it('moves few cells also when four in ten are zero', () => {
    const { mean, max } = measure(60, (next) => (next(10) < 4 ? 0n : BigInt(1 + next(10 ** 6))));
    expect(mean).toBeLessThan(0.025);
    expect(max).toBeLessThan(0.08);
  });

  it('may move half of the cells of an equal basis, where alike nodes change sides together, but each by a fen only', () => {
    const { mean, max, most } = measure(40, () => 1n);
    expect(mean).toBeLessThan(0.3);
    expect(max).toBeLessThan(0.65);
    expect(most).toBe(1);
  });
});
