import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../../../src/core/calendar/day.ts';
import { monthNumber } from '../../../src/core/calendar/month.ts';
import { periodTree } from '../../../src/core/calendar/period-tree.ts';
import { forecastGrid } from '../../../src/core/forecasting/forecast-grid.ts';
import { monthsOf } from '../../../src/core/forecasting/month-span.ts';
import { rollUp } from '../../../src/core/grid.ts';
import { unitTree } from '../../../src/core/organisation/unit-tree.ts';
import { runs } from '../make.ts';

const day = (year: number, month: number, date: number) => dayOf(year, month, date) as number;
const SPAN = { grain: undefined, label: 'x', start: day(2025, 11, 1), end: day(2026, 4, 30) };

test('known months are exact, and every node of both axes is within one cent of its baseline', () => {
  const amounts = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(amounts, fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 6, maxLength: 6 }), (ahead, known) => {
      const units = unitTree(
        ['a', 'b'],
        [
          ['x', '1'],
          ['x', '2'],
          ['y', '1'],
        ],
      );
      const months = monthsOf({ start: day(2025, 11, 1), end: day(2025, 12, 31) });
      const exact = new BigInt64Array(units.nodes.length * 2);
      units.leaves.forEach((node, leaf) => {
        exact.set(known.slice(leaf * 2, leaf * 2 + 2), node * 2);
      });
      const history = { units, months, exact, scale: 2, values: Float64Array.from(exact, (one) => Number(one) / 100) };
      const baseline = (node: number, { start, end }: { start: number; end: number }) => {
        const leaf = units.leaves.indexOf(node);
        let sum = 0;
        for (let month = monthNumber(start); month <= monthNumber(end); month++) {
          const at = month - monthNumber(SPAN.start);
          sum += at < 2 ? Number(known[leaf * 2 + at]) / 100 : (ahead[leaf * 4 + at - 2] as number);
        }
        return sum;
      };
      const forecasts = { units, months: monthsOf({ start: day(2026, 1, 1), end: SPAN.end }), baseline };
      const periods = periodTree(SPAN, ['quarter', 'month'], undefined).tree;
      const grid = forecastGrid({ history, forecasts, periods, power: 0, decimals: 2 } as never);
      const width = periods.leaves.length;
      units.leaves.forEach((_, leaf) => {
        for (let p = 0; p < 2; p++) expect(grid.cells[leaf * width + p]).toBe(known[leaf * 2 + p]);
      });
      const sums = rollUp(grid);
      const whole = units.leaves.reduce((sum, node) => sum + baseline(node, SPAN), 0);
      expect(Math.abs(Number(sums[0]) - whole * 100)).toBeLessThan(1.01);
    }),
    runs(100),
  );
});
