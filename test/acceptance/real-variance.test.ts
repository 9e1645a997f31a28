import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder, records, salesplan } from './run.ts';
import { millionths, periodsOf, type SourceRow, sourceRows, sumsBy, withAncestors } from './source-rows.ts';

const FOLDER = process.env['SALESPLAN_DATA'] ?? '';
const present = existsSync(join(FOLDER, 'superstore.csv'));
const CENT = 10_000n;

const superstore = { file: join(FOLDER, 'superstore.csv'), date: 'Order Date', amount: 'Sales', levels: ['Region', 'State'] };
const reseller = {
  file: join(FOLDER, 'reseller-orders.csv'),
  date: 'OrderDate',
  amount: 'SalesAmount',
  levels: ['SalesTerritoryKey', 'EmployeeKey'],
};

describe.skipIf(!present)(
  present
    ? 'real plan against real actual'
    : 'real plan against real actual: skipped, SALESPLAN_DATA names no folder with superstore.csv',
  { timeout: 60_000 },
  () => {
    it.each([
      { source: reseller, total: '3000万', asOf: '2019-03-31' },
      { source: reseller, total: '3000万', asOf: '2019-08-17' },
      { source: superstore, total: '650000', asOf: '2017-08-17' },
      { source: superstore, total: '650000', asOf: '2017-12-30' },
    ])('$source.levels as of $asOf ties at every level and period', async ({ source, total, asOf }) => {
      const year = asOf.slice(0, 4);
      const dir = newFolder();
      await plan(source, { dir, year, total });
      const rows = await variance(source, { dir, year, asOf, by: ['year,quarter,month', source.levels.join(',')] });
      const wanted = expectedRows(planCells(dir, source.levels), sourceRows(source), asOf);
      expect(rows.map(({ key }) => key).sort()).toEqual([...wanted.keys()].sort());
      expect(rows.filter((row) => !ties(row, wanted.get(row.key)!, BigInt(daysOf(asOf))))).toEqual([]);
      expect(rowsThatDoNotAddUp(rows)).toEqual([]);

      const regions = await variance(source, { dir, year, asOf, by: ['year,quarter,month', source.levels[0]!] });
      expect(regions).toEqual(rows.filter(({ key }) => key.split(' ')[0]!.split('/').length === 1));
    });

    it('states that no plan knew are (unplanned) in their region and sum right', async () => {
      const dir = newFolder();
      await plan(superstore, { dir, year: '2017', total: '650000' });
      const known = new Set(planCells(dir, superstore.levels).map(({ path }) => path.join('/')));
      const strangers = sourceRows(superstore).filter(({ day, path }) => day.startsWith('2017-') && !known.has(path.join('/')));
      expect(new Set(strangers.map(({ path }) => path[1])).size).toBeGreaterThan(1);
      const wanted = sumsBy(
        strangers,
        ({ path }) => `${path[0]}/(unplanned) 2017`,
        ({ amount }) => amount,
      );
      const rows = await variance(superstore, { dir, year: '2017', asOf: '2017-12-30', by: ['Region,State'] });
      const unplanned = rows.filter(({ key }) => key.includes('(unplanned)'));
      expect(new Map(unplanned.map(({ key, actual }) => [key, actual]))).toEqual(wanted);
      expect(unplanned.map(({ plan }) => plan)).toEqual(unplanned.map(() => 0n));
    });
  },
);

interface Cell {
  readonly month: string;
  readonly path: readonly string[];
  readonly amount: bigint;
}

/** A row of variance by `unit/path period`; amounts in millionths. */
interface Row {
  readonly key: string;
  readonly plan: bigint;
  readonly toDate: bigint;
  readonly actual: bigint;
  readonly gap: bigint;
  readonly lastYear: bigint;
}

type Source = typeof superstore;

async function plan(source: Source, { dir, year, total }: { dir: string; year: string; total: string }): Promise<void> {
  const axes = ['--by', 'quarter,month', '--by', source.levels.join(','), '-o', 'plan.csv'];
  const run = await salesplan(['decompose', '--history', source.file, '--total', total, '-p', year, ...axes], { cwd: dir });
  expect([run.code, run.out]).toEqual([0, '']);
}

function planCells(dir: string, levels: readonly string[]): Cell[] {
  return records(readFileSync(join(dir, 'plan.csv'), 'utf8')).map((row) => ({
    month: row['period']!,
    path: levels.map((level) => row[level]!),
    amount: millionths(row['amount']!),
  }));
}

async function variance(source: Source, options: { dir: string; year: string; asOf: string; by: string[] }): Promise<Row[]> {
  const { dir, year, asOf, by } = options;
  const flags = ['--as-of', asOf, '-p', year, ...by.flatMap((axis) => ['--by', axis]), '-O', 'csv'];
  const run = await salesplan(['variance', '--plan', 'plan.csv', '--actual', source.file, ...flags], { cwd: dir });
  expect([run.code, run.err]).toEqual([0, expect.not.stringContaining('error')]);
  return records(run.out).map((row) => ({
    key: `${source.levels.flatMap((level) => row[level] || []).join('/')} ${row['period']}`,
    plan: millionths(row['plan']!),
    toDate: millionths(row['plan_to_date']!),
    actual: millionths(row['actual']!),
    gap: millionths(row['variance']!),
    // Blank where the period has not begun.
    lastYear: millionths(row['last_year'] || (row['time_elapsed'] === '0.0000' ? '0' : 'blank')),
  }));
}

interface Wanted {
  plan: bigint;
  /** Plan to date in millionths x days of the month that is cut. */
  toDateTimesDays: bigint;
  actual: bigint;
  lastYear: bigint;
}

/** What each row must say, from the plan's cells and the source's rows alone. */
function expectedRows(cells: readonly Cell[], sales: readonly SourceRow[], asOf: string): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  const add = (path: readonly string[], month: string, amounts: Partial<Wanted>) => {
    for (const key of withAncestors(path).flatMap((unit) => periodsOf(month).map((period) => `${unit} ${period}`))) {
      const sums = wanted.get(key) ?? { plan: 0n, toDateTimesDays: 0n, actual: 0n, lastYear: 0n };
      for (const name of Object.keys(amounts) as (keyof Wanted)[]) sums[name] += amounts[name]!;
      wanted.set(key, sums);
    }
  };
  const days = BigInt(daysOf(asOf));
  for (const { month, path, amount } of cells) {
    const gone = month < asOf.slice(0, 7) ? days : month === asOf.slice(0, 7) ? BigInt(asOf.slice(8)) : 0n;
    add(path, month, { plan: amount, toDateTimesDays: amount * gone });
  }
  const year = asOf.slice(0, 4);
  const place = placing(cells);
  const months = [...new Set(cells.map(({ month }) => month))];
  for (const { day, path, amount } of sales) {
    const isBefore = day.startsWith(`${Number(year) - 1}-`);
    const sameDay = isBefore ? `${year}${day.slice(4)}` : day;
    if (!sameDay.startsWith(year) || sameDay > asOf) continue;
    // A unit that the plan does not know has a row in every period.
    for (const month of months) add(place(path), month, {});
    add(place(path), sameDay.slice(0, 7), isBefore ? { lastYear: amount } : { actual: amount });
  }
  return wanted;
}

/** Where a unit counts: where the plan has it, else under `(unplanned)` of the deepest unit that the plan has. */
function placing(cells: readonly Cell[]): (path: readonly string[]) => readonly string[] {
  const known = new Set(cells.flatMap(({ path }) => withAncestors(path)));
  return (path) => {
    const depth = withAncestors(path).findLastIndex((unit) => known.has(unit));
    return depth === path.length ? path : [...path.slice(0, depth), '(unplanned)'];
  };
}

function daysOf(day: string): number {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
}

/**
 * Plan, actual and variance to the last digit. Plan to date is whole cents: less than one away from its share wherever rounding
 * promises it, so not for a region's quarter.
 */
function ties(row: Row, wanted: Wanted, days: bigint): boolean {
  const { key, plan, toDate, actual, gap, lastYear } = row;
  const isExact = plan === wanted.plan && actual === wanted.actual && gap === actual - toDate && lastYear === wanted.lastYear;
  const isRegionQuarter = /^[^/]+ \d{4}-Q\d$/.test(key);
  const distance = toDate * days - wanted.toDateTimesDays;
  return isExact && toDate % CENT === 0n && (isRegionQuarter || (-CENT * days < distance && distance < CENT * days));
}

const NAMES = ['plan', 'toDate', 'actual', 'gap', 'lastYear'] as const;

/** Rows whose amounts are not the sums of the rows just below them, by unit or by period. */
function rowsThatDoNotAddUp(rows: readonly Row[]): string[] {
  return NAMES.flatMap((name) => {
    const parts = rows.flatMap(({ key, [name]: amount }) => {
      const [unit, period] = [key.slice(0, key.lastIndexOf(' ')), key.slice(key.lastIndexOf(' ') + 1)];
      const above = unit.includes('/') ? unit.slice(0, unit.indexOf('/')) : '';
      const ranks = periodsOf(`${period.slice(0, 4)}-${period.includes('Q') ? Number(period.at(-1)) * 3 : period.slice(5)}`);
      const wider = period.length === 4 ? undefined : ranks[period.includes('Q') ? 0 : 1];
      const byUnit = unit === '' ? [] : [{ to: `units of ${above} ${period}`, amount }];
      return wider ? [...byUnit, { to: `periods of ${unit} ${wider}`, amount }] : byUnit;
    });
    const sums = sumsBy(
      parts,
      ({ to }) => to,
      ({ amount }) => amount,
    );
    const amounts = new Map(rows.map(({ key, [name]: amount }) => [key, amount]));
    return [...sums].flatMap(([to, sum]) => (sum === amounts.get(to.replace(/^\w+ of /, '')) ? [] : [`${name}: ${to}`]));
  });
}
