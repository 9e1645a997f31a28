import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byEvents, byWorkdays } from '../../../src/core/calendar/comparable.ts';
import { type Day, dayOf, formatDay, parseDay } from '../../../src/core/calendar/day.ts';
import { calendarDays } from '../../../src/core/calendar/day-count.ts';
import { type MovingEvent, springFestivals, withSpringFestival } from '../../../src/core/calendar/moving-event.ts';
import { monthPeriod, type Span } from '../../../src/core/calendar/period.ts';

const day = (text: string) => parseDay(text) as Day;
const span = (start: string, end: string): Span => ({ start: day(start), end: day(end) });
const written = (spans: readonly Span[]) => spans.map(({ start, end }) => `${formatDay(start)}..${formatDay(end)}`);
const festival = byEvents(springFestivals);

describe('days that stand for others around a festival', () => {
  test('the festival of 2025 stands for that of 2026, and every day of the year for one', () => {
    // 2025-01-28 to 02-04 and 2026-02-16 to 02-23, eve and seven days.
    expect(written(festival.spansOf(span('2026-02-16', '2026-02-23'), span('2025-02-16', '2025-02-23')))).toEqual([
      '2025-01-28..2025-02-04',
    ]);
    // 21 days before and 14 after move along; 19 ordinary days between the two places stand for one another.
    expect(written(festival.spansOf(monthPeriod(2026, 1), monthPeriod(2025, 1)))).toEqual([
      '2025-01-01..2025-01-12',
      '2025-02-19..2025-03-09',
    ]);
    expect(written(festival.spansOf(monthPeriod(2026, 2), monthPeriod(2025, 2)))).toEqual(['2025-01-13..2025-02-09']);
    expect(written(festival.spansOf(monthPeriod(2026, 6), monthPeriod(2025, 6)))).toEqual(['2025-06-01..2025-06-30']);
  });

  test('no day is lost or counted twice, whatever the events and the years between', () => {
    const fair = fc.record({ at: fc.integer({ min: 0, max: 330 }), length: fc.integer({ min: 1, max: 20 }), around: fc.nat(30) });
    fc.assert(
      fc.property(
        fc.integer({ min: 1995, max: 2045 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fair, { maxLength: 6 }),
        (year, years, fairs) => {
          const rows = fairs.map(({ at, length, around }, i): MovingEvent => {
            const start = (dayOf(i % 2 === 0 ? year : year - years, 1, 1) as Day) + at;
            return { name: `fair ${i >> 1}`, start, end: start + length - 1, before: around, after: around };
          });
          const comparable = byEvents(withSpringFestival(rows));
          const seen = new Map<Day, number>();
          for (let month = -11; month <= 24; month++)
            for (const { start, end } of comparable.spansOf(monthPeriod(year, month), monthPeriod(year - years, month)))
              for (let at = start; at <= end; at++) seen.set(at, (seen.get(at) ?? 0) + 1);
          const inside = Array.from({ length: 365 }, (_, i) => seen.get((dayOf(year - years, 1, 1) as Day) + i));
          expect(new Set(inside)).toEqual(new Set([1]));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a table says otherwise than what is built in, and one year of an event moves nothing', () => {
    const row = { name: 'spring-festival', start: day('2025-02-01'), end: day('2025-02-01'), before: 0, after: 0 };
    const own = byEvents(withSpringFestival([row, { ...row, start: day('2026-03-01'), end: day('2026-03-01') }]));
    expect(written(own.spansOf(span('2026-03-01', '2026-03-01'), span('2025-03-01', '2025-03-01')))).toEqual([
      '2025-02-01..2025-02-01',
    ]);
    const once = byEvents((year) => (year === 2026 ? [{ ...row, start: day('2026-03-01'), end: day('2026-03-01') }] : []));
    expect(written(once.spansOf(monthPeriod(2026, 3), monthPeriod(2025, 3)))).toEqual(['2025-03-01..2025-03-31']);
  });

  test('the dates of last year where nothing is moved, 29 February for nothing', () => {
    const plain = byEvents(() => []);
    expect(written(plain.spansOf(monthPeriod(2024, 2), monthPeriod(2023, 2)))).toEqual(['2023-02-01..2023-02-28']);
    expect(written(plain.spansOf(monthPeriod(2025, 2), monthPeriod(2024, 2)))).toEqual(['2024-02-01..2024-02-29']);
    expect(plain.spansOf(span('2024-02-29', '2024-02-29'), span('2023-02-28', '2023-02-28'))).toEqual([]);
  });

  test('a month counts as often as it has days that are worked', () => {
    const { factorOf, spansOf } = byWorkdays(calendarDays);
    expect(factorOf(monthPeriod(2024, 2), monthPeriod(2023, 2))).toEqual({ numerator: 29n, denominator: 28n });
    expect(spansOf(monthPeriod(2024, 2), monthPeriod(2023, 2))).toEqual([monthPeriod(2023, 2)]);
  });
});
