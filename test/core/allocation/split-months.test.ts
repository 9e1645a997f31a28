import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../src/core/allocation/allocate.ts';
import { monthsOf, splitMonths, weekdayWeights } from '../../../src/core/allocation/split-months.ts';
import { type Day, weekday } from '../../../src/core/calendar/day.ts';
import type { Grain } from '../../../src/core/calendar/period.ts';
import type { PeriodTree } from '../../../src/core/calendar/period-tree.ts';
import { type Grid, valueAt } from '../../../src/core/grid.ts';
import { unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { anyPaths, day, gridOf, period, periods, runs, stream } from '../make.ts';

const GRAINS: Grain[][] = [
  ['month', 'week'],
  ['month', 'day'],
  ['quarter', 'month', 'week', 'day'],
  ['half', 'month', 'day'],
];

interface Split {
  readonly fine: Grid;
  readonly months: Grid;
  readonly roundTo: bigint;
  readonly weightOf: (unit: number, month: number, day: Day) => bigint;
}

const anySplit = fc
  .record({
    paths: anyPaths,
    span: fc.constantFrom('2026-Q1', '2026-01-20..2026-04-05', '2026-02', '2026-03-30..2026-04-05'),
    grains: fc.constantFrom(...GRAINS),
    seed: fc.integer(),
    total: fc.bigInt(0n, 10n ** 9n),
    roundTo: fc.constantFrom(1n, 100n, 5_000n),
  })
  .map(({ paths, span, grains, seed, total, roundTo }): Split => {
    const tree = periods(span, ...grains);
    const axes = { units: unitTree(['l1', 'l2', 'l3'], paths), periods: monthsOf(tree) };
    const next = stream(seed);
    const weights = gridOf(axes, 0, () => BigInt(1 + next(50)));
    const months = allocate({ total, scale: 2, roundTo, weights }).grid;
    // No sales at the weekend; each unit and month has its own working week.
    const weightOf = (unit: number, month: number, at: Day) =>
      BigInt(weekday(at) > 4 ? 0 : (unit * 7 + month * 3 + weekday(at)) % 5);
    const fine = splitMonths({ months, periods: tree, roundTo, dayWeights: (unit, month) => (at) => weightOf(unit, month, at) });
    return { fine, months, roundTo, weightOf };
  });

/** Leaves of the fine tree that lie in leaf month `month` of the coarse one. */
function leavesIn(fine: PeriodTree, months: PeriodTree, month: number): number[] {
  const { start, end } = months.nodes[months.leaves[month] as number]!.value;
  return fine.leaves.flatMap((node, leaf) =>
    fine.nodes[node]!.value.start >= start && fine.nodes[node]!.value.end <= end ? [leaf] : [],
  );
}

describe('weeks and days', () => {
  it('add up to their unit and month, which they never change', () => {
    fc.assert(
      fc.property(anySplit, ({ fine, months }) => {
        const width = fine.periods.leaves.length;
        months.cells.forEach((amount, i) => {
          const unit = Math.floor(i / months.periods.leaves.length);
          const leaves = leavesIn(fine.periods, months.periods, i % months.periods.leaves.length);
          expect(leaves.reduce((sum, leaf) => sum + (fine.cells[unit * width + leaf] as bigint), 0n)).toBe(amount);
        });
        expect(valueAt(fine, 0, 0)).toBe(valueAt(months, 0, 0));
      }),
      runs(120),
    );
  });

  it('are multiples of the rounding unit and not negative, save the odd part of an odd month', () => {
    fc.assert(
      fc.property(anySplit, ({ fine, months, roundTo }) => {
        const odd = [...fine.cells].filter((cell) => cell % roundTo !== 0n);
        expect(odd.map((cell) => cell % roundTo)).toEqual(
          [...months.cells].flatMap((cell) => (cell % roundTo === 0n ? [] : cell % roundTo)),
        );
        expect(fine.cells.every((cell) => cell >= 0n)).toBe(true);
      }),
      runs(120),
    );
  });

  it('have the odd part of a month in its heaviest day', () => {
    const axes = { units: unitTree(['l1'], [['a'], ['b']]), periods: periods('2026-02') };
    const months = gridOf(axes, 2, (i) => [100n, 103n][i] as bigint);
    const dayWeights = () => (at: Day) => (at === day('2026-02-19') ? 60n : 40n);
    const fine = splitMonths({ months, periods: periods('2026-02', 'month', 'day'), roundTo: 10n, dayWeights });
    expect([...fine.cells].flatMap((cell, i) => (cell % 10n === 0n ? [] : [[i, cell % 10n]]))).toEqual([[28 + 18, 3n]]);
  });

  it('keep every unit node and leaf period within a unit of the split of the rounded months', () => {
    fc.assert(
      fc.property(anySplit, ({ fine, months, roundTo, weightOf }) => {
        fc.pre(months.cells.every((cell) => cell % roundTo === 0n));
        const { shares, denominator } = splitExactly(fine.periods, months, weightOf);
        fine.units.nodes.forEach(({ leafFrom, leafTo }, node) => {
          fine.periods.leaves.forEach((periodNode, leaf) => {
            const share = shares.slice(leafFrom, leafTo).reduce((sum, row) => sum + (row[leaf] as bigint), 0n);
            const distance = valueAt(fine, node, periodNode) * denominator - share;
            expect(distance < roundTo * denominator && distance > -roundTo * denominator).toBe(true);
            if (share % (roundTo * denominator) === 0n) expect(distance).toBe(0n);
          });
        });
      }),
      runs(80),
    );
  });
});

interface ExactSplit {
  /** Leaf unit x leaf period, times the denominator. */
  readonly shares: readonly (readonly bigint[])[];
  readonly denominator: bigint;
}

/** Before rounding: the month's amount by the weights of its days, by its days where these are zero. */
function splitExactly(fine: PeriodTree, months: Grid, weightOf: Split['weightOf']): ExactSplit {
  const rows = months.units.leaves.map((_, unit) =>
    months.periods.leaves.map((_, month) => {
      const leaves = leavesIn(fine, months.periods, month);
      const weigh = (of: (at: Day) => bigint) =>
        leaves.map((leaf) => {
          const { start, end } = fine.nodes[fine.leaves[leaf] as number]!.value;
          return Array.from({ length: end - start + 1 }, (_, i) => of(start + i)).reduce((a, b) => a + b);
        });
      const given = weigh((at) => weightOf(unit, month, at));
      const weights = given.some((weight) => weight > 0n) ? given : weigh(() => 1n);
      const amount = months.cells[unit * months.periods.leaves.length + month] as bigint;
      return { weights, sum: weights.reduce((a, b) => a + b), amount };
    }),
  );
  const denominator = [...new Set(rows.flat().map(({ sum }) => sum))].reduce((a, b) => a * b);
  const share = ({ weights, sum, amount }: (typeof rows)[number][number]) => weights.map((w) => (amount * w * denominator) / sum);
  return { shares: rows.map((row) => row.flatMap(share)), denominator };
}

describe('weekdayWeights', () => {
  it('is in proportion to the mean of each weekday, however often it occurs', () => {
    // 2026-03 has five Mondays, Tuesdays and Sundays, and four of every other day.
    const weights = weekdayWeights([500n, 1000n, 400n, 0n, 40n, 0n, 5n], [period('2026-03')]);
    const week = Array.from({ length: 7 }, (_, i) => weights(day('2026-06-01') + i));
    expect(week.map((weight) => (weight * 100n) / (week[0] as bigint))).toEqual([100n, 200n, 100n, 0n, 10n, 0n, 1n]);
  });
});
