import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CREDITS, countCustomers, type OrderRow } from '../../src/core/metrics/customers.ts';
import { openFacts } from '../../src/facts/open-facts.ts';
import { sourceRows } from '../acceptance/source-rows.ts';
import { day, period } from '../core/make.ts';
import { countLines } from '../core/metrics/orders.ts';
import { query, using } from './ask.ts';

const FILE = join(process.env['SALESPLAN_DATA'] ?? '', 'reseller-orders.csv');
const present = existsSync(FILE);
const NAMES = ['SalesTerritoryKey', 'EmployeeKey', 'ResellerKey', 'SalesOrderNumber'];

describe.skipIf(!present)(
  present ? 'real customers' : 'real customers: skipped, SALESPLAN_DATA names no folder with reseller-orders.csv',
  { timeout: 60_000 },
  () => {
    it.each(CREDITS)('are counted as defined, credit by %s', async (credit) => {
      const source = sourceRows({ file: FILE, date: 'OrderDate', amount: 'SalesAmount', levels: NAMES });
      const rows = source.map(({ day: text, path: [territory = '', rep = '', customer = '', order = ''], amount }): OrderRow => {
        return { customer, order, day: day(text), path: [territory, rep], amount };
      });
      const question = { periods: ['2019', '2019-Q1', '2019-03', '2020-Q1'].map((text) => period(text)), lookBack: 6, credit };
      const asked = query({
        date: 'OrderDate',
        amount: { column: 'SalesAmount', power: 0 },
        by: ['SalesTerritoryKey', 'EmployeeKey'],
      });
      const { counts } = await using(openFacts([FILE]), (facts) =>
        facts.customers({ ...asked, ...question, customer: 'ResellerKey', order: 'SalesOrderNumber', used: rows.length }),
      );
      expect(countLines(counts)).toEqual(countLines(countCustomers(rows, question)));
      expect(countLines(counts)).toContain('0 all: gained 210, back 59, orders 1521, active 555, repeat 503, kept 345 of 417');
    });
  },
);
