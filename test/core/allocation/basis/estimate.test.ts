import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisCells, axisWindows } from '../../../../src/core/allocation/basis/basis-cells.ts';
import { parseBasis } from '../../../../src/core/allocation/basis/basis-source.ts';
import { planUnits } from '../../../../src/core/allocation/plan-units.ts';
import { formatDay } from '../../../../src/core/calendar/day.ts';
import { CALENDAR, period, periods, type Row, runs, stream, totals } from '../../make.ts';
import { found, monthly, run, value } from '../request.ts';

/** T17: East sold 400 to September and 200 after, then 480 to September; South 300 and 100, then 270. */
const T17: Row[] = [
  ['east', '2024-01-15', 100],
  ['east', '2024-09-15', 300],
  ['east', '2024-10-15', 50],
  ['east', '2024-12-15', 150],
  ['east', '2025-02-15', 480],
  ['south', '2024-03-15', 300],
  ['south', '2024-11-15', 100],
  ['south', '2025-09-30', 270],
];

const ask = { total: 1200, org: 'estimate' } as const;

describe('the estimate of a year that is not over', () => {
  it('grows the rest of the year by what each unit grew so far (T17)', () => {
    const { plan, findings, windows } = run({ rows: T17, ...ask });
    expect([value(plan, 'east'), value(plan, 'south')]).toEqual([800, 400]);
    expect(found(findings, 'basis.estimate')).toEqual([
      { known: '2025-01..2025-09', estimated: '2025-10..2025-12', growth: '7.14' },
    ]);
    expect(windows.map(({ start, end }) => [formatDay(start), formatDay(end)])).toEqual([['2024-01-01', '2025-09-30']]);
  });

  it('is not the growth of the company over all units: that would give 1,071.43', () => {
    expect(run({ rows: T17, growth: [0n, 1n], org: 'estimate' }).total).toBe(108_000n);
    const company = T17.map(([, day, amount]): Row => ['all', day, amount]);
    expect(run({ rows: company, growth: [0n, 1n], org: 'estimate' }).total).toBe(107_143n);
  });

  it('puts each month where it was, by month and by quarter', () => {
    const { plan } = run({ rows: T17, ...ask });
    const months = ['02', '10', '12'].map((month) => value(plan, 'east', `2026-${month}`));
    expect(months).toEqual([533.33, 66.67, 200]);
    expect(value(run({ rows: T17, ...ask, by: ['quarter'] }).plan, 'east', '2026-Q4')).toBe(266.67);
  });

  it('has the same months with days below, which follow the weekdays of the months that stand for them', () => {
    const { plan } = run({ rows: T17, ...ask, by: ['month', 'day'] });
    expect(['02', '10', '12'].map((month) => value(plan, 'east', `2026-${month}`))).toEqual([533.33, 66.67, 200]);
    // 2025-02-15 was a Saturday, of which February 2026 has four; 2024-10-15 a Tuesday.
    expect([value(plan, 'east', '2026-02-07'), value(plan, 'east', '2026-02-09')]).toEqual([133.34, 0]);
    expect([value(plan, 'east', '2026-10-06'), value(plan, 'east', '2026-10-07')]).toEqual([16.67, 0]);
  });

  it('is last year when all of its months are known', () => {
    const rows = [...T17, ...monthly('east', '2025-10..2025-12', 31, '28'), ...monthly('south', '2025-01..2025-12', 7, '28')];
    const [estimated, last] = ['estimate', 'last-year'].map((org) => run({ rows, total: 999.99, org }));
    expect(estimated?.plan.cells).toEqual(last?.plan.cells);
    expect(estimated?.windows).toEqual(last?.windows);
    expect(found(estimated?.findings ?? [], 'basis.estimate')).toEqual([]);
  });

  it('counts a month as known when rows reach its last seven days', () => {
    const known = (last: string) => {
      const rows: Row[] = [...monthly('a', '2024-01..2025-09', 10), ['a', last, 10]];
      return found(run({ rows, ...ask }).findings, 'basis.estimate').map((values) => values['known']);
    };
    expect([known('2025-10-24'), known('2025-10-25')].flat()).toEqual(['2025-01..2025-09', '2025-01..2025-10']);
  });

  it('is the year before, ungrown, while nothing of the year is known', () => {
    const rows = monthly('a', '2024-01..2024-12', (i) => i + 1, '28');
    const { plan, findings } = run({ rows, total: 78, org: 'estimate' });
    expect([value(plan, 'a', '2026-01'), value(plan, 'a', '2026-12')]).toEqual([1, 12]);
    expect(found(findings, 'basis.estimate-no-growth')).toEqual([{ estimated: '2025-01..2025-12' }]);
  });

  it('is refused where the year to grow from is not there', () => {
    expect(() => run({ rows: monthly('a', '2025-01..2025-09', 10), ...ask })).toThrow('basis.no-complete-span');
    expect(() => run({ rows: monthly('a', '2024-11..2025-09', 10), ...ask })).toThrow('basis.no-complete-span');
  });
});

describe('the growth of a unit', () => {
  const cells = (rows: readonly Row[], unit: string) => {
    const { plan } = run({ rows, growth: [0n, 1n], org: 'estimate' });
    return ['01', '09', '10', '12'].map((month) => value(plan, unit, `2026-${month}`));
  };
  const flat = [...monthly('a/x', '2024-01..2024-12', 10), ...monthly('a/x', '2025-01..2025-09', 15, '28')];

  it('is that of the nearest unit above that has one, where its own began at nothing', () => {
    const rows: Row[] = [...flat, ...monthly('b/z', '2024-01..2025-09', 10), ['a/y', '2024-10-05', 8], ['a/y', '2025-09-05', 9]];
    // a grew from 90 to 135 + 9 = 1.6; y itself from nothing.
    expect(cells(rows, 'a/y')).toEqual([0, 9, 12.8, 0]);
    const { findings } = run({ rows, ...ask });
    expect(found(findings, 'basis.estimate-borrowed')).toEqual([{ count: 1, units: 'a/y' }]);
  });

  it('is nothing where the year to date fell below nothing', () => {
    const rows: Row[] = [...flat, ['a/y', '2024-02-05', 8], ['a/y', '2024-12-05', 8], ['a/y', '2025-02-05', -9]];
    expect(value(run({ rows, ...ask }).plan, 'a/y')).toBe(0);
  });

  it('is measured on months that the history has in both years', () => {
    const rows = [...monthly('a/x', '2024-06..2024-12', 10), ...monthly('a/x', '2025-01..2025-09', 15, '28')];
    expect(cells(rows, 'a/x')).toEqual([15, 15, 15, 15]);
  });

  it('of a unit made like another is that of the other', () => {
    const likes = [{ unit: 'b/new', model: 'a/x', share: { numerator: 1n, denominator: 2n } }];
    const { plan } = run({
      rows: [...flat, ...monthly('b/z', '2024-01..2025-09', 9)],
      total: 378,
      org: 'estimate',
      over: { likes },
    });
    // x 180, new 90, z 108.
    expect([value(plan, 'a/x'), value(plan, 'b/new'), value(plan, 'b/z')]).toEqual([180, 90, 108]);
  });
});

it('is, cell for cell, known months and last year x growth, within one part of the finest step', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 9 }), fc.constantFrom(3, 1000, 10 ** 9), (seed, known, size) => {
      const next = stream(seed);
      const units = ['a/x', 'a/y', 'b/z'];
      const rows = units.flatMap((unit) =>
        monthly(unit, `2024-01..2025-0${known}`, () => (next(3) === 0 ? 0 : 1 + next(size)), '28'),
      );
      const read = totals(rows);
      const basis = { org: parseBasis('estimate', CALENDAR)!, time: parseBasis('estimate', CALENDAR)! };
      const target = period('2026');
      const windows = axisWindows({ basis, target, totals: read, history: read, levels: read.levels, unit: [] });
      const members = planUnits({
        levels: read.levels,
        totals: read,
        windows: [],
        target,
        roster: undefined,
        exclude: [],
        likes: [],
      });
      const { time } = axisCells({ basis, windows, months: periods('2026', 'month'), members, onNegative: 'zero' });
      if (time === 'equal' || !('cells' in time)) throw new Error('no cells');
      const of = (unit: string, index: number) => rows.filter((row) => row[0] === unit)[index]![2];
      const growth = (among: string[]): number | undefined => {
        const sum = (from: number) =>
          among.reduce(
            (all, unit) => all + Array.from({ length: known }, (_, m) => of(unit, from + m)).reduce((a, b) => a + b),
            0,
          );
        return sum(0) > 0 ? sum(12) / sum(0) : undefined;
      };
      units.forEach((unit, leaf) => {
        const rate = growth([unit]) ?? growth(unit < 'b' ? ['a/x', 'a/y'] : ['b/z']) ?? growth(units) ?? 1;
        for (let m = 0; m < 12; m++) {
          const expected = 100 * (m < known ? of(unit, 12 + m) : of(unit, m) * rate);
          const cell = Number(time.cells[leaf * 12 + m]) / Number(time.times);
          expect(Math.abs(cell - expected)).toBeLessThanOrEqual(0.51 / Number(time.times) + expected * 1e-14);
        }
      });
      const [sum, largest] = time.cells.reduce(([a, b], cell) => [a! + cell, cell > b! ? cell : b!], [0n, 0n]) as [
        bigint,
        bigint,
      ];
      expect(sum).toBeLessThan(2n ** 62n);
      // Not exact: as fine as makes no difference, and small enough for the fast way of rounding.
      if (/^10{9,}$/.test(String(time.times))) expect([sum < 2n ** 52n, largest > 10n ** 9n]).toEqual([true, true]);
    }),
    runs(100),
  );
});
