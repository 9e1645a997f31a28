import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../../src/core/allocation/allocate.ts';
import type { Bound } from '../../../../src/core/allocation/locks/lock.ts';
import { repeatCells } from '../../../../src/core/allocation/methods/repeat-cells.ts';
import type { RepeatRequest } from '../../../../src/core/allocation/methods/repeat-lines.ts';
import { valueAt } from '../../../../src/core/grid.ts';
import { gridOf, periods, runs, units } from '../../make.ts';
import { anyInstance } from '../instances.ts';
import { referenceBounds } from '../reference-bounds.ts';
import { refusal } from './refusals.ts';

/** Units: 0 whole, 1 a, 2 a/x, 3 a/y, 4 b. Periods: 0 half, 1 Q1, 2..4 its months, 5 Q2, 6..8 its months. */
const axes = { units: units('a/x', 'a/y', 'b'), periods: periods('2026-H1', 'quarter', 'month') };
const weights = gridOf(axes, 0, (i) => [1n, 1n, 2n, 1n, 1n, 2n][i % 6]! * (i < 6 ? 1n : i < 12 ? 2n : 3n));

const request = (over: Partial<RepeatRequest> = {}): RepeatRequest => ({
  amount: 600n,
  scale: 2,
  roundTo: 1n,
  weights,
  repeats: { time: true, org: true },
  bounds: [],
  allocate: referenceBounds,
  ...over,
});
const bound = (unit: number, period: number, min?: bigint, ...rest: (bigint | undefined)[]): Bound => ({
  unit,
  period,
  min,
  max: rest.length > 0 ? rest[0] : min,
  source: { kind: 'fix', place: undefined, reason: '' },
});
const cells = (over: Partial<RepeatRequest>) => Array.from(repeatCells(request(over)).grid.cells, Number);
const ORG = { time: false, org: true };
const TIME = { time: true, org: false };

describe('repeat on both axes', () => {
  it('holds the amount in every cell that has a weight', () => {
    expect(cells({})).toEqual(Array(18).fill(600));
    const one = gridOf(axes, 0, (i) => (i === 0 ? 0n : 5n));
    expect(cells({ weights: one })).toEqual([0, ...Array(17).fill(600)]);
  });

  it('keeps to bounds cell by cell, inner blocks over outer ones', () => {
    const bounds = [bound(2, 2, 900n), bound(1, 1, 500n), bound(4, 0, 700n, 10_000n), bound(0, 8, undefined, 650n)];
    const found = cells({ bounds });
    expect(found.slice(0, 6)).toEqual([900, 500, 500, 600, 600, 600]);
    expect(found.slice(6, 12)).toEqual([500, 500, 500, 600, 600, 600]);
    expect(found.slice(12, 17)).toEqual([700, 700, 700, 700, 700]);
    expect(cells({ bounds: bounds.toReversed() })).toEqual(found);
  });

  it('refuses bounds on one block that exclude each other, and amounts where nothing can be', () => {
    const clash = [bound(4, 1, 700n, undefined), bound(4, 1, undefined, 650n)];
    expect(refusal(() => cells({ bounds: clash }))).toEqual([
      'impossible',
      ['method.repeat-conflict', { unit: 'b', period: '2026-Q1', least: '7.00', most: '6.50' }],
    ]);
    const none = gridOf(axes, 0, (i) => (i < 12 ? 1n : 0n));
    expect(refusal(() => cells({ weights: none, bounds: [bound(4, 0, 1n)] }))).toEqual([
      'impossible',
      ['method.repeat-no-weights', { unit: 'b', period: '2026-H1' }],
    ]);
  });
});

describe('repeat on one axis', () => {
  it('gives each unit the whole amount over time, by its own course', () => {
    const line = [100, 100, 200, 100, 100, 200];
    expect(cells({ repeats: ORG, amount: 800n })).toEqual([...line, ...line, ...line]);
  });

  it('gives each period the whole amount over the units', () => {
    const found = cells({ repeats: TIME });
    expect([found.slice(0, 6), found.slice(6, 12), found.slice(12)]).toEqual([100, 200, 300].map((c) => Array(6).fill(c)));
  });

  it('keeps to bounds line by line: on the whole line, and inside it', () => {
    const bounds = [bound(1, 0, 1600n), bound(3, 0, 2400n), bound(0, 1, 300n)];
    const { grid } = repeatCells(request({ repeats: ORG, amount: 800n, bounds }));
    expect([2, 3, 4].map((unit) => valueAt(grid, unit, 0))).toEqual([1600n, 2400n, 800n]);
    expect([2, 3, 4].map((unit) => valueAt(grid, unit, 1))).toEqual([300n, 300n, 300n]);
    const months = repeatCells(request({ repeats: TIME, bounds: [bound(1, 1, 60n), bound(1, 2, 90n)] })).grid;
    expect([2, 3, 4, 6].map((month) => valueAt(months, 1, month))).toEqual([90n, 60n, 60n, 300n]);
    expect([2, 3, 4, 6].map((month) => valueAt(months, 0, month))).toEqual([600n, 600n, 600n, 600n]);
  });

  it('refuses a unit without any weight, unless it is to have nothing', () => {
    const none = gridOf(axes, 0, (i) => (i < 12 ? 1n : 0n));
    expect(refusal(() => cells({ weights: none, repeats: ORG }))).toEqual([
      'impossible',
      ['method.repeat-no-weights', { unit: 'b', period: '2026-H1' }],
    ]);
    expect(cells({ weights: none, repeats: ORG, bounds: [bound(4, 0, 0n)] }).slice(12)).toEqual(Array(6).fill(0));
  });

  it('says once that the amount is no multiple of the rounding unit', () => {
    const { findings } = repeatCells(request({ repeats: ORG, roundTo: 50n, amount: 620n, allocate }));
    expect(findings).toEqual([{ code: 'method.repeat-odd', severity: 'note', values: { amount: '0.20' } }]);
  });

  it('is exact on every line, and equal where weights are', () => {
    fc.assert(
      fc.property(anyInstance, fc.boolean(), ({ weights, total, roundTo }, onOrg) => {
        const repeats = onOrg ? ORG : TIME;
        const filled = { ...weights, cells: weights.cells.map((weight) => weight + 1n) };
        const { grid } = repeatCells({ amount: total, scale: 2, roundTo, weights: filled, repeats, bounds: [], allocate });
        const lines = (onOrg ? grid.units : grid.periods).leaves;
        const texts = new Map<string, string>();
        lines.forEach((node, line) => {
          expect(onOrg ? valueAt(grid, node, 0) : valueAt(grid, 0, node)).toBe(total);
          const width = grid.periods.leaves.length;
          const own = (some: BigInt64Array) => some.filter((_, i) => (onOrg ? Math.floor(i / width) : i % width) === line).join();
          const key = own(filled.cells);
          expect(own(grid.cells)).toBe(texts.get(key) ?? own(grid.cells));
          texts.set(key, own(grid.cells));
        });
      }),
      runs(100),
    );
  });
});
