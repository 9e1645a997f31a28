import { expect, test } from 'vitest';
import { addMonths } from '../../../src/core/calendar/day.ts';
import { farAbove } from '../../../src/core/forecasting/far-above.ts';
import { monthsOf } from '../../../src/core/forecasting/month-span.ts';
import { monthlyHistory } from '../../../src/core/forecasting/monthly-history.ts';
import { day, type Row, totals } from '../make.ts';

/** Two years of 10 a month by A, four months of 6 by B; the forecasts are the same each month. */
function found(ofA: number, ofB: number, count = 12) {
  const begin = day('2024-01-15');
  const rows = Array.from({ length: 24 }, (_, t): Row[] => {
    const date = new Date(addMonths(begin, t) * 86_400_000).toISOString().slice(0, 10);
    return [['A', date, 10], ...(t >= 20 ? [['B', date, 6] as Row] : [])];
  });
  const history = monthlyHistory(totals(rows.flat()), day('2025-12-31'));
  const months = monthsOf({ start: day('2026-01-01'), end: addMonths(day('2026-01-01'), count) - 1 });
  const { units } = history;
  const baseline = (node: number) => (units.nodes[node]?.value.name === 'A' ? ofA : ofB) * count;
  return farAbove(history, { units, months, method: '', findings: [], baseline, distribution: () => expect.fail() });
}

test('a year of up to three times the best one known is not doubted', () => {
  expect(found(30, 18)).toEqual([]);
});

test('a year of more is, also of a unit whose few months are taken as a rate', () => {
  expect(found(30.1, 18)).toMatchObject([{ severity: 'warning', values: { count: 1, times: 3, units: 'A' } }]);
  expect(found(30.1, 18.1)).toMatchObject([{ values: { count: 2, units: 'A, B' } }]);
});

test('less than a year ahead says nothing, since it may be the season', () => {
  expect(found(90, 90, 11)).toEqual([]);
});
