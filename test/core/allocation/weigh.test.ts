import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../src/core/allocation/allocate.ts';
import type { BasisCells } from '../../../src/core/allocation/basis/clean-basis.ts';
import { SHAPES, type Shape, type WeighRequest, weigh } from '../../../src/core/allocation/weigh.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { periods, runs, stream, units } from '../make.ts';

const MONTHS = periods('2026-Q1', 'month');
const TREE = units('a/x', 'a/y', 'b/z');

const basis = (...rows: number[][]): BasisCells => ({
  cells: BigInt64Array.from(rows.flat(), BigInt),
  columns: 3,
  scale: 2,
  times: 1n,
});

const HISTORY = basis([10, 0, 30], [20, 20, 20], [0, 0, 100]);

const request = (over: Partial<WeighRequest>): WeighRequest => ({
  units: TREE,
  periods: MONTHS,
  org: HISTORY,
  time: HISTORY,
  shape: 'own',
  onZeroBasis: 'error',
  isPresent: () => true,
  ...over,
});

/** Each cell's share of the whole, to six decimals. */
function shares(over: Partial<WeighRequest>): number[] {
  const { cells } = weigh(request(over)).weights;
  const sum = cells.reduce((a, b) => a + b);
  return Array.from(cells, (cell) => Number((cell * 100_000_000n) / sum) / 100_000_000).map(
    (share) => Math.round(share * 1e6) / 1e6,
  );
}

const row = ({ cells }: BasisCells, unit: number) => Array.from(cells.subarray(unit * 3, unit * 3 + 3), Number);
const total = (values: number[]) => values.reduce((a, b) => a + b);

const expectShares = (over: Partial<WeighRequest>, expected: number[]) => {
  const sum = expected.reduce((a, b) => a + b);
  expect(shares(over)).toEqual(expected.map((value) => Math.round((value / sum) * 1e6) / 1e6));
};

describe('weights', () => {
  it('are the basis itself, to the last digit, when each unit keeps its own course', () => {
    expect([...weigh(request({})).weights.cells]).toEqual([...HISTORY.cells]);
  });

  it('give a unit its total by the course of its parent or of the company', () => {
    // a: 30, 20, 50; the whole: 30, 20, 150. Totals 40, 60, 100.
    expectShares({ shape: 'parent' }, [12, 8, 20, 18, 12, 30, 0, 0, 100]);
    expectShares({ shape: 'company' }, [6, 4, 30, 9, 6, 45, 15, 10, 75]);
  });

  it('are equal over one axis and follow history over the other', () => {
    expectShares({ time: 'equal' }, [40, 40, 40, 60, 60, 60, 100, 100, 100]);
    expectShares({ org: 'equal' }, [1 / 4, 0, 3 / 4, 1 / 3, 1 / 3, 1 / 3, 0, 0, 1]);
    expectShares({ org: 'equal', time: 'equal' }, Array(9).fill(1));
  });

  it('take the total from one history and the course from another', () => {
    const other = basis([1, 1, 2], [0, 5, 0], [3, 3, 3]);
    expectShares({ time: other }, [10, 10, 20, 0, 60, 0, 100 / 3, 100 / 3, 100 / 3]);
  });

  it('are nothing where a unit is not there', () => {
    const isPresent = (unit: number, month: number) => !(unit === 1 && month < 2);
    expectShares({ isPresent }, [10, 0, 30, 0, 0, 20, 0, 0, 100]);
    expectShares({ isPresent, org: 'equal', time: 'equal' }, [1, 1, 1, 0, 0, 1, 1, 1, 1]);
  });

  it('are unit total x course / sum of course to one part in 10^11, and never vanish', () => {
    const anyCells = fc.integer().map((seed) => {
      const next = stream(seed);
      return basis(...[0, 1, 2].map(() => [0, 1, 2].map(() => (next(4) === 0 ? 1 : 1 + next(10 ** 9)))));
    });
    fc.assert(
      fc.property(anyCells, anyCells, fc.constantFrom(...SHAPES), (org, time, shape) => {
        const { cells } = weigh(request({ org, time, shape })).weights;
        const exact = exactWeights(org, time, shape);
        const [sum, exactSum] = [Number(cells.reduce((a, b) => a + b)), exact.reduce((a, b) => a + b)];
        const largest = Number(cells.reduce((a, b) => (b > a ? b : a)));
        expect(largest).toBeLessThanOrEqual(10 ** 12);
        expect(largest).toBeGreaterThan(10 ** 12 - 10 ** 6);
        cells.forEach((cell, i) => {
          expect(cell > 0n).toBe(true);
          expect(Math.abs(Number(cell) / sum - (exact[i] as number) / exactSum)).toBeLessThan(1e-11);
        });
      }),
      runs(200),
    );
  });
});

function exactWeights(org: BasisCells, time: BasisCells, shape: Shape): number[] {
  const add = (rows: number[][]) => [0, 1, 2].map((p) => rows.reduce((sum, values) => sum + (values[p] as number), 0));
  const all = [0, 1, 2].map((unit) => row(time, unit));
  return [0, 1, 2].flatMap((unit) => {
    const parent = unit < 2 ? add(all.slice(0, 2)) : (all[2] as number[]);
    const own = all[unit] as number[];
    const months = own.filter((value) => value > 0).length;
    const lambda = months / (months + 24);
    const shrunk = own.map((value, p) => (lambda * value) / total(own) + ((1 - lambda) * (parent[p] as number)) / total(parent));
    const course = { own, parent, company: add(all), shrunk }[shape];
    return course.map((value) => (total(row(org, unit)) * value) / total(course));
  });
}

describe('a unit that must get an amount though its course is zero', () => {
  const time = basis([0, 0, 0], [20, 20, 40], [0, 0, 0]);
  const codes = (over: Partial<WeighRequest>) =>
    weigh(request(over)).findings.map(({ code, values }) => [code, values?.['unit']]);

  it('stops the run, all such units at once', () => {
    try {
      weigh(request({ time }));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      expect((error as Refusal).kind).toBe('impossible');
      expect((error as Refusal).findings.map(({ code, values }) => [code, values?.['unit']])).toEqual([
        ['basis.zero-unit', 'a/x'],
        ['basis.zero-unit', 'b/z'],
      ]);
    }
  });

  it('is spread equally, or follows the nearest ancestor that has a course', () => {
    expectShares({ time, onZeroBasis: 'equal' }, [40 / 3, 40 / 3, 40 / 3, 15, 15, 30, 100 / 3, 100 / 3, 100 / 3]);
    expect(codes({ time, onZeroBasis: 'equal' })).toEqual([
      ['basis.zero-equal', 'a/x'],
      ['basis.zero-equal', 'b/z'],
    ]);
    expectShares({ time, onZeroBasis: 'parent' }, [10, 10, 20, 15, 15, 30, 25, 25, 50]);
    expect(codes({ time, onZeroBasis: 'parent' })).toEqual([
      ['basis.zero-parent', 'a/x'],
      ['basis.zero-parent', 'b/z'],
    ]);
  });

  it('follows the nearest such ancestor, not the whole', () => {
    const deep = { units: units('a/x/1', 'a/x/2', 'b/z/3'), org: HISTORY, time: basis([0, 0, 0], [3, 2, 1], [7, 7, 7]) };
    const { follows } = weigh(request({ ...deep, onZeroBasis: 'parent' }));
    expect(follows.map((node) => deep.units.nodes[node]!.value.path.join('/'))).toEqual(['a/x', 'a/x/2', 'b/z/3']);
    const above = weigh(request({ ...deep, units: units('a/x/1', 'a/y/2', 'b/z/3'), onZeroBasis: 'parent' }));
    expect(above.follows.map((node) => above.weights.units.nodes[node]!.value.path.join('/'))).toEqual(['a', 'a/y/2', 'b/z/3']);
  });

  it('is nobody when it gets nothing', () => {
    const org = basis([0, 0, 0], [1, 2, 3], [0, 0, 0]);
    expect([...weigh(request({ org, time: org })).weights.cells]).toEqual([...org.cells]);
  });

  it('stops the run when the whole basis is zero, or spreads it equally over who is there', () => {
    const none = basis([0, 0, 0], [0, 0, 0], [0, 0, 0]);
    const zero = { org: none, time: none };
    expect(() => weigh(request(zero))).toThrow('basis.all-zero');
    expect(() => weigh(request({ ...zero, onZeroBasis: 'parent' }))).toThrow('basis.all-zero');
    expectShares({ ...zero, onZeroBasis: 'equal', isPresent: (unit) => unit < 2 }, [1, 1, 1, 1, 1, 1, 0, 0, 0]);
  });
});

describe('a course drawn to the one above (T15)', () => {
  const QUARTERS = periods('2026', 'quarter');
  const own = [160, 40, 80, 120];
  // The parent's index is 1.1, 0.9, 0.95, 1.05: with the sibling both add up to it.
  const sibling = [110, 90, 95, 105].map((index, i) => 10 * index - own[i]!);
  const time = (years: number): BasisCells => ({
    cells: BigInt64Array.from([...own, ...sibling], BigInt),
    columns: 4,
    scale: 0,
    times: 1n,
    active: Int32Array.of(12 * years, 12),
  });
  const org = { profile: BigInt64Array.of(1n, 0n) };
  const asked = (years: number, over: Partial<WeighRequest> = {}) =>
    request({ units: units('a/x', 'a/y'), periods: QUARTERS, org, time: time(years), shape: 'shrunk', ...over });
  const plan = (years: number, over: Partial<WeighRequest> = {}) =>
    Array.from(allocate({ total: 120_000n, scale: 2, roundTo: 1n, weights: weigh(asked(years, over)).weights }).grid.cells)
      .slice(0, 4)
      .map((fen) => Number(fen) / 100);

  it('keeps more of its own the longer its history is', () => {
    expect(plan(3)).toEqual([420, 180, 258, 342]);
    expect(plan(1)).toEqual([380, 220, 270, 330]);
    expect(plan(1, { shrinkK: { numerator: 2n, denominator: 3n } })).toEqual([420, 180, 258, 342]);
  });

  it('names what it follows and how far', () => {
    expect(weigh(asked(3)).followed).toEqual([
      { node: 1, lambda: { numerator: 3n, denominator: 5n }, isFallback: false },
      { node: 1, lambda: { numerator: 1n, denominator: 3n }, isFallback: false },
    ]);
  });

  it("is its parent's alone where it has none of its own", () => {
    const none = { ...time(1), cells: BigInt64Array.from([0, 0, 0, 0, ...sibling], BigInt), active: Int32Array.of(0, 12) };
    expect(plan(1, { time: none })).toEqual(plan(1, { time: none, shape: 'parent' }));
    expect(weigh(asked(1, { time: none })).followed[0]).toEqual({
      node: 1,
      lambda: { numerator: 0n, denominator: 1n },
      isFallback: false,
    });
  });

  it('goes further up by the rule for a zero basis where its parent has nothing', () => {
    const deep = {
      units: units('a/x', 'b/y'),
      time: { ...time(1), cells: BigInt64Array.from([0, 0, 0, 0, ...sibling], BigInt) },
    };
    expect(() => plan(1, deep)).toThrow('basis.zero-unit');
    const above = weigh(asked(1, { ...deep, onZeroBasis: 'parent' }));
    expect(above.followed[0]).toEqual({ node: 0, lambda: { numerator: 0n, denominator: 1n }, isFallback: true });
    expect(plan(1, { ...deep, onZeroBasis: 'equal' })).toEqual([300, 300, 300, 300]);
  });

  it('counts the cells above zero as months where nothing says how many there were', () => {
    const { active: _, ...bare } = time(1);
    expect(weigh(asked(1, { time: bare })).followed[0]?.lambda).toEqual({ numerator: 1n, denominator: 7n });
  });
});

describe('a profile', () => {
  const days = { profile: BigInt64Array.of(31n, 28n, 31n) };

  it('is the same course for every unit, whatever the shape', () => {
    for (const shape of SHAPES) {
      expectShares(
        { time: days, shape },
        [40, 60, 100].flatMap((unit) => [31, 28, 31].map((weight) => (unit * weight) / 90)),
      );
      expect(weigh(request({ time: days, shape })).follows).toEqual([-1, -1, -1]);
    }
  });

  it('of units is what each gets over the span', () => {
    const org = { profile: BigInt64Array.of(1n, 0n, 3n) };
    expectShares({ org }, [1 / 4, 0, 3 / 4, 0, 0, 0, 0, 0, 3]);
    expectShares({ org, time: days }, [31, 28, 31, 0, 0, 0, 93, 84, 93]);
  });
});

describe('computed weights of a large grid', () => {
  it('add up to less than 2^52, so that the rounding can count in doubles', () => {
    const width = 20_000;
    const tree = units(...Array.from({ length: width }, (_, i) => `u${i}`));
    const cells = BigInt64Array.from({ length: 3 * width }, (_, i) => BigInt(1 + ((i * 7919) % 1000)));
    const many = { cells, columns: 3, scale: 2, times: 1n };
    const weights = weigh(request({ units: tree, org: many, time: many, shape: 'company' })).weights.cells;
    const sum = weights.reduce((a, b) => a + b);
    const largest = weights.reduce((a, b) => (b > a ? b : a));
    expect(sum).toBeLessThan(2n ** 52n);
    expect(sum).toBeGreaterThan(2n ** 51n);
    expect(largest).toBeGreaterThan(10n ** 9n);
  });
});
