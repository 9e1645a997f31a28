import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayCount, overlap } from '../../../src/core/calendar/period.ts';
import { type Grid, rollUp } from '../../../src/core/grid.ts';
import { unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { leafValue } from '../../../src/core/tree.ts';
import type { VarianceFigures } from '../../../src/core/variance/measures.ts';
import { planToDate } from '../../../src/core/variance/variance.ts';
import { anyPaths, anyPeriods, day, gridOf, periods, type Row, runs, stream } from '../make.ts';
import { compare, figures, planOf } from './ask.ts';

const anyPlan = fc.tuple(anyPaths, anyPeriods, fc.integer()).map(([paths, tree, seed]) => {
  const next = stream(seed);
  return gridOf({ units: unitTree(['l1', 'l2', 'l3'], paths), periods: tree }, 2, () =>
    BigInt(next(3) === 0 ? 0 : next(10 ** 7)),
  );
});

const anyDay = fc.integer({ min: day('2025-12-20'), max: day('2027-03-01') });

/** A plan's cells with a share of the days of the leaf period that the day is in, over the days of that period. */
function shareGone(plan: Grid, asOf: number): { numerators: Grid; days: bigint } {
  const leaves = plan.periods.leaves.map((_, leaf) => leafValue(plan.periods, leaf));
  const current = leaves.find((leaf) => leaf.start <= asOf && asOf <= leaf.end);
  const days = BigInt(current ? dayCount(current) : 1);
  const gone = leaves.map((leaf) => {
    const common = overlap(leaf, { start: leaf.start, end: asOf });
    return leaf === current ? BigInt(dayCount(common!)) : common ? days : 0n;
  });
  return { numerators: gridOf(plan, 2, (i) => (plan.cells[i] as bigint) * (gone[i % leaves.length] as bigint)), days };
}

describe('plan to date', () => {
  it('has each unit and the whole less than a fen from its share, full periods whole and later ones nothing', () => {
    fc.assert(
      fc.property(anyPlan, anyDay, (plan, asOf) => {
        const { numerators, days } = shareGone(plan, asOf);
        const [exact, rounded] = [rollUp(numerators), rollUp(planToDate(plan, asOf))];
        const width = plan.periods.nodes.length;
        plan.units.nodes.forEach((_, unit) => {
          const distance = (rounded[unit * width] as bigint) * days - (exact[unit * width] as bigint);
          expect(distance < days && distance > -days).toBe(true);
        });
        plan.periods.nodes.forEach(({ value }, node) => {
          if (value.end <= asOf) expect(rounded[node]).toBe((exact[node] as bigint) / days);
          if (value.start > asOf) expect(rounded[node]).toBe(0n);
        });
      }),
      runs(200),
    );
  });

  it('is all of the plan at its end and nothing before it', () => {
    const plan = planOf('2026-Q1', { a: [1, 2, 3], b: [4, 5, 6] });
    expect(planToDate(plan, day('2026-03-31')).cells).toEqual(plan.cells);
    expect(planToDate(plan, day('2030-01-01')).cells).toEqual(plan.cells);
    expect(planToDate(plan, day('2025-12-31')).cells.every((cell) => cell === 0n)).toBe(true);
  });

  it('takes a cut month by the days that it has', () => {
    const plan = planOf('2026-03-22..2026-04-30', { '': [1000, 1] });
    expect([...planToDate(plan, day('2026-03-22')).cells]).toEqual([10_000n, 0n]);
  });
});

const COLUMNS = ['plan', 'planToDate', 'actual', 'lastYear'] as const satisfies (keyof VarianceFigures)[];

it('adds up in every column: over the units below each, and over the periods of the whole', () => {
  const quarters = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'];
  fc.assert(
    fc.property(anyPaths, fc.integer(), anyDay, (paths, seed, asOf) => {
      const next = stream(seed);
      const axes = { units: unitTree(['l1', 'l2', 'l3'], paths), periods: periods('2026', 'quarter', 'month') };
      const plan = gridOf(axes, 2, () => BigInt(next(10 ** 6)));
      const names = [...paths.map((path) => path.join('/')), 'a/new', 'new/new/new'];
      const rows = Array.from(
        { length: 60 },
        (_, i): Row => [names[i % names.length]!, dayText(day('2025-01-01') + next(720)), next(999) - 99],
      );
      rows.push(['a', '2025-01-01', 1]);
      const result = compare(plan, rows, dayText(asOf), '2026', ...quarters);
      for (const label of ['2026', ...quarters]) {
        result.units.nodes.forEach(({ children }, node) => {
          const of = (unit: number) => result.rows.find((row) => row.unit === unit && row.period.label === label)!.figures;
          for (const column of COLUMNS) {
            if (children.length > 0)
              expect(children.reduce((sum, child) => sum + (of(child)[column] ?? 0n), 0n)).toBe(of(node)[column] ?? 0n);
          }
        });
      }
      for (const column of COLUMNS) {
        const sum = quarters.reduce((total, label) => total + (figures(result, '', label)[column] ?? 0n), 0n);
        expect(sum).toBe(figures(result, '', '2026')[column] ?? 0n);
      }
      const { read, used, outOfRange } = result.account;
      expect(read).toBe(used + outOfRange);
      expect(used).toBe(rows.filter(([, text]) => text >= '2026-01-01' && text <= dayText(asOf) && text <= '2026-12-31').length);
    }),
    runs(40),
  );
});

function dayText(at: number): string {
  return new Date(at * 86_400_000).toISOString().slice(0, 10);
}

it('refuses a period that cuts a leaf of the plan, or has no day of it', () => {
  const plan = planOf('2026-Q1', { '': [1, 2, 3] });
  expect(() => compare(plan, [], '2026-02-10', '2026-02-01..2026-02-10')).toThrow('plan.grain-too-fine');
  expect(() => compare(plan, [], '2026-02-10', '2026-Q1', '2027')).toThrow('plan.outside-period');
  expect(figures(compare(plan, [], '2026-02-10', '2026'))).toMatchObject({ plan: 600n, days: 90 });
});
