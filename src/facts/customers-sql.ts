import { formatDay } from '../core/calendar/day.ts';
import { previousSpan } from '../core/calendar/period.ts';
import { CREDIT_PARTS, type CustomerCount } from '../core/metrics/customers.ts';
import type { CustomersQuery } from './facts-source.ts';

/** Where engines with windows and grouping sets have words of their own. */
export interface CountsDialect {
  /** A column of text in the order of its code points. */
  readonly ordered: (column: string) => string;
  /** The whole part of a quotient of whole numbers above zero. */
  readonly quotient: (dividend: string, divisor: string) => string;
}

/** A part of an order whose customer and order are known. */
export const IS_NAMED = `c <> '' AND o <> ''`;

const COUNTS = ['gained', 'back', 'orders', 'active', 'repeat', 'before', 'kept'] as const;

/**
 * Counts customers from `parts`, each order's parts by leaf unit: customer `c`, order `o`, levels, amount `a` in whole numbers, first
 * day sold `d`. `select` gives, with the common tables `tables`, period, levels (null above the node), then `COUNTS`, gained and
 * back in credit parts. The span before a period ends where it begins, so one range of days finds both. What is counted is said
 * at `countCustomers`.
 */
export function countsSql(query: CustomersQuery, dialect: CountsDialect): { readonly tables: string; readonly select: string } {
  const levels = levelsOf(query);
  const listed = levels.map((level) => `${level}, `).join('');
  const sums = COUNTS.map((name) => `coalesce(sum(${name}), 0)::BIGINT`).join(', ');
  const tables = `periods(p, was, lo, hi) AS (VALUES ${periodRows(query)}),
    orders AS (SELECT c, o, min(d) AS d FROM parts WHERE ${IS_NAMED} GROUP BY c, o HAVING sum(a) > 0),
    told AS (SELECT *, lag(d) OVER (PARTITION BY c ORDER BY d, ${dialect.ordered('o')}) AS before FROM orders),
    valid AS (SELECT c, o, ${listed}a, told.d AS d, ${arrivalSql(query)} AS arrival
      FROM parts JOIN told USING (c, o) WHERE a > 0),
    placed AS (SELECT valid.*, p, d >= lo AS now FROM valid JOIN periods ON d BETWEEN was AND hi),
    bought AS (SELECT p, ${listed}count(DISTINCT CASE WHEN now THEN o END) AS orders, max(CASE WHEN now THEN 0 ELSE 1 END) AS before
      FROM placed GROUP BY ${nodeSets(levels, ['p', 'c'])}),
    credited AS (SELECT p, ${listed}arrival, ${creditSql(query, dialect)} AS credit FROM placed WHERE now AND arrival IS NOT NULL),
    counts AS (
      SELECT p, ${listed}0 AS gained, 0 AS back, orders, (orders > 0)::INTEGER AS active, (orders > 1)::INTEGER AS repeat,
        before, CASE WHEN orders > 0 THEN before ELSE 0 END AS kept FROM bought
      UNION ALL
      SELECT p, ${listed}sum(credit) FILTER (WHERE arrival = 'new'), sum(credit) FILTER (WHERE arrival = 'back'), 0, 0, 0, 0, 0
      FROM credited GROUP BY ${nodeSets(levels, ['p'])})`;
  return { tables, select: `SELECT p, ${listed}${sums} FROM counts GROUP BY ${['p', ...levels].join(', ')}` };
}

/** A row of `countsSql`; `depth` is the number of levels. */
export function countOf(row: readonly unknown[], depth: number): CustomerCount {
  const path = row.slice(1, 1 + depth).filter((name) => name !== null) as string[];
  const [gained = 0, reactivated = 0, orders = 0, active = 0, ...more] = row.slice(1 + depth).map(Number);
  const [repeat = 0, before = 0, kept = 0] = more;
  return { period: Number(row[0]), path, gained, reactivated, orders, active, repeat, before, kept };
}

const levelsOf = ({ levels }: CustomersQuery): string[] => levels.map((_, index) => `l${index}`);

function periodRows({ periods }: CustomersQuery): string {
  const day = (value: number) => `DATE '${formatDay(value)}'`;
  return periods
    .map((period, index) => `(${index}, ${[previousSpan(period).start, period.start, period.end].map(day).join(', ')})`)
    .join(', ');
}

function arrivalSql({ lookBack }: CustomersQuery): string {
  return `CASE WHEN before IS NULL THEN 'new' WHEN before < told.d - INTERVAL '${lookBack} months' THEN 'back' END`;
}

/** The whole and every node on the way to a leaf, each grouped on its own. */
function nodeSets(levels: readonly string[], fixed: readonly string[]): string {
  const sets = [[], ...levels.map((_, depth) => levels.slice(0, depth + 1))].map((node) => [...fixed, ...node]);
  return `GROUPING SETS (${sets.map((set) => `(${set.join(', ')})`).join(', ')})`;
}

function creditSql(query: CustomersQuery, { ordered, quotient }: CountsDialect): string {
  const byPath = levelsOf(query).map(ordered);
  const whole = 'PARTITION BY p, c, o';
  if (query.credit === 'main') {
    return `CASE WHEN row_number() OVER (${whole} ORDER BY ${['a DESC', ...byPath].join(', ')}) = 1 THEN ${CREDIT_PARTS} ELSE 0 END`;
  }
  const reached = `sum(a) OVER (${whole} ORDER BY ${[...byPath, 'a'].join(', ')} ROWS UNBOUNDED PRECEDING)`;
  const upTo = (amount: string) => quotient(`(${amount}) * ${CREDIT_PARTS}`, `sum(a) OVER (${whole})`);
  return `(${upTo(reached)} - ${upTo(`${reached} - a`)})`;
}
