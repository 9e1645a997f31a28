import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { stream } from '../core/make.ts';
import { newFolder, salesplan } from './run.ts';

const SETTINGS = `version: 1
levels: [region, rep]
sources:
  orders: {files: [orders.csv], columns: {date: date, amount: amount, customer: customer, order: order}}
  dues: {files: [dues.csv], columns: {date: sold, due: due, amount: amount, invoice: invoice}}
  receipts: {files: [receipts.csv], columns: {date: paid, amount: amount, invoice: invoice}}
  answers: {files: [answers.csv], columns: {date: day, amount: score}}
metrics:
  revenue: {source: orders}
  orders: {kind: distinct, source: orders, count: orders}
  active: {kind: distinct, source: orders, count: customers}
  kept: {kind: distinct, source: orders, count: kept-customers}
  before: {kind: distinct, source: orders, count: previous-customers}
  order_value: {kind: ratio, numerator: revenue, denominator: orders}
  customer_value: {kind: ratio, numerator: revenue, denominator: active}
  retention: {kind: ratio, numerator: kept, denominator: before}
  collection_rate: {kind: ratio, source: [dues, receipts]}
  cash_due: {kind: ratio, definition: cash-due, source: [dues, receipts]}
  satisfaction: {kind: ratio, source: answers, amount: score, top_box: 8.5}
`;
const dir = newFolder();

/** Tables of some thousand rows in which orders have several rows and reps, and each invoice one due day. */
beforeAll(() => {
  const next = stream(11);
  const day = (from: number) =>
    `2026-${String(1 + Math.floor(from / 28)).padStart(2, '0')}-${String(1 + (from % 28)).padStart(2, '0')}`;
  const place = () => `${['北', '南'][next(2)]},r${next(3)}`;
  const lines = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');
  const orderDays = Array.from({ length: 900 }, () => day(next(168)));
  const write = (name: string, header: string, body: string) => writeFileSync(join(dir, name), `${header}\n${body}`);
  write(
    'orders.csv',
    'date,region,rep,customer,order,amount',
    lines(3000, () => {
      const order = next(900);
      return `${orderDays[order]},${place()},c${order % 120},o${order},${((1 + next(90_000)) / 100).toFixed(2)}`;
    }),
  );
  const owners = Array.from({ length: 800 }, place);
  write(
    'dues.csv',
    'sold,due,region,rep,invoice,amount',
    lines(800, (i) => {
      const sold = next(100);
      return `${day(sold)},${day(sold + next(60))},${owners[i]},i${i},${1 + next(1000)}`;
    }),
  );
  write(
    'receipts.csv',
    'paid,region,rep,invoice,amount',
    lines(700, (i) => `${day(next(168))},${owners[i]},i${i},${1 + next(1000)}`),
  );
  write(
    'answers.csv',
    'day,region,rep,score',
    lines(900, () => `${day(next(168))},${place()},${next(11)}`),
  );
  writeFileSync(join(dir, 'salesplan.yaml'), SETTINGS);
});

/** Values by period and node, as the statement has them: period, region, rep, numerator, denominator. */
async function bySql(sql: string): Promise<string[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const table = (name: string) =>
    connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_csv('${join(dir, name)}.csv', header = true, all_varchar = false)`);
  for (const name of ['orders', 'dues', 'receipts', 'answers']) await table(name);
  const rows = (await connection.runAndReadAll(sql)).getRows();
  connection.closeSync();
  instance.closeSync();
  return rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))).join(',')).sort();
}

async function byProgram(metric: string): Promise<string[]> {
  const args = ['history', '--metric', metric, '-p', '2026-H1', '--by', 'half,month', '--by', 'region,rep', '-O', 'csv', '-q'];
  const { code, out, err } = await salesplan(args, { cwd: dir });
  expect([code, err.replace(/^(warning|Try).*\n/gm, '')]).toEqual([0, '']);
  const [header = '', ...rows] = out.trim().split('\n');
  const names = header.split(',');
  const pick = (row: string) => {
    const cells = row.split(',');
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    const parts = names.includes('numerator') ? [cell('numerator'), cell('denominator')] : [cell('value')];
    return parts.every((part) => part === '0') ? [] : [[cell('period'), cell('region'), cell('rep'), ...parts].join(',')];
  };
  return rows.flatMap(pick).sort();
}

const NODES = 'GROUP BY GROUPING SETS ((p), (p, region), (p, region, rep))';
const PERIODS = `periods(p, lo, hi) AS (SELECT '2026-0' || m, make_date(2026, m::INT, 1), last_day(make_date(2026, m::INT, 1)) FROM range(1, 7) t(m)
  UNION ALL SELECT '2026-H1', DATE '2026-01-01', DATE '2026-06-30')`;
const amount = (sql: string) => `rtrim(rtrim(CAST(${sql} AS DECIMAL(18, 6))::VARCHAR, '0'), '.')`;

describe('what is measured is what a statement of its own gives', () => {
  it.each([
    ['orders', `SELECT p, region, rep, count(DISTINCT "order") FROM orders, periods WHERE date BETWEEN lo AND hi ${NODES}`],
    ['active', `SELECT p, region, rep, count(DISTINCT customer) FROM orders, periods WHERE date BETWEEN lo AND hi ${NODES}`],
    [
      'order_value',
      `SELECT p, region, rep, ${amount('sum(amount::DECIMAL(12, 2))')}, count(DISTINCT "order") FROM orders, periods
        WHERE date BETWEEN lo AND hi ${NODES}`,
    ],
    [
      'retention',
      `, nodes AS (SELECT DISTINCT p, lo, hi, n.* FROM periods, (SELECT NULL region, NULL rep UNION SELECT region, NULL FROM orders
          UNION SELECT region, rep FROM orders) n),
        was AS (SELECT DISTINCT nodes.p, nodes.region, nodes.rep, customer FROM nodes, orders o
          WHERE (nodes.region IS NULL OR nodes.region = o.region) AND (nodes.rep IS NULL OR nodes.rep = o.rep) AND date < lo
            AND date >= CASE p WHEN '2026-H1' THEN DATE '2025-07-01' ELSE lo - INTERVAL 1 MONTH END)
        SELECT p, region, rep, count(*) FILTER (EXISTS (SELECT 1 FROM orders o JOIN periods q ON q.p = was.p
          WHERE o.customer = was.customer AND o.date BETWEEN q.lo AND q.hi AND (was.region IS NULL OR was.region = o.region)
            AND (was.rep IS NULL OR was.rep = o.rep))), count(*) FROM was GROUP BY p, region, rep`,
    ],
    [
      'collection_rate',
      `SELECT p, region, rep, coalesce(sum(least(d.amount, r.amount)) FILTER (paid <= hi), 0), sum(d.amount)
        FROM dues d LEFT JOIN (SELECT invoice, amount, paid FROM receipts) r USING (invoice), periods WHERE due BETWEEN lo AND hi ${NODES}`,
    ],
    [
      'satisfaction',
      `SELECT p, region, rep, count(*) FILTER (score >= 8.5), count(*) FROM answers, periods WHERE day BETWEEN lo AND hi ${NODES}`,
    ],
  ])('%s', async (metric, sql) => {
    const expected = await bySql(`WITH ${PERIODS} ${sql}`);
    expect(expected.length).toBeGreaterThan(40);
    expect(await byProgram(metric)).toEqual(expected);
  });
});
