import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { civil } from '../../src/core/calendar/day.ts';
import { detectColumns } from '../../src/facts/detect-columns.ts';
import type { FactsResult } from '../../src/facts/facts-source.ts';
import { openFacts } from '../../src/facts/open-facts.ts';
import { decimal, query, using } from './ask.ts';

const FOLDER = process.env['SALESPLAN_DATA'] ?? '';
const YEARS = {
  superstore: { 2014: '484247.4981', 2015: '470532.509', 2016: '609205.598', 2017: '733215.2552' },
  reseller: { 2017: '8069755.58', 2018: '24328786.25', 2019: '32500005.58', 2020: '12650022.79' },
};

const present = existsSync(join(FOLDER, 'superstore.csv'));
describe.skipIf(!present)(
  present ? 'real data' : 'real data: skipped, SALESPLAN_DATA names no folder with superstore.csv',
  () => {
    it.each([
      ['superstore.csv', YEARS.superstore, 9_994],
      ['reseller-orders.csv', YEARS.reseller, undefined],
      ['reseller-orders-gb18030.csv', YEARS.reseller, undefined],
    ])('%s adds up by year', async (name, years, rows) => {
      const { totals, rejects } = await byRegion(join(FOLDER, name));
      expect(byYear(totals)).toEqual(years);
      expect(rejects).toEqual([]);
      expect(totals.account).toMatchObject({ read: rows ?? totals.account.used, rejected: 0 });
    });
  },
);

async function byRegion(path: string): Promise<FactsResult> {
  return using(openFacts([path]), async (source) => {
    const { date, amount, roles } = detectColumns((await source.describe()).columns);
    return source.totals(query({ date: date!, amount: amount!, by: [roles['region']!], grain: 'month' }));
  });
}

function byYear({ day, amount, scale }: FactsResult['totals']): Record<string, string> {
  const sums = new Map<number, bigint>();
  day.forEach((at, index) => {
    const { year } = civil(at);
    sums.set(year, (sums.get(year) ?? 0n) + amount[index]!);
  });
  return Object.fromEntries([...sums].map(([year, sum]) => [year, decimal(sum, scale)]));
}
