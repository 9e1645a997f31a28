import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { records, salesplan } from './run.ts';
import { MILLION, millionths, periodsOf, type SourceRow, sourceRows, sumsBy, withAncestors } from './source-rows.ts';

const FOLDER = process.env['SALESPLAN_DATA'] ?? '';
const present = existsSync(join(FOLDER, 'superstore.csv'));
const TOTAL = 5_000_000n * MILLION;

const superstore = { date: 'Order Date', amount: 'Sales', levels: ['Region', 'State'] };
const reseller = { date: 'OrderDate', amount: 'SalesAmount', levels: ['SalesTerritoryKey', 'EmployeeKey'] };
const chinese = { date: '订单日期', amount: '金额（元）', levels: ['大区', '销售员'], encoding: 'gb18030' };
const RESELLER_YEARS = { 2017: '8069755.58', 2018: '24328786.25', 2019: '32500005.58', 2020: '12650022.79' };
const FILES = [
  {
    name: 'superstore.csv',
    ...superstore,
    year: 2018,
    sums: { 2014: '484247.4981', 2015: '470532.5090', 2016: '609205.5980', 2017: '733215.2552' },
  },
  { name: 'reseller-orders.csv', ...reseller, year: 2020, sums: RESELLER_YEARS },
  { name: 'reseller-orders-gb18030.csv', ...chinese, year: 2020, sums: RESELLER_YEARS },
];

describe.skipIf(!present)(
  present ? 'plans of real data' : 'plans of real data: skipped, SALESPLAN_DATA names no folder with superstore.csv',
  { timeout: 60_000 },
  () => {
    describe.each(FILES)('$name', ({ name, year, sums, ...columns }) => {
      const file = join(FOLDER, name);

      it.each(['0.01', '1', '1000'])('is exact and near at --round-to %s', async (roundTo) => {
        const cells = await plan(file, { levels: columns.levels, year, roundTo });
        const step = millionths(roundTo);
        expect(cells.reduce((sum, { amount }) => sum + amount, 0n)).toBe(TOTAL);
        expect(cells.filter(({ amount }) => amount < 0n || amount % step !== 0n)).toEqual([]);
        const weights = basisOf(sourceRows({ file, ...columns }), year - 1);
        expect(farNodes(cells, weights, step)).toEqual([]);
      });

      it('has the sums by year that its maker states', async () => {
        const run = await salesplan(['history', file, '--json', '--by', columns.levels.join(',')]);
        const rows = (JSON.parse(run.out) as { rows: Record<string, string>[] }).rows;
        const shown = rows.filter((row) => row['section'] === 'year').map((row) => [row['period'], millionths(row['amount']!)]);
        expect(shown).toEqual(Object.entries(sums).map(([label, sum]) => [label, millionths(sum)]));
      });
    });

    it('the same rows as Chinese Excel saves them give the same amounts', async () => {
      const [, plain, excel] = FILES;
      const amounts = async ({ name, levels, year }: (typeof FILES)[number]) =>
        (await plan(join(FOLDER, name), { levels, year, roundTo: '1000' }))
          .map(({ amount }) => Number(amount / MILLION))
          .sort(bySize);
      expect(await amounts(excel!)).toEqual(await amounts(plain!));
    });
  },
);

const bySize = (a: number, b: number) => a - b;

interface Cell {
  readonly month: string;
  readonly path: readonly string[];
  readonly amount: bigint;
}

async function plan(file: string, options: { levels: readonly string[]; year: number; roundTo: string }): Promise<Cell[]> {
  const { levels, year, roundTo } = options;
  const axes = ['--by', 'quarter,month', '--by', levels.join(',')];
  const flags = ['--total', '500万', '-p', String(year), ...axes, '--round-to', roundTo, '-O', 'csv'];
  const run = await salesplan(['decompose', '--history', file, ...flags]);
  expect([run.code, run.err]).toEqual([0, expect.not.stringContaining('error')]);
  return records(run.out).map((row) => ({
    month: row['period']!,
    path: levels.map((level) => row[level]!),
    amount: millionths(row['amount']!),
  }));
}

/** The weights of a year's cells: negative cells count as zero, and so does every unit that nets to zero or less. */
function basisOf(rows: readonly SourceRow[], year: number): Cell[] {
  const inYear = rows.filter(({ day }) => day.startsWith(`${year}-`));
  const nets = sumsBy(
    inYear.flatMap((row) => withAncestors(row.path).map((unit) => ({ unit, amount: row.amount }))),
    ({ unit }) => unit,
    ({ amount }) => amount,
  );
  const cells = sumsBy(
    inYear,
    ({ day, path }) => JSON.stringify([day.slice(0, 7), path]),
    ({ amount }) => amount,
  );
  return [...cells].map(([key, amount]) => {
    const [month, path] = JSON.parse(key) as [string, string[]];
    const counts = amount > 0n && withAncestors(path).every((unit) => unit === '' || nets.get(unit)! > 0n);
    return { month: `${year + 1}${month.slice(4)}`, path, amount: counts ? amount : 0n };
  });
}

/** Guaranteed nodes that are one rounding unit or more away from their share of the total, and zeros that got something. */
function farNodes(cells: readonly Cell[], weights: readonly Cell[], step: bigint): string[] {
  const [planned, basis] = [guaranteedSums(cells), guaranteedSums(weights)];
  const whole = weights.reduce((sum, { amount }) => sum + amount, 0n);
  expect([...basis.keys()].filter((node) => !planned.has(node) && basis.get(node) !== 0n)).toEqual([]);
  return [...planned].flatMap(([node, amount]) => {
    const weight = basis.get(node) ?? 0n;
    const distance = amount * whole - TOTAL * weight;
    const isNear = weight === 0n ? amount === 0n : -step * whole < distance && distance < step * whole;
    return isNear ? [] : [`${node}: ${amount} for weight ${weight}`];
  });
}

/** Sums of unit node x month or year, of leaf unit and of the whole x any period: what is promised to be near. */
function guaranteedSums(cells: readonly Cell[]): Map<string, bigint> {
  const nodes = cells.flatMap(({ month, path, amount }) => {
    const [year, quarter] = periodsOf(month);
    const units = withAncestors(path);
    const ends = [units[0]!, units.at(-1)!].map((unit) => `${unit} ${quarter}`);
    return [...units.flatMap((unit) => [`${unit} ${month}`, `${unit} ${year}`]), ...ends].map((node) => ({ node, amount }));
  });
  return sumsBy(
    nodes,
    ({ node }) => node,
    ({ amount }) => amount,
  );
}
