import { describe, expect, it } from 'vitest';
import type { Grain, Period } from '../../src/core/calendar/period.ts';
import { coarsenPeriods } from '../../src/core/coarsen.ts';
import { valueAt } from '../../src/core/grid.ts';
import { formatPath } from '../../src/core/organisation/unit-tree.ts';
import { type PlanCell, type PlanSource, periodNode, planGrid, planPeriods } from '../../src/core/plan.ts';
import { shownIn } from '../../src/core/show-in.ts';
import { CALENDAR, gridOf, period, periods, split, stream, units } from './make.ts';

const cell = (label: string, path: string, amount: bigint | undefined): PlanCell => ({
  period: label,
  path: split(path),
  amount,
  place: undefined,
});

const source = (cells: readonly PlanCell[], whole?: Period): PlanSource => ({
  levels: ['l1', 'l2'],
  scale: 2,
  cells,
  period: whole,
  fiscal: CALENDAR,
});

const labels = (cells: readonly PlanCell[], grains: Grain[], whole?: Period) =>
  planGrid(source(cells, whole), grains).periods.nodes.map(({ value }) => value.label);

const Q1 = [
  cell('2026-03', 'a', 30n),
  cell('2026-01', 'a', 10n),
  cell('2026-02', 'b/x', 5n),
  cell('2026-01', 'b', undefined),
  cell('2026-02', 'b', 7n),
];

describe('a plan read from cells', () => {
  it('is a grid from the first to the last cell, whatever their order, blank or missing cells nothing', () => {
    const grid = planGrid(source(Q1), []);
    expect(grid.units.nodes.map(({ value }) => formatPath(value.path))).toEqual(['', 'a', 'b', 'b/(unassigned)', 'b/x']);
    expect([...grid.cells]).toEqual([10n, 0n, 30n, 0n, 7n, 0n, 0n, 5n, 0n]);
    expect(planGrid(source(Q1.toReversed()), [])).toEqual(grid);
    expect(planPeriods(source(Q1)).span).toMatchObject({
      label: '2026-Q1',
      start: period('2026-Q1').start,
      end: period('2026-Q1').end,
    });
  });

  it('has coarser grains above its own, calendar or fiscal as its labels are', () => {
    expect(labels(Q1, ['quarter'])).toEqual(['2026-Q1', '2026-01', '2026-02', '2026-03']);
    expect(labels([cell('FY2026-Q1', '', 1n), cell('FY2026-Q2', '', 2n)], ['half'])).toEqual([
      'FY2026-H1',
      'FY2026-Q1',
      'FY2026-Q2',
    ]);
    expect(labels([cell('2026-03-W2', '', 1n), cell('2026-03-W3', '', 1n)], ['month'])).toEqual([
      '2026-03',
      '2026-03-W2',
      '2026-03-W3',
    ]);
  });

  it('has fiscal quarters above calendar months when the planned period is a fiscal one', () => {
    expect(labels([cell('2026-01', '', 1n)], ['quarter'], period('FY2026')).slice(0, 2)).toEqual(['FY2026', 'FY2026-Q1']);
    expect(labels([cell('2026-01', '', 1n)], ['quarter'], period('2026')).slice(0, 2)).toEqual(['2026', '2026-Q1']);
  });

  it('fills the planned period when that is known, and keeps the label of a span without grain', () => {
    expect(labels([cell('2026-04', '', 1n)], [], period('2026-03-10..2026-05-20'))).toEqual([
      '2026-03-10..2026-05-20',
      '2026-03',
      '2026-04',
      '2026-05',
    ]);
    expect(labels([cell('2026-03-10..2026-05-20', '', 1n)], [])).toEqual(['2026-03-10..2026-05-20']);
  });

  it('is refused with labels that are no periods, of two grains, or outside of the plan', () => {
    expect(() => planGrid(source([cell('spring', '', 1n), cell('2026-13', '', 1n)]), [])).toThrow(
      'plan.bad-period, plan.bad-period',
    );
    expect(() => planGrid(source([cell('2026-01', '', 1n), cell('2026-Q2', '', 1n)]), [])).toThrow('plan.mixed-grains');
    expect(() => planGrid(source([cell('2026-04', '', 1n)], period('2026-Q1')), [])).toThrow('plan.outside-period');
    expect(() => planGrid(source(Q1), ['week'])).toThrow();
  });

  it('finds the node with the days of a span', () => {
    const tree = periods('2026', 'quarter', 'month');
    expect(periodNode(tree, period('2026-Q2'))).toBe(5);
    expect(periodNode(tree, period('2026-04-01..2026-05-31'))).toBeUndefined();
  });
});

const FINE = gridOf({ units: units('a/x', 'a/y', 'b'), periods: periods('2026', 'quarter', 'month') }, 2, () => 0n);
const next = stream(5);
FINE.cells.forEach((_, i) => {
  FINE.cells[i] = BigInt(next(10 ** 8));
});

it('has with fewer grains the sums of what it had', () => {
  const quarters = coarsenPeriods(FINE, 'quarter');
  expect(quarters.periods.leaves).toHaveLength(4);
  quarters.units.nodes.forEach((_, unit) => {
    quarters.periods.nodes.forEach(({ value }, node) => {
      expect(valueAt(quarters, unit, node)).toBe(valueAt(FINE, unit, periodNode(FINE.periods, value) as number));
    });
  });
  expect(coarsenPeriods(FINE, 'year').cells).toHaveLength(3);
  expect(coarsenPeriods(FINE, 'month').cells).toEqual(FINE.cells);
});

it('adds up also when it is shown in ten thousands, each value less than a step from its own', () => {
  const shown = shownIn(FINE, '万元');
  expect(shown.scale).toBe(2);
  FINE.units.nodes.forEach((_, unit) => {
    const distance = valueAt(shown, unit, 0) * 10_000n - valueAt(FINE, unit, 0);
    expect(distance < 10_000n && distance > -10_000n).toBe(true);
  });
  expect(shownIn(FINE, '元').cells).toEqual(FINE.cells);
  expect(shownIn({ ...FINE, scale: 0 }, '元').cells[0]).toBe((FINE.cells[0] as bigint) * 100n);
});
