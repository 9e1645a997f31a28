import { clickHouseName } from './clickhouse-literals.ts';
import type { Named, Shape } from './dialect.ts';

/** What stands in quotes, and bare words. */
const TOKENS = /'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[A-Za-z_][A-Za-z0-9_]*/gsu;

/**
 * All layers of a shape in one: only what is grouped directly over a Distributed table is grouped by its shards, and with a
 * layer between them every row would travel. Names of ours get a beginning that nothing else in the query has, since here a
 * name hides the column of that name everywhere.
 */
export function flatStatement({ from, cells, keys = {}, where, groupBy = [], select, orderBy = [], totalRow }: Shape): string {
  const named: Named = { ...cells, ...keys };
  const rest = [where ?? '', ...groupBy, ...select, ...orderBy];
  const start = freshStart([from, ...Object.values(named), ...rest].join(' '));
  const own = (sql: string) => renamed(sql, named, start);
  const definitions = Object.entries(named).map(([name, sql]) => `${own(sql)} AS ${clickHouseName(start + name)}`);
  return [
    `WITH ${definitions.join(', ')}`,
    `SELECT ${select.map(own).join(', ')} FROM ${from}`,
    ...(where === undefined ? [] : [`WHERE ${own(where)}`]),
    ...(groupBy.length > 0 ? [`GROUP BY ${groupBy.map(own).join(', ')}`] : []),
    ...(totalRow ? ['WITH TOTALS'] : []),
    ...(orderBy.length > 0 ? [`ORDER BY ${orderBy.map(own).join(', ')}`] : []),
  ].join(' ');
}

function freshStart(sql: string): string {
  let start = 'own_';
  while (sql.includes(start)) start += '_';
  return start;
}

function renamed(sql: string, named: Named, start: string): string {
  return sql.replace(TOKENS, (word) => (Object.hasOwn(named, word) ? clickHouseName(start + word) : word));
}
