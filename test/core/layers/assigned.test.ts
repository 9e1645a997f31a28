import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../src/core/allocation/allocate.ts';
import { emptyGrid, type Grid, rollUp, valueAt } from '../../../src/core/grid.ts';
import { type AssignedLayer, assignedLayers, atDepth } from '../../../src/core/layers/assigned.ts';
import { assignedTotal, type Buffer, parseBuffer, stackedLevels } from '../../../src/core/layers/buffer.ts';
import { brokenLayers } from '../../../src/core/layers/check-assigned.ts';
import { pathKey, unitIndex } from '../../../src/core/organisation/unit-tree.ts';
import { leafValue } from '../../../src/core/tree.ts';
import { anyInstance } from '../allocation/instances.ts';
import { CALENDAR, gridOf, periods, runs, units } from '../make.ts';

const buffer = (text: string): Buffer => parseBuffer(text) as Buffer;
const sum = ({ cells }: Grid) => cells.reduce((all, cell) => all + cell, 0n);

const anyBuffers: fc.Arbitrary<Buffer[]> = fc
  .tuple(
    fc.subarray(['l1', 'l2', 'l3']),
    fc.array(fc.constantFrom('0', '3', '5', '12.5', '0.01', '25'), { minLength: 3, maxLength: 3 }),
  )
  .map(([levels, rates]) => levels.map((level, i) => buffer(`${level}=${rates[i]}%`)));

const anyBase = anyInstance.map(({ weights, total, roundTo }) => allocate({ total, scale: 2, roundTo, weights }).grid);

/** What the parent of each unit of a layer has in the layer above, by leaf period. */
function eachParent(layer: Grid, above: Grid, look: (sumOfChildren: bigint, own: bigint) => void): void {
  const index = unitIndex(layer.units);
  const values = rollUp(layer);
  above.units.leaves.forEach((_, row) => {
    const node = index.get(pathKey(leafValue(above.units, row).path)) as number;
    layer.periods.leaves.forEach((period, p) => {
      look(
        values[node * layer.periods.nodes.length + period] as bigint,
        above.cells[row * above.periods.leaves.length + p] as bigint,
      );
    });
  });
}

describe('buffers', () => {
  it.each([
    ['区域=3%', '区域', 3n, 100n],
    ['销售员=+12.5pct', '销售员', 125n, 1000n],
    ['区域＝３％', '区域', 3n, 100n],
  ])('reads %s', (text, level, numerator, denominator) => {
    expect(parseBuffer(text)).toMatchObject({ level, numerator, denominator });
  });

  it.each(['区域', '区域=3', '=3%', '区域=-3%', '区域=x%'])('does not read %s', (text) => {
    expect(parseBuffer(text)).toBeUndefined();
  });

  it('multiply downwards, whatever order they are given in', () => {
    const levels = ['区域', '团队', '销售员'];
    const stack = stackedLevels(levels, [buffer('销售员=5%'), buffer('区域=3%')]);
    expect(stack.map(({ level, factor }) => [level, assignedTotal(1_000_000_000n, { factor })])).toEqual([
      ['区域', 1_030_000_000n],
      ['团队', 1_030_000_000n],
      ['销售员', 1_081_500_000n],
    ]);
    expect(stackedLevels(levels, [buffer('团队=25%')]).map(({ level }) => level)).toEqual(['团队', '销售员']);
  });
});

describe('assigned layers', () => {
  const axes = { units: units('a/x', 'a/y', 'b/x', 'b/y', 'b/z', 'c'), periods: periods('2026', 'month') };
  const base = gridOf(axes, 2, (i) => BigInt(((i * 7919) % 1000) * 13));

  it('reach each total exactly and never fall below the quota, on every level', () => {
    const layers = assignedLayers(base, [buffer('l1=3%'), buffer('l3=5%')]);
    expect(layers.map(({ level }) => level)).toEqual(['l1', 'l2', 'l3']);
    for (const layer of layers) {
      expect(sum(layer.grid)).toBe(assignedTotal(sum(base), layer));
      const quota = atDepth(base, layer.depth);
      expect([...layer.grid.cells].every((cell, i) => cell >= (quota.cells[i] as bigint))).toBe(true);
    }
  });

  it('hold for random plans and buffers', () => {
    let placed = 0;
    const property = fc.property(anyBase, anyBuffers, (plan, buffers) => {
      const layers = assignedLayers(plan, buffers);
      let above: { grid: Grid; isFree: boolean } = { grid: atDepth(plan, (layers[0]?.depth ?? 1) - 1), isFree: true };
      for (const layer of layers) {
        const quota = atDepth(plan, layer.depth);
        expect(sum(layer.grid)).toBe(assignedTotal(sum(plan), layer));
        expect([...layer.grid.cells].every((cell, i) => cell >= (quota.cells[i] as bigint))).toBe(true);
        const isFree = layer.buffer !== undefined && layer.buffer.numerator > 0n;
        eachParent(layer.grid, above.grid, (children, own) => {
          expect(children >= own).toBe(true);
          if (!isFree) expect(children).toBe(own);
        });
        if (sum(layer.grid) > sum(plan)) placed++;
        above = { grid: layer.grid, isFree };
      }
    });
    fc.assert(property, runs(150));
    expect(placed).toBeGreaterThan(20);
  });

  it('are the quota itself at zero, on every level of any plan', () => {
    const zeros = ['l1', 'l2', 'l3'].map((level) => buffer(`${level}=0%`));
    fc.assert(
      fc.property(anyBase, (plan) => {
        const layers = assignedLayers(plan, zeros);
        expect(layers).toHaveLength(3);
        for (const { grid, depth } of layers) expect(grid.cells).toEqual(atDepth(plan, depth).cells);
      }),
      runs(60),
    );
  });

  it('carry what stands above them where they have no buffer of their own', () => {
    for (const layer of assignedLayers(base, [buffer('l1=0%')]))
      expect(layer.grid.cells).toEqual(atDepth(base, layer.depth).cells);
  });

  it('are near their share: no cell further than two units a level from base x factor', () => {
    for (const { grid, depth, factor } of assignedLayers(base, [buffer('l1=3%'), buffer('l2=7%')])) {
      const quota = atDepth(base, depth);
      grid.cells.forEach((cell, i) => {
        const off = cell * factor.denominator - (quota.cells[i] as bigint) * factor.numerator;
        expect((off < 0n ? -off : off) <= 2n * BigInt(depth) * factor.denominator).toBe(true);
      });
    }
  });

  it('do without a plan', () => {
    const empty = emptyGrid(base);
    for (const { grid } of assignedLayers(empty, [buffer('l1=3%')])) expect(sum(grid)).toBe(0n);
  });
});

describe('the check of assigned layers', () => {
  const axes = { units: units('a/x', 'a/y', 'b/x'), periods: periods('2026', 'quarter') };
  const base = gridOf(axes, 2, (i) => BigInt(1000 + i));
  const buffers = [buffer('l1=3%')];
  const cellsOf = ({ units: tree, periods: own, cells }: Grid) =>
    [...cells].map((amount, i) => {
      const width = own.leaves.length;
      return { path: leafValue(tree, Math.floor(i / width)).path, period: leafValue(own, i % width).label, amount };
    });
  const source = {
    levels: ['l1', 'l2', 'l3'],
    scale: 2,
    cells: cellsOf(base).map((cell) => ({ ...cell, place: undefined })),
    period: undefined,
    fiscal: CALENDAR,
  };
  const rows = assignedLayers(base, buffers).flatMap(({ level, grid }: AssignedLayer) =>
    cellsOf(grid).map((cell) => ({ ...cell, level })),
  );
  const plan = { target: 'T', source, buffers, rows, scale: 2 };
  const codes = (over: Partial<typeof plan>) => brokenLayers({ ...plan, ...over }).map(({ code }) => code);
  const raised = (by: readonly bigint[]) => rows.map((row, i) => ({ ...row, amount: row.amount + (by[i] ?? 0n) }));

  it('finds nothing wrong with what was just made', () => expect(codes({})).toEqual([]));
  it('finds a total that is off', () => expect(codes({ rows: raised([1n]) })).toEqual(['check.assigned-sum']));
  it('finds a cell below the quota', () => expect(codes({ rows: raised([-100n, 100n]) })).toEqual(['check.assigned-below']));
  it('finds that a plan was edited since', () => expect(codes({ rows: raised([1n, -1n]) })).toEqual(['check.assigned-edited']));
  it('finds layers without buffers and buffers without layers', () => {
    expect(codes({ buffers: [] })).toEqual(['check.assigned-without-buffer']);
    expect(codes({ rows: [] })).toEqual(['check.assigned-missing']);
    expect(codes({ rows: [], buffers: [] })).toEqual([]);
  });
  it('reads amounts at a coarser scale than the plan', () => {
    const finer = { ...source, scale: 3, cells: source.cells.map((cell) => ({ ...cell, amount: cell.amount * 10n })) };
    const sums = brokenLayers({ ...plan, source: finer });
    expect(sums.every(({ code }) => code !== 'check.assigned-below')).toBe(true);
    expect(valueAt(base, 0, 0)).toBeGreaterThan(0n);
  });
});
