import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civil, type Day, dayOf, weekday } from '../../../src/core/calendar/day.ts';
import { type MovingEvent, springFestivals, withSpringFestival } from '../../../src/core/calendar/moving-event.ts';
import { monthPeriod, type Span } from '../../../src/core/calendar/period.ts';
import { springFestival } from '../../../src/core/calendar/spring-festival.ts';
import { holidayAdjustment, monthlySeries, workdayAdjustment } from '../../../src/core/forecasting/moving-events/adjustment.ts';
import { putBack, removeEvents } from '../../../src/core/forecasting/moving-events/effects.ts';
import { pooledFactor } from '../../../src/core/forecasting/moving-events/pooled-factor.ts';
import { seededRandom } from '../../../src/core/forecasting/random.ts';
import type { Totals } from '../../../src/core/totals.ts';

interface World {
  readonly from: number;
  readonly to: number;
  /** Factors on the days before, during and after Spring Festival. */
  readonly effect: readonly [number, number, number];
  readonly noise: number;
  readonly seed?: number;
}

const WEEK = [1.2, 1.2, 1.1, 1.1, 1.3, 0.6, 0.5];

/** Sales by day with a week, a season, growth of 6 % a year and a festival. */
function daily({ from, to, effect: [before, during, after], noise, seed = 1 }: World): Totals {
  const random = seededRandom(seed);
  const [first, last] = [dayOf(from, 1, 1) as Day, dayOf(to, 12, 31) as Day];
  const days = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const amounts = days.map((day) => {
    const { year } = civil(day);
    const away = day - ((springFestival(year) as Day) - 1);
    const festival = away < -21 || away > 21 ? 1 : away < 0 ? before : away < 8 ? during : after;
    const season = 1 + 0.15 * Math.sin(((day - (dayOf(year, 1, 1) as Day)) * 2 * Math.PI) / 365 + 4.2);
    const level = 10_000 * (1 + 0.06 * ((day - first) / 365)) * season;
    return BigInt(Math.round(100 * level * festival * (WEEK[weekday(day)] as number) * (1 + noise * (2 * random() - 1))));
  });
  return totalsOf(days, amounts);
}

function totalsOf(days: readonly Day[], amounts: readonly bigint[], grain: Totals['grain'] = 'day'): Totals {
  const rows = { read: days.length, used: days.length, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 };
  return {
    ...{ levels: [], grain, scale: 2, units: [[]], unit: new Int32Array(days.length), day: Int32Array.from(days) },
    ...{ amount: BigInt64Array.from(amounts), rows: new Float64Array(days.length).fill(1), first: days[0], last: days.at(-1) },
    account: rows,
  };
}

function byMonth(totals: Totals): Totals {
  const { months, values } = monthlySeries(totals);
  return totalsOf(
    months.map(({ start }) => start),
    Array.from(values, (value) => BigInt(Math.round(value * 100))),
    'month',
  );
}

const monthsOf = (year: number): Span[] => Array.from({ length: 12 }, (_, i) => monthPeriod(year, i + 1));

describe('effects of moving events', () => {
  const world = { from: 2019, to: 2025, effect: [1.3, 0.2, 0.8], noise: 0.2 } as const;

  test('are recovered from days', () => {
    const { effects, weekdays } = holidayAdjustment(daily(world), springFestivals);
    const [festival] = effects;
    expect(festival).toMatchObject({ event: 'spring-festival', isSure: true });
    expect(festival?.years).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025]);
    expect(Math.abs((festival?.factors.before as number) - 1.3)).toBeLessThan(0.06);
    expect(Math.abs((festival?.factors.during as number) - 0.2)).toBeLessThan(0.06);
    expect(Math.abs((festival?.factors.after as number) - 0.8)).toBeLessThan(0.06);
    weekdays.forEach((share, i) => {
      expect(Math.abs(share - (WEEK[i] as number))).toBeLessThan(0.03);
    });
  });

  test.each([['days', (totals: Totals) => totals] as const, ['months', byMonth] as const])(
    'taken out before and put back make a better forecast of January and February, from %s',
    (_, form) => {
      const [history, truth] = [daily(world), daily({ ...world, to: 2026, noise: 0 })];
      const { factorOf } = holidayAdjustment(form(history), springFestivals);
      const { months, values } = monthlySeries(history);
      const actual = monthlySeries(truth).values.slice(-12, -10);
      const error = (forecast: ArrayLike<number>) =>
        actual.reduce((sum, value, i) => sum + Math.abs((forecast[i] as number) / value - 1), 0) / 2;
      const plain = error(shareForecast(values));
      const adjusted = error(putBack(shareForecast(removeEvents(values, months, factorOf)), monthsOf(2026), factorOf));
      expect(adjusted).toBeLessThan(plain / 2);
    },
  );

  test('that are not there are not found, from days or months', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const nothing = daily({ ...world, effect: [1, 1, 1], seed });
      for (const form of [nothing, byMonth(nothing)]) {
        const { factorOf } = holidayAdjustment(form, springFestivals);
        for (const month of [...monthsOf(2026), ...monthsOf(2023)]) expect(Math.abs(factorOf(month) - 1)).toBeLessThan(0.03);
      }
    }
  });

  test('of a year or two have low confidence and are held back', () => {
    const one = holidayAdjustment(daily({ ...world, from: 2024, to: 2024 }), springFestivals);
    const many = holidayAdjustment(daily(world), springFestivals);
    expect(one.findings).toMatchObject([{ severity: 'warning', code: 'holidays.effect-of-few-years', values: { years: 1 } }]);
    const distance = ({ effects }: typeof one) => Math.abs((effects[0]?.factors.after as number) - 1);
    expect(distance(one)).toBeLessThan(distance(many));
    expect(holidayAdjustment(daily({ ...world, from: 2024, to: 2025 }), springFestivals).findings).toMatchObject([
      { severity: 'warning', values: { years: 2 } },
    ]);
  });

  test('removed and put back at the same dates change nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 12, maxLength: 12 }), (values) => {
        const { factorOf } = holidayAdjustment(daily({ ...world, from: 2022 }), springFestivals);
        const back = putBack(removeEvents(values, monthsOf(2025), factorOf), monthsOf(2025), factorOf);
        back.forEach((value, i) => {
          expect(Math.abs(value - (values[i] as number))).toBeLessThanOrEqual(1e-12 * (values[i] as number));
        });
      }),
      { numRuns: 5 },
    );
  });

  test('of two events do not stand for one another', () => {
    const fair = (year: number): MovingEvent => ({
      ...{ name: 'fair', start: (dayOf(year, 5, 1) as Day) + ((year * 13) % 40), before: 0, after: 0 },
      end: (dayOf(year, 5, 1) as Day) + ((year * 13) % 40) + 4,
    });
    const events = withSpringFestival([2019, 2020, 2021, 2022, 2023, 2024, 2025].map(fair));
    const plain = daily(world);
    const doubled = { ...plain, amount: plain.amount.map((amount, i) => (isFair(plain.day[i] as Day) ? 2n * amount : amount)) };
    const isFairDay = new Map(holidayAdjustment(doubled, events).effects.map(({ event, factors }) => [event, factors.during]));
    expect(Math.abs((isFairDay.get('fair') as number) - 2)).toBeLessThan(0.15);
    expect(Math.abs((isFairDay.get('spring-festival') as number) - 0.2)).toBeLessThan(0.06);
    function isFair(day: Day): boolean {
      const { start, end } = fair(civil(day).year);
      return start <= day && day <= end;
    }
  });

  test('do not depend on the order of the rows', () => {
    const totals = daily({ ...world, from: 2023 });
    const order = Array.from(totals.day.keys()).reverse();
    const turned = { ...totals, day: totals.day.map((_, i) => totals.day[order[i] as number] as number) };
    const amount = BigInt64Array.from(order, (at) => totals.amount[at] as bigint);
    expect(holidayAdjustment({ ...turned, amount }, springFestivals).effects).toEqual(
      holidayAdjustment(totals, springFestivals).effects,
    );
  });
});

test('a mean is held towards one by its chance', () => {
  const seen = (ratio: number, variance: number) => ({ ratio, variance });
  expect(pooledFactor([])).toBe(1);
  expect(pooledFactor([seen(1.2, 0.01), seen(1.2, 0.01), seen(1.2, 0.01), seen(1.2, 0.01)])).toBeCloseTo(
    1 + 0.2 * (1 - 0.0025 / 0.04),
    12,
  );
  expect(pooledFactor([seen(1.05, 0.04), seen(0.97, 0.04), seen(1.01, 0.04)])).toBe(1);
});

test('months are normalised to as many working days', () => {
  const { factorOf } = workdayAdjustment(({ start, end }) => (end - start === 27 ? 16 : 22));
  const mean = (16 + 11 * 22) / 12;
  expect(factorOf(monthPeriod(2026, 2))).toBeCloseTo(16 / mean, 12);
  expect(factorOf(monthPeriod(2026, 3))).toBeCloseTo(22 / mean, 12);
});

/** The season of all years, and the last year's level grown as that year grew. */
function shareForecast(values: Float64Array): number[] {
  const years = Array.from({ length: values.length / 12 }, (_, i) => values.slice(i * 12, i * 12 + 12));
  const sum = (of: ArrayLike<number>) => Array.from(of).reduce((a, b) => a + b, 0);
  const [last, before] = [sum(years.at(-1) as Float64Array), sum(years.at(-2) as Float64Array)];
  return Array.from({ length: 12 }, (_, m) => {
    const share = years.reduce((all, year) => all + (year[m] as number) / sum(year), 0) / years.length;
    return (share * last * last) / before;
  });
}
