import { formatDay } from '../../core/calendar/day.ts';
import { refuse } from '../../core/finding.ts';
import { CREDIT_PARTS, type CustomerCount } from '../../core/metrics/customers.ts';
import { UNASSIGNED } from '../../core/organisation/unit-tree.ts';
import { AMOUNT_SCALE } from '../cells/cell-rules.ts';
import type { CustomersQuery, CustomersResult } from '../facts-source.ts';
import type { Statement, TextRow } from './connection.ts';
import type { Session } from './session.ts';
import { factsCells, levelNames, selectedSql, textOf } from './totals-statement.ts';

/** Counts customers on the server: what is counted is said at `countCustomers`. */
export async function countPostgresCustomers(session: Session, query: CustomersQuery): Promise<CustomersResult> {
  const depth = query.levels.length;
  const counts: CustomerCount[] = [];
  let account: readonly number[] = [];
  for await (const row of session.connection.rows(customersStatement(session, query))) {
    if (Number(row[0]) === ACCOUNT) account = row.slice(1 + depth).map(Number);
    else counts.push(countOf(row, depth));
  }
  const [used = 0, nameless = 0, returnsApart = 0] = account;
  if (used !== query.used) throw refuse('remote.rows-disagree', { records: query.used, counted: used }, { file: session.name });
  return { counts, nameless, returnsApart };
}

function countOf(row: TextRow, depth: number): CustomerCount {
  const path = row.slice(1, 1 + depth).filter((name) => name !== null);
  const [gained = 0, reactivated = 0, active = 0, repeat = 0] = row.slice(1 + depth).map(Number);
  return { period: Number(row[0]), path, gained, reactivated, active, repeat };
}

/** Stands for the period in the one row that has rows used, rows without a name, and orders of returns alone. */
const ACCOUNT = -1;
const IS_NAMED = `c <> '' AND o <> ''`;

/**
 * One statement, since a session that only reads makes no tables: `parts` are each order's parts by leaf unit: customer `c`,
 * order `o`, levels, amount `a` in whole numbers, first day sold `d`, rows `n`.
 */
function customersStatement(session: Session, query: CustomersQuery): Statement {
  const values: string[] = [];
  const levels = levelNames(query);
  const listed = levels.map((level) => `${level}, `).join('');
  const blank = levels.map(() => 'NULL, ').join('');
  const counted = ['gained', 'back', 'active', 'repeat'].map((name) => `coalesce(sum(${name}), 0)`).join(', ');
  const sql = `WITH parts AS MATERIALIZED (${partsSql(session, query, values)}),
    periods(p, lo, hi) AS (VALUES ${periodRows(query)}),
    orders AS (SELECT c, o, min(d) AS d FROM parts WHERE ${IS_NAMED} GROUP BY c, o HAVING sum(a) > 0),
    told AS (SELECT *, lag(d) OVER (PARTITION BY c ORDER BY d, o COLLATE "C") AS before FROM orders),
    valid AS (SELECT c, o, ${listed}a, told.d AS d, ${arrivalSql(query)} AS arrival
      FROM parts JOIN told USING (c, o) WHERE a > 0),
    placed AS (SELECT valid.*, p FROM valid JOIN periods ON d BETWEEN lo AND hi),
    bought AS (SELECT p, ${listed}count(DISTINCT o) AS orders FROM placed GROUP BY ${nodeSets(levels, ['p', 'c'])}),
    credited AS (SELECT p, ${listed}arrival, ${creditSql(query)} AS credit FROM placed WHERE arrival IS NOT NULL),
    counts AS (
      SELECT p, ${listed}0 AS gained, 0 AS back, 1 AS active, (orders > 1)::integer AS repeat FROM bought
      UNION ALL
      SELECT p, ${listed}sum(credit) FILTER (WHERE arrival = 'new'), sum(credit) FILTER (WHERE arrival = 'back'), 0, 0
      FROM credited GROUP BY ${nodeSets(levels, ['p'])})
    SELECT p, ${listed}${counted} FROM counts GROUP BY ${['p', ...levels].join(', ')}
    UNION ALL SELECT ${ACCOUNT}, ${blank}coalesce(sum(n), 0), coalesce(sum(n) FILTER (WHERE NOT (${IS_NAMED})), 0),
      (SELECT count(*) FROM (SELECT 1 FROM parts WHERE ${IS_NAMED} GROUP BY c, o HAVING max(d) IS NULL) AS apart), 0 FROM parts`;
  return { sql, values };
}

function partsSql({ table, dialect }: Session, query: CustomersQuery, values: string[]): string {
  const levels = levelNames(query);
  const name = (column: string) => dialect.normal(textOf(table, column, dialect));
  const cells = { ...factsCells(table, query, dialect, values), c: name(query.customer), o: name(query.order) };
  const unassigned = dialect.literal(UNASSIGNED);
  const named = query.levels.map(({ column }, index) => [`l${index}`, `coalesce(nullif(${name(column)}, ''), ${unassigned})`]);
  const used = dialect.statement({
    from: table.from,
    cells: { ...cells, ...Object.fromEntries(named) },
    where: `d IS NOT NULL AND a IS NOT NULL AND ${selectedSql(query)}`,
    select: ['c', 'o', ...levels, 'd', `trunc(a * ${10 ** AMOUNT_SCALE}) AS a`],
  });
  const columns = ['c', 'o', ...levels].join(', ');
  return `SELECT ${columns}, sum(a) AS a, min(d) FILTER (WHERE a > 0) AS d, count(*) AS n FROM (${used}) AS used GROUP BY ${columns}`;
}

function periodRows({ periods }: CustomersQuery): string {
  const day = (value: number) => `DATE '${formatDay(value)}'`;
  return periods.map(({ start, end }, index) => `(${index}, ${day(start)}, ${day(end)})`).join(', ');
}

function arrivalSql({ lookBack }: CustomersQuery): string {
  return `CASE WHEN before IS NULL THEN 'new' WHEN before < told.d - INTERVAL '${lookBack} months' THEN 'back' END`;
}

/** The whole and every node on the way to a leaf, each grouped on its own. */
function nodeSets(levels: readonly string[], fixed: readonly string[]): string {
  const sets = [[], ...levels.map((_, depth) => levels.slice(0, depth + 1))].map((node) => [...fixed, ...node]);
  return `GROUPING SETS (${sets.map((set) => `(${set.join(', ')})`).join(', ')})`;
}

function creditSql(query: CustomersQuery): string {
  const byPath = levelNames(query).map((level) => `${level} COLLATE "C"`);
  const whole = 'PARTITION BY p, c, o';
  if (query.credit === 'main') {
    return `CASE WHEN row_number() OVER (${whole} ORDER BY ${['a DESC', ...byPath].join(', ')}) = 1 THEN ${CREDIT_PARTS} ELSE 0 END`;
  }
  const reached = `sum(a) OVER (${whole} ORDER BY ${[...byPath, 'a'].join(', ')} ROWS UNBOUNDED PRECEDING)`;
  const upTo = (amount: string) => `div((${amount}) * ${CREDIT_PARTS}, sum(a) OVER (${whole}))`;
  return `(${upTo(reached)} - ${upTo(`${reached} - a`)})`;
}
