import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths } from '../../../src/core/calendar/day.ts';
import { CREDIT_PARTS, type Credit, countCustomers, lookBackFindings } from '../../../src/core/metrics/customers.ts';
import { day, period, runs } from '../make.ts';
import { anyRows } from './any-orders.ts';
import { countLines, orderRows, WORKED } from './orders.ts';

const QUARTER = ['2026-Q1', '2026-01', '2026-02', '2026-03'].map((text) => period(text));
const count = (lines: readonly string[], changes: { lookBack?: number; credit?: Credit } = {}) =>
  countLines(countCustomers(orderRows(lines), { periods: QUARTER, lookBack: 24, credit: 'share', ...changes }));

describe('countCustomers', () => {
  it('gives the worked quarter and its months by credit share', () => {
    expect(count(WORKED)).toEqual([
      '0 A: gained 0.6, back 1, orders 3, active 3, repeat 0, kept 0 of 0',
      '0 B: gained 2.4, back 0, orders 4, active 4, repeat 0, kept 1 of 1',
      '0 all: gained 3, back 1, orders 6, active 5, repeat 1, kept 1 of 1',
      '1 B: gained 1, back 0, orders 2, active 2, repeat 0, kept 1 of 1',
      '1 all: gained 1, back 0, orders 2, active 2, repeat 0, kept 1 of 1',
      '2 A: gained 0.6, back 1, orders 2, active 2, repeat 0, kept 0 of 0',
      '2 B: gained 0.4, back 0, orders 1, active 1, repeat 0, kept 0 of 2',
      '2 all: gained 1, back 1, orders 2, active 2, repeat 0, kept 0 of 2',
      '3 A: gained 0, back 0, orders 1, active 1, repeat 0, kept 0 of 2',
      '3 B: gained 1, back 0, orders 1, active 1, repeat 0, kept 0 of 1',
      '3 all: gained 1, back 0, orders 2, active 2, repeat 0, kept 0 of 2',
    ]);
  });

  it('gives the first order to its main rep where that is asked', () => {
    const gained = count(WORKED, { credit: 'main' }).filter((line) => line.startsWith('0 '));
    expect(gained.map((line) => line.split(',')[0])).toEqual(['0 A: gained 1', '0 B: gained 2', '0 all: gained 3']);
  });

  it('takes the first path where two parts are the same', () => {
    const lines = count(['C o 2026-01-05 B 5', 'C o 2026-01-05 A 5'], { credit: 'main' });
    expect(lines).toContain('0 A: gained 1, back 0, orders 1, active 1, repeat 0, kept 0 of 0');
  });

  it('has the same day so many months ago within the look-back, and the day before outside', () => {
    const back = (first: string) => count([`C o1 ${first} A 5`, 'C o2 2026-02-10 A 5'])[1];
    expect(back('2024-02-10')).toContain('back 0');
    expect(back('2024-02-09')).toContain('back 1');
  });

  it('does not count an order that came back later, nor a part that did', () => {
    const lines = count(['C o 2026-01-05 A 5', 'C o 2026-01-05 B 5', 'C o 2027-01-05 A -5']);
    expect(lines).toContain('0 B: gained 1, back 0, orders 1, active 1, repeat 0, kept 0 of 0');
    expect(lines.filter((line) => line.startsWith('0 A'))).toEqual([]);
  });

  it('keeps who bought in the node in the span before as well, and names a node that lost all', () => {
    const lines = count(['C o1 2025-10-01 A 5', 'C o2 2026-03-31 B 5', 'D o3 2025-12-31 A 5', 'D o4 2025-09-30 A 5']);
    expect(lines).toContain('0 all: gained 0, back 0, orders 1, active 1, repeat 0, kept 1 of 2');
    expect(lines).toContain('0 A: gained 0, back 0, orders 0, active 0, repeat 0, kept 0 of 2');
    expect(lines).toContain('1 all: gained 0, back 0, orders 0, active 0, repeat 0, kept 0 of 1');
  });

  it('is the same in any order of the rows; new customers add over units and months, and nobody is new twice', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom<Credit>('share', 'main'), (rows, credit) => {
        const question = { periods: QUARTER, lookBack: 2, credit };
        const counts = countCustomers(rows, question);
        expect(countLines(countCustomers(rows.toReversed(), question))).toEqual(countLines(counts));
        const gained = (at: number, depth: number) =>
          counts.filter((c) => c.period === at && c.path.length === depth).reduce((sum, c) => sum + c.gained, 0);
        expect([gained(0, 1), gained(0, 2)]).toEqual([gained(0, 0), gained(0, 0)]);
        expect(gained(1, 0) + gained(2, 0) + gained(3, 0)).toBe(gained(0, 0));
        expect(gained(0, 0) / CREDIT_PARTS).toBeLessThanOrEqual(new Set(rows.map(({ customer }) => customer)).size);
      }),
      runs(200),
    );
  });
});

describe('lookBackFindings', () => {
  it('warns when history begins after the look-back does', () => {
    const start = day('2026-01-01');
    expect(lookBackFindings(addMonths(start, -24), start, 24)).toEqual([]);
    expect(lookBackFindings(addMonths(start, -24) + 1, start, 24)[0]).toMatchObject({
      code: 'customers.short-history',
      values: { first: '2024-01-02', needed: '2024-01-01' },
    });
  });
});
