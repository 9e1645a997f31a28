import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civil, dayOf, firstOfMonth, lastOfMonth, weekday } from '../../../src/core/calendar/day.ts';
import { type FiscalYear, GRAINS, type Grain, periodAt } from '../../../src/core/calendar/period.ts';
import { partition } from '../../../src/core/calendar/period-tree.ts';
import { day, period, runs } from '../make.ts';

/** From year 1 to 9000: long before 1970, and over every kind of century. */
const anyDay = fc.integer({ min: dayOf(1, 1, 1) as number, max: dayOf(9000, 12, 31) as number });

const anyFiscal: fc.Arbitrary<FiscalYear | undefined> = fc.option(
  fc.record({ startMonth: fc.integer({ min: 1, max: 12 }), name: fc.constantFrom('start' as const, 'end' as const) }),
  { nil: undefined },
);

describe('every day', () => {
  it('lies in the period of each grain that it names, and that period begins and ends with it', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom<Grain>(...GRAINS), anyFiscal, (at, grain, fiscal) => {
        const found = periodAt(grain, at, fiscal);
        expect(found.start <= at && at <= found.end).toBe(true);
        expect(periodAt(grain, found.start, fiscal)).toEqual(found);
        expect(periodAt(grain, found.end, fiscal)).toEqual(found);
        expect(periodAt(grain, found.end + 1, fiscal).start).toBe(found.end + 1);
        expect(periodAt(grain, found.start - 1, fiscal).end).toBe(found.start - 1);
        expect(periodAt(grain, found.end + 1, fiscal).label).not.toBe(found.label);
      }),
      runs(1000),
    );
  });

  it('has its periods one inside the other: day, week part, month, quarter, half, year', () => {
    fc.assert(
      fc.property(anyDay, anyFiscal, (at, fiscal) => {
        const chain = GRAINS.map((grain) => periodAt(grain, at, fiscal));
        chain.slice(1).forEach((inner, i) => {
          expect(chain[i]!.start <= inner.start && inner.end <= chain[i]!.end).toBe(true);
        });
      }),
      runs(1000),
    );
  });

  it('is its civil date and back, with the weekday of the calendar', () => {
    fc.assert(
      fc.property(anyDay, (at) => {
        const { year, month, day: date } = civil(at);
        expect(dayOf(year, month, date)).toBe(at);
        expect(firstOfMonth(year, month) + date - 1).toBe(at);
        expect(lastOfMonth(year, month) >= at).toBe(true);
        expect(weekday(at)).toBe((new Date(at * 86_400_000).getUTCDay() + 6) % 7);
      }),
      runs(1000),
    );
  });
});

it.each([
  ['2023-02-29', undefined],
  ['2024-02-29', 366],
  ['1900-02-29', undefined],
  ['2000-02-29', 366],
  ['2100-02-29', undefined],
  ['2026-04-31', undefined],
  ['2026-13-01', undefined],
  ['2026-00-10', undefined],
  ['2028-02-29', 366],
])('%s is a day only in a leap year', (text, days) => {
  const [year, month, date] = text.split('-').map(Number) as [number, number, number];
  const found = dayOf(year, month, date);
  expect(found === undefined).toBe(days === undefined);
  if (days) expect(period(String(year)).end - period(String(year)).start + 1).toBe(days);
});

describe('a year', () => {
  it('has 2, 4, 12 and 365 parts, without gaps, in every century', () => {
    for (const year of [1896, 1969, 1970, 2000, 2026, 2028, 2101, 2400]) {
      const whole = period(String(year));
      const days = whole.end - whole.start + 1;
      expect(GRAINS.map((grain) => partition(whole, grain, undefined).length).toSpliced(4, 1)).toEqual([1, 2, 4, 12, days]);
      for (const grain of GRAINS) {
        const parts = partition(whole, grain, undefined);
        expect(parts.reduce((sum, { start, end }) => sum + end - start + 1, 0)).toBe(days);
      }
    }
  });

  it('is a fiscal one from any month, named by the year in which it starts or ends', () => {
    for (let startMonth = 1; startMonth <= 12; startMonth++) {
      for (const name of ['start', 'end'] as const) {
        const found = periodAt('year', day('2026-06-15'), { startMonth, name });
        const first = startMonth <= 6 ? 2026 : 2025;
        expect(found.start).toBe(firstOfMonth(first, startMonth));
        expect(found.end).toBe(lastOfMonth(first, startMonth + 11));
        expect(found.label).toBe(`FY${name === 'start' ? first : civil(found.end).year}`);
      }
    }
  });
});

describe('the week parts of a month', () => {
  it('run from Monday to Sunday inside it and are numbered from 1', () => {
    const parts = partition(period('2026-03'), 'week', undefined);
    expect(parts.map(({ label, start, end }) => [label, civil(start).day, civil(end).day])).toEqual([
      ['2026-03-W1', 1, 1],
      ['2026-03-W2', 2, 8],
      ['2026-03-W3', 9, 15],
      ['2026-03-W4', 16, 22],
      ['2026-03-W5', 23, 29],
      ['2026-03-W6', 30, 31],
    ]);
  });

  it('are four to six, all but the outer ones whole weeks', () => {
    for (let month = 1; month <= 480; month++) {
      const parts = partition({ start: firstOfMonth(2001, month), end: lastOfMonth(2001, month) }, 'week', undefined);
      expect(parts.length >= 4 && parts.length <= 6).toBe(true);
      parts.forEach(({ label, start, end }, i) => {
        expect(label.endsWith(`-W${i + 1}`)).toBe(true);
        if (i > 0) expect(weekday(start)).toBe(0);
        if (i < parts.length - 1) expect(weekday(end)).toBe(6);
      });
    }
  });
});
