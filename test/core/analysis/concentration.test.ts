import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRatio } from '../../../src/core/amount.ts';
import { concentration } from '../../../src/core/analysis/concentration.ts';
import { levelConcentrations } from '../../../src/core/analysis/level-concentration.ts';
import { runs, totals } from '../make.ts';

/** Half the mean difference of all pairs over the mean, by its own definition. */
function giniOfPairs(amounts: readonly bigint[]): string {
  const clipped = amounts.map((amount) => (amount < 0n ? 0n : amount));
  const whole = clipped.reduce((sum, amount) => sum + amount, 0n);
  const differences = clipped.flatMap((one) => clipped.map((other) => (one > other ? one - other : other - one)));
  return formatRatio(
    differences.reduce((sum, each) => sum + each, 0n),
    2n * BigInt(clipped.length) * whole,
    4,
  );
}

describe('concentration', () => {
  it('gives a worked example', () => {
    // 50, 30, 10, 6, 4: Gini = 2 (4 + 12 + 30 + 120 + 250) / 500 - 6/5 = 0.464.
    expect(concentration([4n, 50n, 10n, 30n, 6n])).toEqual({
      ...{ units: 5, amount: 100n, belowZero: 0, to50: 1, to80: 2, to95: 4 },
      ...{ gini: '0.4640', top1: '0.5000', top5: '1.0000', top10: '1.0000' },
    });
  });

  it('counts what is below zero as zero, and says how many', () => {
    expect(concentration([10n, -10n])).toMatchObject({
      units: 2,
      amount: 0n,
      belowZero: 1,
      to95: 1,
      gini: '0.5000',
      top1: '1.0000',
    });
  });

  it('has no shares of nothing', () => {
    expect(concentration([])).toMatchObject({ units: 0, to50: 0, gini: '', top1: '' });
    expect(concentration([0n, -1n])).toMatchObject({ units: 2, to80: 0, gini: '', top1: '' });
  });

  it('is the mean difference of pairs, in any order', () => {
    const amounts = fc.array(fc.bigInt(-20n, 1000n), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(amounts, (all) => {
        const found = concentration(all);
        expect(found.gini).toBe(giniOfPairs(all));
        expect(concentration(all.toReversed())).toEqual(found);
        expect(found.to50 <= found.to80 && found.to80 <= found.to95).toBe(true);
      }),
      runs(200),
    );
  });

  it('tells paths apart at each level', () => {
    const lines = levelConcentrations(
      totals([
        ['East/Ann', '2025-01-01', 60],
        ['West/Ann', '2025-01-01', 30],
        ['East/Bob', '2025-01-02', 10],
      ]),
    );
    expect(lines.map(({ level, units, top1 }) => [level, units, top1])).toEqual([
      ['l1', 2, '0.7000'],
      ['l2', 3, '0.6000'],
    ]);
  });
});
