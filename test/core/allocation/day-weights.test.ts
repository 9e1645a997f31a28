import { describe, expect, it } from 'vitest';
import { parseBasis } from '../../../src/core/allocation/basis/basis-source.ts';
import { dayWeights } from '../../../src/core/allocation/day-weights.ts';
import { monthNumber } from '../../../src/core/calendar/month.ts';
import { CALENDAR, day, period, periods, type Row, totals, units } from '../make.ts';

// 2025-01 has five Wednesdays, Thursdays and Fridays; 2025-02 has four of every weekday.
const ROWS: Row[] = [
  ['a', '2025-01-06', 4],
  ['a', '2025-01-20', 4],
  ['a', '2025-01-08', 10],
  ['a', '2025-01-11', -3],
  ['b', '2025-01-06', 8],
  ['a', '2025-02-04', 5],
];

const WINDOW = parseBasis('last-year', CALENDAR)!.window!(period('2026-01..2026-02'), {
  first: day('2025-01-01'),
  last: day('2025-02-28'),
  months: new Set([day('2025-01-01'), day('2025-02-01')].map(monthNumber)),
});

const weigh = (follows: number[]) =>
  dayWeights({
    units: units('a', 'b'),
    months: periods('2026-01..2026-02', 'month'),
    reading: { ...WINDOW, totals: totals(ROWS) },
    follows,
  });

/** Weights of Monday to Sunday of a week, as parts of their largest. */
function week(weightOf: (at: number) => bigint, monday: string): number[] {
  const weights = Array.from({ length: 7 }, (_, i) => Number(weightOf(day(monday) + i)));
  const largest = Math.max(...weights);
  return weights.map((weight) => weight / largest);
}

describe('day weights', () => {
  it('are the means of the weekdays in the month that stands for it, returns counting as nothing', () => {
    const of = weigh([1, 2]);
    expect(week(of(0, 0), '2026-01-05')).toEqual([1, 0, 1, 0, 0, 0, 0]);
    expect(week(of(0, 1), '2026-02-02')).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(week(of(1, 0), '2026-01-05')).toEqual([1, 0, 0, 0, 0, 0, 0]);
  });

  it('follow the node whose course the unit follows', () => {
    expect(week(weigh([0, 0])(1, 0), '2026-01-05')).toEqual([1, 0, 0.5, 0, 0, 0, 0]);
  });

  it('are all the same without a course, without anything read, and where only months are known', () => {
    expect(week(weigh([-1, 2])(0, 0), '2026-01-05')).toEqual(Array(7).fill(1));
    const none = { units: units('a', 'b'), months: periods('2026-01', 'month'), follows: [1, 2] };
    for (const reading of [undefined, { ...WINDOW, totals: { ...totals(ROWS), grain: 'month' as const } }]) {
      expect(week(dayWeights({ ...none, reading })(0, 0), '2026-01-05')).toEqual(Array(7).fill(1));
    }
  });
});
