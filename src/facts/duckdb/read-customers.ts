import { refuse } from '../../core/finding.ts';
import type { CustomerCount } from '../../core/metrics/customers.ts';
import type { CustomersQuery, CustomersResult } from '../facts-source.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import type { TempFolder } from '../files/temp-folder.ts';
import { customersSql } from './customers-query.ts';
import type { DuckDbCell } from './run-duckdb.ts';

/** Counts customers; where odd quotes make reading in parts lose rows that `totals` had, it reads once more from front to back. */
export async function readCustomers(
  files: readonly PreparedFile[],
  query: CustomersQuery,
  temp: TempFolder,
): Promise<CustomersResult> {
  const { runStatements } = await import('./run-duckdb.ts');
  let counted = 0;
  for (const parallel of [true, false]) {
    const [, account, counts] = await runStatements(customersSql(files, query, parallel), temp);
    const [used = 0, nameless = 0, returnsApart = 0] = (account?.[0] ?? []).map(Number);
    if (used === query.used)
      return { counts: (counts ?? []).map((row) => countOf(row, query.levels.length)), nameless, returnsApart };
    counted = used;
  }
  const file = files.map(({ name }) => name).join(', ');
  throw refuse('facts.reader-disagrees', { file, records: query.used, counted }, { file });
}

function countOf(row: readonly DuckDbCell[], levels: number): CustomerCount {
  const path = row.slice(1, 1 + levels).filter((name) => name !== null) as string[];
  const [gained = 0, reactivated = 0, orders = 0, active = 0, ...more] = row.slice(1 + levels).map(Number);
  const [repeat = 0, before = 0, kept = 0] = more;
  return { period: Number(row[0]), path, gained, reactivated, orders, active, repeat, before, kept };
}
