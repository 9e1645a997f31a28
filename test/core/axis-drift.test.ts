import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/core/allocation/allocate.ts';
import { axisDrift } from '../../src/core/allocation/axis-drift.ts';
import type { PeriodTree } from '../../src/core/calendar/period-tree.ts';
import { type Grid, valueAt } from '../../src/core/grid.ts';
import { formatPath, type UnitPath, unitTree } from '../../src/core/organisation/unit-tree.ts';
import { leafValue } from '../../src/core/tree.ts';
import { anyPeriods, gridOf, periods, runs, split, stream } from './make.ts';

/** A grid with one row of cells for each path, in the order of the tree. */
function table(levels: readonly string[], columns: PeriodTree, rows: Readonly<Record<string, readonly number[]>>): Grid {
  const units = unitTree(levels, Object.keys(rows).map(split));
  const width = columns.leaves.length;
  const row = (leaf: number) => rows[formatPath(leafValue(units, leaf).path)] ?? [];
  return gridOf({ units, periods: columns }, 2, (i) => BigInt(row(Math.floor(i / width))[i % width] as number));
}

const LEVELS = ['产品', '区域'];
const AXES = [['产品'], ['区域']];
const YEAR = periods('2026', 'year');
const EVEN = table(LEVELS, YEAR, { '茶/华东': [1], '茶/华北': [1], '酒/华东': [1], '酒/华北': [1] });

describe('the drift of a second row axis', () => {
  it('is what its nodes lie from their unrounded values, across the first', () => {
    // 6 over four equal cells is 1.5 each; 华东 gets 4 of its 3, and 华北 2 of its 3.
    const plan = table(LEVELS, YEAR, { '茶/华东': [2], '茶/华北': [1], '酒/华东': [2], '酒/华北': [1] });
    expect(axisDrift({ plan, unrounded: EVEN, roundTo: 1n, axes: AXES })).toEqual([
      {
        code: 'allocation.axis-drift',
        severity: 'note',
        values: {
          ...{ axis: '区域', across: '产品', periods: '2026', units: '1.00', unit: '华东', period: '2026' },
          ...{ members: 2, limit: 2 },
        },
      },
    ]);
  });

  it('is counted in rounding units', () => {
    const plan = table(LEVELS, YEAR, { '茶/华东': [2000], '茶/华北': [1000], '酒/华东': [1000], '酒/华北': [1000] });
    const [note] = axisDrift({ plan, unrounded: EVEN, roundTo: 1000n, axes: AXES });
    expect(note?.values).toMatchObject({ units: '0.50', unit: '华东' });
  });

  it('is none where every total is as it was', () => {
    const plan = table(LEVELS, YEAR, { '茶/华东': [2], '茶/华北': [1], '酒/华东': [1], '酒/华北': [2] });
    expect(axisDrift({ plan, unrounded: EVEN, roundTo: 1n, axes: AXES })[0]?.values).toMatchObject({ units: '0.00' });
  });

  it('may be larger in a period between: as many units as a part has leaf units, or leaf periods if these are fewer', () => {
    const levels = [...LEVELS, '销售员'];
    const halves = periods('2026', 'half', 'quarter');
    const reps = ['茶/华东/a', '茶/华东/b', '茶/华东/c', '酒/华东/a', '酒/华北/d'];
    const rows = (first: (path: string) => readonly number[]) => Object.fromEntries(reps.map((path) => [path, first(path)]));
    const unrounded = table(
      levels,
      halves,
      rows(() => [1, 1, 1, 1]),
    );
    // 200 over 20 equal cells is 10 each.
    const plan = table(
      levels,
      halves,
      rows((path) => (path === '酒/华北/d' ? [4, 4, 16, 16] : [12, 11, 9, 8])),
    );
    const axes = [['产品'], ['区域', '销售员']];
    const [note] = axisDrift({ plan, unrounded, roundTo: 10n, axes });
    // 华东 has 4 x 23 = 92 in the first half, unrounded 80; its parts have three reps and one, a half has two quarters.
    expect(note?.values).toMatchObject({ units: '1.20', unit: '华东', period: '2026-H1', members: 2, limit: 3 });
  });

  it('has a note for each axis after the first, the last across all before it', () => {
    const levels = ['产品', '渠道', '区域'];
    const rows = { 'a/x/华东': [1], 'a/y/华东': [1], 'b/x/华东': [1], 'b/x/华北': [1] };
    const plan = table(levels, YEAR, rows);
    const notes = axisDrift({ plan, unrounded: plan, roundTo: 1n, axes: levels.map((level) => [level]) });
    expect(notes.map(({ values }) => [values?.['axis'], values?.['across'], values?.['unit'], values?.['members']])).toEqual([
      ['渠道', '产品', 'x', 2],
      ['区域', '产品/渠道', '华东', 3],
    ]);
  });

  it('does not promise what bounds have given up', () => {
    const plan = table(LEVELS, YEAR, { '茶/华东': [6], '茶/华北': [0], '酒/华东': [0], '酒/华北': [0] });
    expect(axisDrift({ plan, unrounded: EVEN, roundTo: 1n, axes: AXES })).toMatchObject([
      { code: 'allocation.axis-drift-beyond', values: { units: '3.00', unit: '华东' } },
    ]);
  });

  it('is nothing to divide by when there is nothing to plan', () => {
    const zero = { ...EVEN, cells: new BigInt64Array(4) };
    expect(axisDrift({ plan: zero, unrounded: zero, roundTo: 1n, axes: AXES })[0]?.values).toMatchObject({ units: '0.00' });
  });
});

describe('a plan of several row axes', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const instance = fc.record({
    paths: fc.array(fc.tuple(name, name, name), { minLength: 1, maxLength: 20 }),
    columns: anyPeriods,
    seed: fc.integer(),
    kinds: fc.constantFrom(2, 5, 10 ** 6),
    units: fc.bigInt(1n, 3000n),
    roundTo: fc.constantFrom(1n, 100n),
  });
  const LEVELS = ['产品', '区域', '销售员'];

  it('is never further from the unrounded plan than the note says is possible, nor than it says it is', () => {
    fc.assert(
      fc.property(instance, ({ paths, columns, seed, kinds, units, roundTo }) => {
        const next = stream(seed);
        const weights = gridOf({ units: unitTree(LEVELS, paths), periods: columns }, 0, () => BigInt(next(kinds) + 1));
        const total = units * roundTo;
        const { grid: plan } = allocate({ total, scale: 2, roundTo, weights });
        const [note] = axisDrift({ plan, unrounded: weights, roundTo, axes: [['产品'], LEVELS.slice(1)] });
        expect(note?.code).toBe('allocation.axis-drift');
        const { unit, period, units: drift, members, limit } = note?.values ?? {};
        expect(Number(drift)).toBeLessThanOrEqual(Number(limit));
        const largest = distances({ plan, weights, paths, columns, total, roundTo }).sort((a, b) => b.distance - a.distance)[0];
        expect(Number(drift)).toBeCloseTo(largest?.distance as number, 1);
        const within = paths.filter((path) => formatPath(path.slice(1)).startsWith(String(unit)));
        expect(members).toBe(new Set(within.map(([product]) => product)).size);
        expect(columns.nodes.map(({ value }) => value.label)).toContain(period);
      }),
      runs(200),
    );
  });

  interface Rounded {
    readonly plan: Grid;
    readonly weights: Grid;
    readonly paths: readonly UnitPath[];
    readonly columns: PeriodTree;
    readonly total: bigint;
    readonly roundTo: bigint;
  }

  /** Every region and rep across the products x every period, added up leaf by leaf. */
  function distances({ plan, weights, paths, columns, total, roundTo }: Rounded): { distance: number }[] {
    const whole = Number(valueAt(weights, 0, 0));
    const nodes = paths.flatMap(([, region, rep]) => [[region], [region, rep]] as string[][]);
    return nodes.flatMap((node) =>
      columns.nodes.map((_, period) => {
        const sum = (grid: Grid) =>
          grid.units.leaves.reduce((all, at, leaf) => {
            const isIn = node.every((part, depth) => leafValue(grid.units, leaf).path[depth + 1] === part);
            return isIn ? all + Number(valueAt(grid, at, period)) : all;
          }, 0);
        return { distance: Math.abs(sum(plan) - (Number(total) * sum(weights)) / whole) / Number(roundTo) };
      }),
    );
  }
});
