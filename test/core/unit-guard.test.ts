import { describe, expect, it } from 'vitest';
import { dayOf, firstOfMonth } from '../../src/core/calendar/day.ts';
import type { Totals } from '../../src/core/totals.ts';
import { fileDoubts, median, NEAR, ROUGH, unitDoubt, yearDoubts } from '../../src/core/unit-guard.ts';

function totals(cells: readonly (readonly [day: number, amount: bigint])[]): Totals {
  return {
    ...{ levels: [], grain: 'day', scale: 2, units: [[]], first: undefined, last: undefined },
    unit: new Int32Array(cells.length),
    day: Int32Array.from(cells, ([day]) => day),
    amount: BigInt64Array.from(cells, ([, amount]) => amount),
    rows: new Float64Array(cells.length).fill(1),
    account: { read: 0, used: 0, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 },
  };
}

describe('the guard of units', () => {
  it.each<[bigint[], bigint[], bigint | undefined]>([
    [[10_000n], [1n], 10_000n],
    [[1n], [10_000n], 10_000n],
    [[8_000n], [1n], 10_000n],
    [[7_999n], [1n], undefined],
    [[12_500n], [1n], 10_000n],
    [[12_501n], [1n], undefined],
    [[100_000_000n], [1n], 100_000_000n],
    [[1_000n], [1n], undefined],
    [[5n], [4n], undefined],
    [[0n], [1n], undefined],
    [[], [1n], undefined],
    [[-10_000n, 0n, 0n, 0n], [1n], 10_000n],
  ])('%s beside %s: %s', (ones, others, factor) => {
    expect(unitDoubt(ones, others, NEAR)?.factor).toBe(factor);
  });

  it('is rougher where the same months are compared', () => {
    const factors = [3_333n, 3_334n, 30_000n, 30_001n].map((amount) => unitDoubt([amount], [1n], ROUGH)?.factor);
    expect(factors).toEqual([undefined, 10_000n, 10_000n, undefined]);
  });

  it('takes the middle, so that one large order is no doubt', () => {
    expect(median([5n, -1n, 3n, 0n])).toBe(3n);
    expect(median([4n, 1n])).toBe(1n);
    expect(unitDoubt([7n, 9n, 90_000n], [8n, 9n, 10n], ROUGH)).toBeUndefined();
  });

  it('holds the same months of two years against each other', () => {
    const month = (year: number, number: number, amount: bigint) => [firstOfMonth(year, number), amount] as const;
    const rows = [month(2024, 1, 5_000_000n), month(2024, 2, 6_000_000n), month(2024, 12, 1n), month(2025, 1, 520n)];
    const half = [dayOf(2025, 2, 5)!, 310n] as const;
    const found = yearDoubts(totals([...rows, half, [half[0] + 1, 310n]]));
    expect(found).toEqual([
      {
        code: 'facts.unit-guard-years',
        severity: 'error',
        values: { year: 2025, before: 2024, amount: '5.2', other: '50000', factor: '10000' },
      },
    ]);
    expect(yearDoubts(totals(rows.slice(0, 3)))).toEqual([]);
  });

  it('names each file that differs from the first', () => {
    const files = [
      { name: 'a', amounts: [12_000n, 9_000n] },
      { name: 'b', amounts: [10_000n] },
      { name: 'c', amounts: [1n, 1n, 7n] },
      { name: 'd', amounts: [] },
    ];
    expect(fileDoubts(files, 0).map(({ values }) => values)).toEqual([
      { file: 'c', first: 'a', amount: '1', other: '9000', factor: '10000' },
    ]);
  });
});
