import { refuse } from '../../core/finding.ts';
import type { CustomerCount } from '../../core/metrics/customers.ts';
import { damagedFindings } from '../damaged-names.ts';
import type { CustomersQuery, CustomersResult } from '../facts-source.ts';
import { refuseManyCounts } from '../sum-limit.ts';
import { ACCOUNT, customersSql, leastDamagedSql } from './clickhouse-customers-query.ts';
import { clickHouseDialect } from './clickhouse-dialect.ts';
import { learnOddCells } from './clickhouse-odd-cells.ts';
import { learnTexts } from './clickhouse-texts.ts';
import type { Session } from './session.ts';

/** Counts customers on the server: what is counted is said at `countCustomers`. */
export async function countClickHouseCustomers(session: Session, query: CustomersQuery): Promise<CustomersResult> {
  const { customer, order, levels, where } = query;
  const named = [customer, order, ...[...levels, ...where].map(({ column }) => column)];
  const settled = { ...session, dialect: clickHouseDialect(await learnTexts(session, named)) };
  const known = await learnOddCells(settled, query);
  const sql = customersSql(settled, query, known);
  const counts: CustomerCount[] = [];
  let account: readonly number[] = [];
  for await (const [period, depth, ...row] of session.connection.rows({ sql, values: [] })) {
    const path = row.slice(0, Number(depth)).map((name) => name ?? '');
    const figures = row.slice(levels.length).map(Number);
    if (Number(period) === ACCOUNT) account = figures;
    else {
      refuseManyCounts(counts.length, query);
      counts.push(countOf(Number(period), path, figures));
    }
  }
  const [used = 0, nameless = 0, returnsApart = 0, tooLarge = 0, ...damaged] = account;
  if (used !== query.used) throw refuse('remote.rows-disagree', { records: query.used, counted: used }, { file: session.name });
  if (tooLarge > 0) throw refuse('remote.order-too-large', { orders: tooLarge }, { file: session.name });
  const [damagedCustomers = 0, damagedOrders = 0] = damaged;
  const findings = await damagedFindings({ customer: damagedCustomers, order: damagedOrders }, query, async (name) => {
    const least = { sql: leastDamagedSql(settled, query, { name, known }), values: [] };
    for await (const [cell] of session.connection.rows(least)) return cell ?? '';
    return '';
  });
  return { counts, nameless, returnsApart, findings };
}

function countOf(period: number, path: readonly string[], figures: readonly number[]): CustomerCount {
  const [gained = 0, reactivated = 0, orders = 0, active = 0, repeat = 0, before = 0, kept = 0] = figures;
  return { period, path, gained, reactivated, orders, active, repeat, before, kept };
}
