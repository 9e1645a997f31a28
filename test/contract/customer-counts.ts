import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../../src/core/calendar/day.ts';
import {
  CREDIT_PARTS,
  type Credit,
  type CustomerQuestion,
  countCustomers,
  type OrderRow,
} from '../../src/core/metrics/customers.ts';
import type { CustomersResult } from '../../src/facts/facts-source.ts';
import { period, runs } from '../core/make.ts';
import { anyRows } from '../core/metrics/any-orders.ts';
import { countLines, orderRows, WORKED } from '../core/metrics/orders.ts';
import { query, refusalOf, using } from '../facts/ask.ts';
import type { OpenRows } from './facts-source.ts';

const HEADER = ['date', 'region', 'rep', 'amount', 'customer', 'order'];
const PERIODS = ['2025-Q4', '2026-Q1', '2026-01', '2026-02', '2025-12..2026-01'].map((text) => period(text));
const WHOLE: CustomerQuestion = { periods: PERIODS, lookBack: 24, credit: 'share' };

/** What every engine promises when it counts customers: the definition, node by node. */
export function customerCountsContract(name: string, open: OpenRows): void {
  const count = (
    rows: readonly (readonly string[])[],
    question: CustomerQuestion,
    by = ['region', 'rep'],
    customer = 'customer',
  ) =>
    using(open([HEADER, ...rows]), async (source): Promise<CustomersResult> => {
      const asked = query({ by });
      const { totals } = await source.totals(asked);
      return source.customers({ ...asked, ...question, customer, order: 'order', used: totals.account.used });
    });

  describe(`${name} counts customers`, () => {
    it('as the worked example has them', async () => {
      const rows = orderRows(WORKED);
      const { counts } = await count(rows.map(cells), WHOLE, ['region']);
      expect(countLines(counts)).toEqual(countLines(countCustomers(rows, WHOLE)));
    });

    it('as they are defined, on any rows', async () => {
      const credits = fc.constantFrom<Credit>('share', 'main');
      await fc.assert(
        fc.asyncProperty(anyRows, fc.integer({ min: 1, max: 4 }), credits, async (rows, lookBack, credit) => {
          fc.pre(rows.length > 0);
          const question = { periods: PERIODS, lookBack, credit };
          const { counts } = await count(rows.map(cells), question);
          expect(countLines(counts)).toEqual(countLines(countCustomers(rows, question)));
        }),
        runs(40),
      );
    }, 120_000);

    it('of rows with cells as people write them', async () => {
      const rows = orderRows(WORKED);
      const odd = rows.map(cells).map(([date = '', region = '', rep = '', amount = '', ...names], index) => {
        const [year, month, day] = date.split('-').map(Number);
        const written = index % 2 === 0 ? `${year}年${month}月${day}日` : date;
        return [written, region, rep, index % 3 === 0 ? `￥${amount}` : amount.replace(/^-(.*)$/, '（$1）'), ...names];
      });
      const { counts } = await count(odd, WHOLE, ['region']);
      expect(countLines(counts)).toEqual(countLines(countCustomers(rows, WHOLE)));
    });

    it('and orders that are their own customers, each new once', async () => {
      const rows = orderRows(WORKED);
      const { counts } = await count(rows.map(cells), WHOLE, ['region'], 'order');
      const own = rows.map((row) => ({ ...row, customer: row.order }));
      expect(countLines(counts)).toEqual(countLines(countCustomers(own, WHOLE)));
      const at = (path: readonly string[]) => counts.filter((found) => found.period === 1 && String(found.path) === String(path));
      const credit = rows
        .map(({ path }) => path.slice(0, 1))
        .flatMap(at)
        .map(({ path, gained }) => [String(path), gained] as const);
      const [whole] = at([]);
      expect([...new Map(credit).values()].reduce((sum, gained) => sum + gained, 0)).toBe(whole?.gained);
      expect(whole?.gained).toBe((whole?.orders ?? 0) * CREDIT_PARTS);
    });

    it('and tells of names that a spreadsheet damaged', async () => {
      const rows = [
        ['2026-01-05', 'A', 'r', '5', '1.23E+15', 'o1'],
        ['2026-01-05', 'A', 'r', '5', '1.23E+15', 'o2'],
        ['2026-01-05', 'A', 'r', '5', 'C1', 'E+15'],
      ];
      const { findings = [] } = await count(rows, WHOLE, ['region']);
      expect(findings.map(({ code, values }) => [code, values])).toEqual([
        ['customers.damaged-names', { column: 'customer', count: 2, cell: '1.23E+15' }],
      ]);
    });

    it('without a level as the whole alone', async () => {
      const rows = orderRows(WORKED);
      const whole = countLines(countCustomers(rows, WHOLE)).filter((line) => line.includes(' all:'));
      expect(countLines((await count(rows.map(cells), WHOLE, [])).counts)).toEqual(whole);
    });

    it('from the rows that count alone, and refuses another number of them', async () => {
      const rows = [
        ...orderRows(WORKED).map(cells),
        ['2026-02-30', 'A', '', '5', 'C9', 'o10'],
        ['2026-01-05', 'A', '', '5', 'C8', 'x'],
      ];
      const where = [{ column: 'order', operator: '!=', values: ['x'] }] as const;
      const asked = { ...query({ by: ['region'], where }), ...WHOLE, customer: 'customer', order: 'order' };
      const { counts } = await using(open([HEADER, ...rows]), (source) => source.customers({ ...asked, used: WORKED.length }));
      expect(countLines(counts)).toEqual(countLines(countCustomers(orderRows(WORKED), WHOLE)));
      const other = using(open([HEADER, ...rows]), (source) => source.customers({ ...asked, used: WORKED.length + 1 }));
      expect((await refusalOf(other))[0]?.code).toMatch(/^(facts.reader-disagrees|remote.rows-disagree)$/);
    });

    it('whatever way dates and amounts are written', async () => {
      const written = orderRows(WORKED).map((row) => {
        const { customer, order, path, amount } = row;
        const [year, month, day] = formatDay(row.day).split('-');
        const sign = amount < 0n ? '△' : '￥';
        return [
          `${year}年${month}月${day}日`,
          path[0] ?? '',
          path[1] ?? '',
          `${sign}${String(amount).replace('-', '')}`,
          customer,
          order,
        ];
      });
      const bad = ['31/12', 'A', '', '￥5', 'C9', 'o10'];
      const { counts } = await count([...written, bad], WHOLE, ['region']);
      expect(countLines(counts)).toEqual(countLines(countCustomers(orderRows(WORKED), WHOLE)));
    });

    it('joins names that are equal after NFC and trimming, and leaves out rows without a name', async () => {
      const row = (customer: string, order: string, amount = '1') => ['2026-01-05', '北', '', amount, customer, order];
      const rows = [row('Caf\u00e9', '1'), row(' Cafe\u0301 ', ' 2'), row('', '3'), row('d', '\u3000'), row('e', '4', '-7')];
      const { counts, nameless, returnsApart } = await count(rows, { ...WHOLE, periods: [period('2026-01')] });
      const figures = 'gained 1, back 0, orders 2, active 1, repeat 1, kept 0 of 0';
      expect(countLines(counts)).toEqual([`0 all: ${figures}`, `0 北/(unassigned): ${figures}`, `0 北: ${figures}`]);
      expect([nameless, returnsApart]).toEqual([2, 1]);
    });
  });
}

function cells({ customer, order, day, path, amount }: OrderRow): string[] {
  return [formatDay(day), path[0] ?? '', path[1] ?? '', String(amount), customer, order];
}
