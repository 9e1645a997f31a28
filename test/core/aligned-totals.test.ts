import { describe, expect, test } from 'vitest';
import { alignedTotals } from '../../src/core/aligned-totals.ts';
import { byEvents, byWorkdays } from '../../src/core/calendar/comparable.ts';
import { formatDay } from '../../src/core/calendar/day.ts';
import { springFestivals } from '../../src/core/calendar/moving-event.ts';
import { isDaily } from '../../src/core/daily-rows.ts';
import { day } from './make.ts';

const totals = (rows: readonly (readonly [string, bigint])[], grain: 'day' | 'month' = 'day') => ({
  ...{ levels: [], grain, scale: 2, units: [[]], unit: new Int32Array(rows.length) },
  day: Int32Array.from(rows, ([date]) => day(date)),
  amount: BigInt64Array.from(rows, ([, amount]) => amount),
  rows: new Float64Array(rows.length).fill(1),
  ...{ first: day('2024-01-01'), last: day('2026-12-31') },
  account: { read: 0, used: 0, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 },
});

const cells = ({ day: days, amount }: ReturnType<typeof alignedTotals>) =>
  Object.fromEntries([...days].map((at, i) => [formatDay(at), amount[i]] as const).sort());

describe('years laid out as another year has it', () => {
  test('days move with their festival and stay in their year', () => {
    // 2025-01-29 is the first day of the year, as 2026-02-17 is; 2024-02-10 too.
    const given = totals([
      ['2025-01-29', 100n],
      ['2025-06-01', 7n],
      ['2024-02-10', 50n],
      ['2026-02-17', 9n],
      ['2024-12-31', 3n],
    ]);
    expect(cells(alignedTotals(given, 2026, byEvents(springFestivals)))).toEqual({
      '2024-02-01': 500_000n,
      '2024-12-01': 30_000n,
      '2025-02-01': 1_000_000n,
      '2025-06-01': 70_000n,
      '2026-02-01': 90_000n,
    });
  });

  test('months count for as many working days', () => {
    const days = ({ start, end }: { start: number; end: number }) => {
      if (start === day('2025-02-01')) return 19;
      return start === day('2026-02-01') ? 16 : end - start + 1;
    };
    const given = totals(
      [
        ['2025-02-01', 950_000_00n],
        ['2025-03-01', 1n],
      ],
      'month',
    );
    expect(cells(alignedTotals(given, 2026, byWorkdays(days)))).toEqual({
      '2025-02-01': 800_000_00_0000n,
      '2025-03-01': 10_000n,
    });
  });
});

test('rows on one date of each month are no days', () => {
  expect(
    isDaily(
      totals([
        ['2025-01-31', 1n],
        ['2025-02-28', 1n],
        ['2025-02-28', 1n],
      ]),
    ),
  ).toBe(false);
  expect(
    isDaily(
      totals([
        ['2025-01-31', 1n],
        ['2025-02-27', 1n],
        ['2025-02-28', 1n],
      ]),
    ),
  ).toBe(true);
  expect(
    isDaily(
      totals(
        [
          ['2025-01-01', 1n],
          ['2025-02-01', 1n],
        ],
        'month',
      ),
    ),
  ).toBe(false);
});
