import { describe, expect, test } from 'vitest';
import { formatDay } from '../../../src/core/calendar/day.ts';
import { lastComplete } from '../../../src/core/forecasting/complete-months.ts';
import { monthlyHistory, valuesOf } from '../../../src/core/forecasting/monthly-history.ts';
import { day as dayOf, type Row, totals } from '../make.ts';

describe('the last complete month', () => {
  const through = (last: string, asOf: string, isSaid = false) => {
    const found = lastComplete(
      totals([
        ['A', '2025-01-10', 1],
        ['A', last, 1],
      ]),
      dayOf(asOf),
      isSaid,
    );
    return found === undefined ? undefined : formatDay(found);
  };

  test('is the one whose last seven days have rows', () => {
    expect(through('2025-03-25', '2025-06-01')).toBe('2025-03-31');
    // Six of the last seven days are not enough of a month; February has no rows.
    expect(through('2025-03-24', '2025-06-01')).toBe('2025-01-31');
  });

  test('is over on the day that counts', () => {
    expect(through('2025-03-30', '2025-03-30')).toBe('2025-01-31');
    expect(through('2025-03-30', '2025-03-31')).toBe('2025-03-31');
  });

  test('is the one that a person says is complete', () => {
    expect(through('2025-03-10', '2025-03-31', true)).toBe('2025-03-31');
    expect(through('2025-03-10', '2025-04-30', true)).toBe('2025-01-31');
  });

  test('is none where all rows are of the current month', () => {
    expect(lastComplete(totals([['A', '2025-01-10', 1]]), dayOf('2025-01-20'), false)).toBeUndefined();
  });
});

test('a month without any row is a gap; one without rows of a unit is a zero; a unit begins with its first row', () => {
  const rows: Row[] = [
    ['A', '2025-01-10', 1.5],
    ['A', '2025-03-02', 2],
    ['B', '2025-03-31', 4],
    ['A', '2025-04-30', 8],
    ['A', '2025-05-01', 99],
  ];
  const history = monthlyHistory(totals(rows), dayOf('2025-04-30'));
  expect(history.months.map(({ label }) => label)).toEqual(['2025-01', '2025-02', '2025-03', '2025-04']);
  expect(Array.from(valuesOf(history, 0))).toEqual([1.5, Number.NaN, 6, 8]);
  expect(Array.from(valuesOf(history, 1))).toEqual([1.5, Number.NaN, 2, 8]);
  expect(Array.from(valuesOf(history, 2))).toEqual([4, 0]);
  expect(Array.from(history.ends)).toEqual([3, 3, 2]);
  expect(history.gaps).toEqual([1]);
});

test('when more than a third of the months have no row, nothing was sold in them', () => {
  const rows = ['2025-01-10', '2025-04-10', '2025-05-10', '2025-06-30'].map((date): Row => ['A', date, 6]);
  const valuesOfWhole = (more: Row[]) => Array.from(valuesOf(monthlyHistory(totals([...rows, ...more]), dayOf('2025-06-30')), 0));
  expect(valuesOfWhole([])).toEqual([6, Number.NaN, Number.NaN, 6, 6, 6]);
  const later: Row[] = [['A', '2025-09-30', 6]];
  const sparse = monthlyHistory(totals([...rows, ...later]), dayOf('2025-09-30'));
  expect(Array.from(valuesOf(sparse, 0))).toEqual([6, 0, 0, 6, 6, 6, 0, 0, 6]);
  expect(sparse.gaps).toEqual([1, 2, 6, 7]);
});

test('the order of the rows does not matter', () => {
  const rows: Row[] = Array.from({ length: 40 }, (_, i) => [
    i % 3 === 0 ? 'A' : 'B',
    `2025-0${1 + (i % 6)}-1${i % 10}`,
    i * 0.37,
  ]);
  const one = monthlyHistory(totals(rows), dayOf('2025-06-30'));
  const other = monthlyHistory(totals([...rows].reverse()), dayOf('2025-06-30'));
  expect(other).toEqual(one);
});
