import { describe, expect, it } from 'vitest';
import { driftFinding, lumpyFinding } from '../../../src/core/allocation/plan-findings.ts';
import { gridOf, periods, units } from '../make.ts';

const AXES = { units: units('a/x', 'a/y', 'b/z'), periods: periods('2026-H1', 'quarter', 'month') };

describe('the drift of a plan', () => {
  const weights = gridOf(AXES, 0, () => 1n);

  it('is the largest distance of an inner unit in an inner period, in rounding units', () => {
    const plan = gridOf(AXES, 2, (i) => [130n, 100n, 100n, 100n, 100n, 70n][i] ?? 100n);
    expect(driftFinding(plan, weights, 10n)).toEqual([
      { code: 'allocation.drift', severity: 'note', values: { units: '3.00', unit: 'a', period: '2026-Q1' } },
    ]);
    expect(
      driftFinding(
        gridOf(AXES, 2, () => 5n),
        weights,
        1n,
      )[0]?.values,
    ).toMatchObject({ units: '0.00' });
  });

  it('is nothing where there is no such node', () => {
    for (const axes of [
      { ...AXES, units: units('a', 'b') },
      { ...AXES, periods: periods('2026-H1', 'month') },
    ]) {
      const plan = gridOf(axes, 2, () => 3n);
      expect(driftFinding(plan, plan, 1n)).toEqual([]);
    }
  });
});

describe('a lumpy basis', () => {
  const lumpy = (columns: number, ...cells: number[]) =>
    lumpyFinding({ cells: BigInt64Array.from(cells, BigInt), columns, scale: 0, times: 1n });

  it('is one with zeros, or with cells over three times the mean of their unit', () => {
    expect(lumpy(4, 0, 0, 0, 9, 3, 3, 3, 3)).toEqual([
      { code: 'basis.lumpy', severity: 'note', values: { zero: 3, zeroPercent: '38', spikes: 1, spikePercent: '13', cells: 8 } },
    ]);
    expect(lumpy(4, 1, 1, 1, 9)[0]?.values).toBeUndefined();
    expect(lumpy(4, 1, 1, 1, 10)[0]?.values).toMatchObject({ spikes: 1, zero: 0 });
  });

  it('does not count units without any basis, nor a basis without a course', () => {
    expect(lumpy(2, 0, 0, 4, 4)).toEqual([]);
    expect(lumpy(1, 0, 5)).toEqual([]);
  });
});
