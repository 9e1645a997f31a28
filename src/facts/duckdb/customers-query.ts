import { UNASSIGNED } from '../../core/organisation/unit-tree.ts';
import { DAMAGED_NAME_PATTERN } from '../cells/cell-rules.ts';
import { type CountsDialect, countsSql, IS_NAMED } from '../customers-sql.ts';
import type { CustomersQuery, PartsQuery } from '../facts-source.ts';
import { fileAmount } from '../file-amount.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import { literal } from './csv-relation.ts';
import { trimmed } from './sql-texts.ts';
import { amountSql, dateSql, factsSql, holdTotals, wholeSql } from './totals-query.ts';

/** The counts of customers over the table `parts`. */
export function countsOfParts(query: CustomersQuery): string {
  const { tables, select } = countsSql(query, DIALECT);
  return `WITH ${tables} ${select}`;
}

/** Each customer over the table `parts`: name, net amount in whole numbers, valid orders, days of the first and last of them since 1970. */
export const PROFILES = `WITH orders AS (SELECT c, o, sum(a) AS a, min(d) AS d FROM parts WHERE ${IS_NAMED} GROUP BY c, o)
  SELECT c, sum(a), count(*) FILTER (a > 0), min(d) FILTER (a > 0) - DATE '1970-01-01', max(d) FILTER (a > 0) - DATE '1970-01-01'
  FROM orders GROUP BY c`;

export interface PartsAttempt {
  readonly parallel: boolean;
  /** Whether the table `known` has the rows without plain cells. */
  readonly odd: boolean;
}

const DIALECT: CountsDialect = {
  ordered: (column) => column,
  quotient: (dividend, divisor) => `((${dividend}) // (${divisor}))`,
};

/** Rows used, rows without a name, and orders of returns alone. */
export const ACCOUNT = `SELECT coalesce(sum(n), 0)::BIGINT, coalesce(sum(n) FILTER (NOT (${IS_NAMED})), 0)::BIGINT,
    (SELECT count(*) FROM (SELECT 1 FROM parts WHERE ${IS_NAMED} GROUP BY c, o HAVING max(d) IS NULL)) FROM parts`;

/** Rows whose customer (true) or order (false) is a long number that Excel shortened, with one of them. */
export const DAMAGED = ['c', 'o']
  .map(
    (column) => `SELECT ${column === 'c'} AS is_customer, sum(n)::BIGINT AS n, min(${column}) AS example FROM parts
      WHERE regexp_full_match(${column}, '${DAMAGED_NAME_PATTERN}') HAVING count(*) > 0`,
  )
  .join(' UNION ALL ');

/**
 * Makes the table `parts`, each order's parts by leaf unit: customer `c`, order `o`, levels, amount `a` in whole numbers, first day
 * sold `d`, rows `n`.
 */
export function partsSql(files: readonly PreparedFile[], query: PartsQuery, { parallel, odd }: PartsAttempt): string {
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
function factorSql(files: readonly PreparedFile[], { amount }: PartsQuery): string {
  const factors = files.map((file, index) => `WHEN ${index} THEN ${10 ** fileAmount(file, amount).power}`);
  return `(CASE f ${factors.join(' ')} END)::HUGEINT`;
}

function nameSql(column: string): string {
  return `nfc_normalize(${trimmed(`coalesce(${column}, '')`)})`;
}

const names = ({ levels }: PartsQuery): string[] => levels.map((_, i) => `l${i}`);
