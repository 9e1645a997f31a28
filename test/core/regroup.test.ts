import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grid, valueAt } from '../../src/core/grid.ts';
import { comparePaths } from '../../src/core/names.ts';
import { formatPath, UNASSIGNED, type UnitPath, unitTree } from '../../src/core/organisation/unit-tree.ts';
import { regroup } from '../../src/core/regroup.ts';
import { leafValue, nodeAt } from '../../src/core/tree.ts';
import { anyPeriods, gridOf, periods, runs, split, stream } from './make.ts';

const LEVELS = ['产品', '区域', '销售员'];

function plan(cells: Readonly<Record<string, readonly number[]>>, levels = LEVELS): Grid {
  const units = unitTree(levels, Object.keys(cells).map(split));
  const rows = units.leaves.map((_, leaf) => cells[formatPath(leafValue(units, leaf).path).replace(`/${UNASSIGNED}`, '')]);
  const months = periods('2026-01..2026-02', 'month');
  return gridOf({ units, periods: months }, 2, (i) => BigInt(rows[Math.floor(i / 2)]?.[i % 2] ?? 0));
}

const rowsOf = ({ units, periods, cells }: Grid) =>
  Object.fromEntries(
    units.leaves.map((_, leaf) => {
      const from = leaf * periods.leaves.length;
      return [formatPath(leafValue(units, leaf).path), [...cells.subarray(from, from + periods.leaves.length)].map(Number)];
    }),
  );

const SALES = plan({
  '茶/华东/王芳': [1, 2],
  '茶/华北/张伟': [10, 20],
  '酒/华东/王芳': [100, 200],
  '酒/华东/李娜': [1000, 2000],
});

describe('a grid by some of its levels', () => {
  it('adds a region up over all products', () => {
    expect(rowsOf(regroup(SALES, ['区域']))).toEqual({ 华东: [1101, 2202], 华北: [10, 20] });
  });

  it('has the levels in the order that is asked for', () => {
    const regrouped = regroup(SALES, ['区域', '产品']);
    expect(rowsOf(regrouped)).toEqual({ '华东/茶': [1, 2], '华东/酒': [1100, 2200], '华北/茶': [10, 20] });
    expect(regrouped.units.levels).toEqual(['区域', '产品']);
    expect(regrouped.scale).toBe(2);
  });

  it('is one row without any level', () => {
    expect(rowsOf(regroup(SALES, []))).toEqual({ '': [1111, 2222] });
  });

  it('keeps what has no name at a level visible', () => {
    const uneven = plan({ 茶: [1, 2], '酒/华东/王芳': [10, 20], '酒/华东': [100, 200] });
    expect(rowsOf(regroup(uneven, ['区域', '产品']))).toEqual({ '(unassigned)/茶': [1, 2], '华东/酒': [110, 220] });
    expect(rowsOf(regroup(uneven, ['区域', '销售员']))).toEqual({
      '(unassigned)': [1, 2],
      '华东/(unassigned)': [100, 200],
      '华东/王芳': [10, 20],
    });
  });

  it('takes amounts that no double holds', () => {
    const large = { ...SALES, cells: new BigInt64Array(8).fill(2n ** 59n + 1n) };
    expect([...regroup(large, ['产品']).cells]).toEqual(new Array(4).fill(2n ** 60n + 2n));
  });

  it('does not take a level that the tree does not have', () => {
    expect(() => regroup(SALES, ['城市'])).toThrow(RangeError);
  });

  it('gives every node the sum of the leaves with those names, whatever the levels', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const instance = fc.record({
      paths: fc.array(fc.tuple(name, name, name), { minLength: 1, maxLength: 12 }),
      levels: fc.shuffledSubarray(LEVELS),
      periods: anyPeriods,
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(instance, ({ paths, levels, periods, seed }) => {
        const next = stream(seed);
        const grid = gridOf({ units: unitTree(LEVELS, paths), periods }, 0, () => BigInt(next(1000)) - 200n);
        const regrouped = regroup(grid, levels);
        const wanted = (path: UnitPath, period: number) => {
          const has = (leaf: UnitPath) => path.every((part, depth) => leaf[LEVELS.indexOf(levels[depth] as string)] === part);
          return grid.units.leaves.reduce(
            (sum, node, leaf) => (has(leafValue(grid.units, leaf).path) ? sum + valueAt(grid, node, period) : sum),
            0n,
          );
        };
        regrouped.units.nodes.forEach(({ value }, node) => {
          for (let period = 0; period < periods.nodes.length; period++)
            expect(valueAt(regrouped, node, period)).toBe(wanted(value.path, period));
        });
        const leaves = regrouped.units.leaves.map((node) => nodeAt(regrouped.units, node).value.path);
        expect(leaves).toEqual([...leaves].sort(comparePaths));
      }),
      runs(200),
    );
  });
});
