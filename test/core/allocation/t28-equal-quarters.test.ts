import { expect, it } from 'vitest';
import { allocate } from '../../../src/core/allocation/allocate.ts';
import { rollUp, valueAt } from '../../../src/core/grid.ts';
import { gridOf, periods, units } from '../make.ts';

const plan = (total: bigint, roundTo: bigint) =>
  allocate({
    total,
    scale: 2,
    roundTo,
    weights: gridOf({ units: units(''), periods: periods('2026', 'quarter', 'month') }, 0, () => 1n),
  });

it('splits five million in equal quarters and months of ten thousands so that all ties', () => {
  const { grid, findings } = plan(500_000_000n, 1_000_000n);
  const values = rollUp(grid);
  const byGrain = (grain: string) =>
    grid.periods.nodes.flatMap(({ value }, node) => (value.grain === grain ? [values[node]] : []));
  expect(byGrain('quarter')).toEqual(Array(4).fill(125_000_000n));
  expect(byGrain('month')).toEqual(Array(4).fill([42_000_000n, 42_000_000n, 41_000_000n]).flat());
  expect(findings).toEqual([]);
});

it('names the cell with the odd part of a total that is no multiple', () => {
  const { grid, findings } = plan(500_000_123n, 1_000_000n);
  expect(findings).toEqual([
    { code: 'allocation.odd-cell', severity: 'note', values: { amount: '1.23', unit: '-', period: '2026-01' } },
  ]);
  expect([...grid.cells].map((cell) => cell % 1_000_000n)).toEqual([123n, ...Array(11).fill(0n)]);
  expect(valueAt(grid, 0, 0)).toBe(500_000_123n);
});

it('puts a total below the rounding unit into one cell, and a total of nothing nowhere', () => {
  expect([...plan(7n, 100n).grid.cells]).toEqual([7n, ...Array(11).fill(0n)]);
  expect([...plan(0n, 100n).grid.cells]).toEqual(Array(12).fill(0n));
});
