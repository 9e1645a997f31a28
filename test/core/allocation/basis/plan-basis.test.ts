import { describe, expect, it } from 'vitest';
import { parseBasis } from '../../../../src/core/allocation/basis/basis-source.ts';
import { planBasis } from '../../../../src/core/allocation/basis/plan-basis.ts';
import type { Totals } from '../../../../src/core/totals.ts';
import { CALENDAR, type Row, totals } from '../../make.ts';
import { found, leaves, monthly, run, value } from '../request.ts';

/** A plan as totals: an amount on the first day of each month. */
const plan = (rows: readonly Row[], levels?: readonly string[]): Totals => ({ ...totals(rows, levels), grain: 'month' });
const monthsOf = (unit: string, year: string, amount: (index: number) => number) =>
  monthly(unit, `${year}-01..${year}-12`, amount, '01');

const OTHER = plan([...monthsOf('a', '2026', (i) => i + 1), ...monthsOf('b', '2026', () => 10)]);
const HISTORY = [...monthly('a', '2025-01..2025-12', 1), ...monthly('c', '2025-01..2025-12', 1)];

const by = (other: Totals, ask: Partial<Parameters<typeof run>[0]> = {}, axes = { org: true, time: true }) => {
  const source = planBasis('plan:other.csv', other);
  const lastYear = parseBasis('last-year', CALENDAR)!;
  const basis = { org: axes.org ? source : lastYear, time: axes.time ? source : lastYear };
  return run({ rows: HISTORY, total: 1980, ...ask, over: { ...ask.over, basis } });
};

describe('another plan as the basis', () => {
  it('gives its units and its months, whatever the history has', () => {
    const { plan: made, findings } = by(OTHER);
    expect(leaves(made)).toEqual(['a', 'b']);
    expect([value(made, 'a'), value(made, 'a', '2026-12'), value(made, 'b', '2026-03')]).toEqual([780, 120, 100]);
    expect(found(findings, 'basis.plan-other-year')).toEqual([]);
  });

  it('grows from what it adds up to, also with history of its own scale', () => {
    expect(by(OTHER, { growth: [1n, 2n] }).total).toBe(29_700n);
    expect(by({ ...OTHER, scale: 4 }, { growth: [1n, 2n] }).total).toBe(297n);
  });

  it('serves the axis of units or of time alone', () => {
    const org = by(OTHER, { over: { onZeroBasis: 'parent' } }, { org: true, time: false });
    expect(leaves(org.plan)).toEqual(['a', 'b']);
    expect(value(org.plan, 'a', '2026-01')).toBe(65);
    const time = by(OTHER, { over: { onZeroBasis: 'parent' } }, { org: false, time: true });
    expect(leaves(time.plan)).toEqual(['a', 'c']);
    expect(value(time.plan, 'a', '2026-12')).toBeCloseTo((990 * 12) / 78, 2);
  });

  it('of another year is shifted by the least number of years, and says so', () => {
    const years = plan([
      ...monthsOf('a', '2024', () => 1),
      ...monthsOf('a', '2028', (i) => (i === 0 ? 1 : 0)),
      ...monthsOf('a', '2031', () => 1),
    ]);
    const { findings, plan: made } = by(years);
    expect(value(made, 'a', '2026-02')).toBe(165);
    expect(found(findings, 'basis.plan-other-year')).toEqual([{ years: -2, start: '2024-01-01', end: '2024-12-31' }]);
    expect(() => by(plan(monthsOf('a', '2024', () => 1).slice(1)))).toThrow('basis.no-complete-span');
  });

  it('gives a part of a month its days of it', () => {
    const { plan: made } = by(plan(monthsOf('a', '2026', () => 31)), { period: '2026-01-12..2026-03-31', total: 82 });
    expect([value(made, 'a', '2026-01'), value(made, 'a', '2026-02')]).toEqual([20, 31]);
  });

  it('with finer units is added up; with others it is refused', () => {
    const finer = plan([
      ...monthsOf('a/x', '2026', () => 1),
      ...monthsOf('a/y', '2026', () => 2),
      ...monthsOf('b/z', '2026', () => 1),
    ]);
    expect(value(by(finer, { total: 400 }).plan, 'a')).toBe(300);
    expect(() =>
      by(
        plan(
          monthsOf('a', '2026', () => 1),
          ['team'],
        ),
      ),
    ).toThrow('basis.plan-levels');
  });

  it('is no history: of the history the rows of planned units count, whose names they give', () => {
    expect(by(OTHER).account).toEqual({ read: 24, used: 12, rejected: 0, notSelected: 12, outOfRange: 0, subtotals: 0 });
    const half = by(OTHER, { over: { onZeroBasis: 'parent' } }, { org: true, time: false });
    expect(half.account).toMatchObject({ read: 24, used: 12, notSelected: 12 });
  });

  it('is cut to the planned unit', () => {
    const { plan: made } = by(OTHER, { total: 78, over: { unit: ['a'] } });
    expect(leaves(made)).toEqual(['a']);
    expect(value(made, 'a', '2026-05')).toBe(5);
  });

  it('has equal days inside a month', () => {
    const { plan: made } = by(OTHER, { by: ['day'] });
    expect(value(made, 'b', '2026-01-01')).toBeCloseTo(100 / 31, 1);
  });
});
