import { formatDay } from '../../core/calendar/day.ts';
import { previousSpan } from '../../core/calendar/period.ts';
import { CREDIT_PARTS } from '../../core/metrics/customers.ts';
import { UNASSIGNED } from '../../core/organisation/unit-tree.ts';
import type { CustomersQuery } from '../facts-source.ts';
import { fileAmount } from '../file-amount.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import { literal } from './csv-relation.ts';
import { amountSql, dateSql, factsSql, holdTotals, trimmed, wholeSql } from './totals-query.ts';

/**
 * The statements that count customers, to be run one after the other. The first keeps each order's parts by leaf unit: customer
 * `c`, order `o`, levels, amount `a` in whole numbers, first day sold `d`, rows `n`. The second gives rows used, rows
 * without a name, and orders of returns alone; the third the counts: period, levels (null above the node), then `COUNTS`,
 * gained and back in credit parts; the fourth names that are damaged. The span before a period ends where it begins, so one range of days finds both. What is counted is said at `countCustomers`.
 */
export function customersSql(files: readonly PreparedFile[], query: CustomersQuery, attempt: CustomersAttempt): string[] {
  return [partsSql(files, query, attempt), ACCOUNT, countsSql(query), DAMAGED];
}

export interface CustomersAttempt {
  readonly parallel: boolean;
  /** Whether the table `known` has the rows without plain cells. */
  readonly odd: boolean;
}

const COUNTS = ['gained', 'back', 'orders', 'active', 'repeat', 'before', 'kept'] as const;

const IS_NAMED = `c <> '' AND o <> ''`;

const ACCOUNT = `SELECT coalesce(sum(n), 0)::BIGINT, coalesce(sum(n) FILTER (NOT (${IS_NAMED})), 0)::BIGINT,
    (SELECT count(*) FROM (SELECT 1 FROM parts WHERE ${IS_NAMED} GROUP BY c, o HAVING max(d) IS NULL)) FROM parts`;

/** Rows whose customer (true) or order (false) is a long number that Excel shortened, with one of them. */
const DAMAGED = ['c', 'o']
  .map(
    (column) => `SELECT ${column === 'c'} AS is_customer, sum(n)::BIGINT AS n, min(${column}) AS example FROM parts
      WHERE regexp_full_match(${column}, '[0-9](\\.[0-9]+)?[eE]\\+[0-9]+') HAVING count(*) > 0`,
  )
  .join(' UNION ALL ');

function partsSql(files: readonly PreparedFile[], query: CustomersQuery, { parallel, odd }: CustomersAttempt): string {
  const { levels, where, customer, order } = query;
  const named = levels.map((_, i) => `coalesce(nullif(${nameSql(`l${i}`)}, ''), ${literal(UNASSIGNED)}) AS l${i}`);
  const columns = ['c', 'o', ...names(query)].join(', ');
  const total = holdTotals(files) ? ['t'] : [];
  const raw = ['f', 'c', 'o', ...names(query), ...where.map((_, i) => `w${i}`), ...total].join(', ');
  const kept = ['d IS NOT NULL', 'a IS NOT NULL', ...total.map((t) => `NOT ${t}`), ...where.map((_, i) => `w${i}`)].join(' AND ');
  const plain = `SELECT f, ${columns}, d, ${wholeSql('a')} AS a, 1 AS n FROM checked WHERE ${kept}`;
  const known = `SELECT f, ${columns}, d, a, n FROM known WHERE d IS NOT NULL AND a IS NOT NULL`;
  return `CREATE OR REPLACE TABLE parts AS
    WITH facts AS (${factsSql(files, query, { parallel, also: { c: customer, o: order } })}),
    checked AS (SELECT ${raw}, ${dateSql('d')} AS d, ${amountSql('a')} AS a FROM facts),
    rows AS (${odd ? `${plain} UNION ALL ${known}` : plain}),
    used AS (SELECT ${[`${nameSql('c')} AS c`, `${nameSql('o')} AS o`, ...named].join(', ')},
      d, a * ${factorSql(files, query)} AS a, n FROM rows)
    SELECT ${columns}, sum(a) AS a, min(d) FILTER (a > 0) AS d, sum(n) AS n FROM used GROUP BY ${columns}`;
}

/** Files may have amounts in units of their own. */
function factorSql(files: readonly PreparedFile[], { amount }: CustomersQuery): string {
  const factors = files.map((file, index) => `WHEN ${index} THEN ${10 ** fileAmount(file, amount).power}`);
  return `(CASE f ${factors.join(' ')} END)::HUGEINT`;
}

function nameSql(column: string): string {
  return `nfc_normalize(${trimmed(`coalesce(${column}, '')`)})`;
}

function countsSql(query: CustomersQuery): string {
  const levels = names(query);
  const listed = levels.map((level) => `${level}, `).join('');
  const sums = COUNTS.map((name) => `coalesce(sum(${name}), 0)::BIGINT`).join(', ');
  return `WITH periods(p, was, lo, hi) AS (VALUES ${periodRows(query)}),
    orders AS (SELECT c, o, min(d) AS d FROM parts WHERE ${IS_NAMED} GROUP BY c, o HAVING sum(a) > 0),
    told AS (SELECT *, lag(d) OVER (PARTITION BY c ORDER BY d, o) AS before FROM orders),
    valid AS (SELECT c, o, ${listed}a, told.d AS d, ${arrivalSql(query)} AS arrival
      FROM parts JOIN told USING (c, o) WHERE a > 0),
    placed AS (SELECT valid.*, p, d >= lo AS now FROM valid JOIN periods ON d BETWEEN was AND hi),
    bought AS (SELECT p, ${listed}count(DISTINCT CASE WHEN now THEN o END) AS orders, max(CASE WHEN now THEN 0 ELSE 1 END) AS before
      FROM placed GROUP BY ${nodeSets(levels, ['p', 'c'])}),
    credited AS (SELECT p, ${listed}arrival, ${creditSql(query)} AS credit FROM placed WHERE now AND arrival IS NOT NULL),
    counts AS (
      SELECT p, ${listed}0 AS gained, 0 AS back, orders, (orders > 0)::INTEGER AS active, (orders > 1)::INTEGER AS repeat,
        before, CASE WHEN orders > 0 THEN before ELSE 0 END AS kept FROM bought
      UNION ALL
      SELECT p, ${listed}sum(credit) FILTER (arrival = 'new'), sum(credit) FILTER (arrival = 'back'), 0, 0, 0, 0, 0
      FROM credited GROUP BY ${nodeSets(levels, ['p'])})
    SELECT p, ${listed}${sums} FROM counts GROUP BY ${['p', ...levels].join(', ')}`;
}

const names = ({ levels }: CustomersQuery): string[] => levels.map((_, i) => `l${i}`);

function periodRows({ periods }: CustomersQuery): string {
  const day = (value: number) => `DATE '${formatDay(value)}'`;
  return periods
    .map((period, index) => `(${index}, ${[previousSpan(period).start, period.start, period.end].map(day).join(', ')})`)
    .join(', ');
}

function arrivalSql({ lookBack }: CustomersQuery): string {
  return `CASE WHEN before IS NULL THEN 'new' WHEN before < told.d - INTERVAL (${lookBack}) MONTH THEN 'back' END`;
}

/** The whole and every node on the way to a leaf, each grouped on its own. */
function nodeSets(levels: readonly string[], fixed: readonly string[]): string {
  const sets = [[], ...levels.map((_, depth) => levels.slice(0, depth + 1))].map((node) => [...fixed, ...node]);
  return `GROUPING SETS (${sets.map((set) => `(${set.join(', ')})`).join(', ')})`;
}

function creditSql(query: CustomersQuery): string {
  const byPath = names(query);
  const whole = 'PARTITION BY p, c, o';
  if (query.credit === 'main') {
    return `CASE WHEN row_number() OVER (${whole} ORDER BY ${['a DESC', ...byPath].join(', ')}) = 1 THEN ${CREDIT_PARTS} ELSE 0 END`;
  }
  const reached = `sum(a) OVER (${whole} ORDER BY ${[...byPath, 'a'].join(', ')} ROWS UNBOUNDED PRECEDING)`;
  const upTo = (amount: string) => `(((${amount}) * ${CREDIT_PARTS}) // (sum(a) OVER (${whole})))`;
  return `(${upTo(reached)} - ${upTo(`${reached} - a`)})`;
}
