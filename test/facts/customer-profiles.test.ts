import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../../src/core/calendar/day.ts';
import { type CustomerProfiles, customerProfiles, NO_DAY } from '../../src/core/metrics/customer-profiles.ts';
import type { OrderRow } from '../../src/core/metrics/customers.ts';
import { csvRows } from '../contract/csv-rows.ts';
import { runs } from '../core/make.ts';
import { anyRows } from '../core/metrics/any-orders.ts';
import { orderRows, WORKED } from '../core/metrics/orders.ts';
import { query, refusalOf, using } from './ask.ts';
import { tempFiles } from './temp-files.ts';

const open = csvRows(tempFiles());
const HEADER = ['date', 'region', 'amount', 'customer', 'order'];
const cells = ({ day, path, amount, customer, order }: OrderRow) => {
  return [formatDay(day), path[0] ?? '', String(amount), customer, order];
};

function ask(rows: readonly (readonly string[])[], mostGroups?: number): Promise<CustomerProfiles> {
  return using(open([HEADER, ...rows]), async (source) => {
    const asked = query({ by: [] });
    const { totals } = await source.totals(asked);
    const names = { customer: 'customer', order: 'order', used: totals.account.used };
    return (await source.profiles({ ...asked, mostGroups, ...names })).profiles;
  });
}

/** One line a customer, in the order of the lines. */
function lines({ names, amounts, scale, orders, first, last, nameless }: CustomerProfiles): string[] {
  const day = (value: number | undefined) => (value === undefined || value === NO_DAY ? '-' : formatDay(value));
  const all = names.map(
    (name, i) => `${name}: ${Number(amounts[i]) / 10 ** scale}, ${orders[i]} orders, ${day(first[i])}..${day(last[i])}`,
  );
  return [...all.sort(), `nameless ${nameless}`];
}

describe('profiles of customers', () => {
  it('have net amounts and the valid orders of the worked example', async () => {
    expect(lines(await ask(orderRows(WORKED).map(cells)))).toEqual([
      'C1: 800, 2 orders, 2023-11-20..2026-02-10',
      'C2: 300, 2 orders, 2026-01-15..2026-03-02',
      'C3: 250, 1 orders, 2026-03-05..2026-03-05',
      'C4: 1000, 1 orders, 2026-02-11..2026-02-11',
      'C5: 130, 2 orders, 2025-12-30..2026-01-03',
      'nameless 0',
    ]);
  });

  it('are as they are defined, on any rows', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, async (rows) => {
        fc.pre(rows.length > 0);
        expect(lines(await ask(rows.map(cells)))).toEqual(lines(customerProfiles(rows, 0)));
      }),
      runs(15),
    );
  }, 120_000);

  it('leave rows without a name out, and read cells as people write them', async () => {
    const rows = [
      ['2026年1月5日', 'A', '1,000.50', ' C ', 'o1'],
      ['2026-01-06', 'A', '5', 'C', 'o2'],
      ['2026-01-07', 'A', '5', '', 'o3'],
      ['2026-01-08', 'A', '5', 'D', ''],
    ];
    expect(lines(await ask(rows))).toEqual(['C: 1005.5, 2 orders, 2026-01-05..2026-01-06', 'nameless 2']);
  });

  it('are refused where there are more than a run holds', async () => {
    const rows = ['C', 'D', 'E'].map((name, i) => ['2026-01-05', 'A', '5', name, `o${i}`]);
    const [refused] = await refusalOf(ask(rows, 2));
    expect(refused).toMatchObject({ code: 'facts.too-many-customers', values: { found: 3, limit: 2 } });
  });
});
