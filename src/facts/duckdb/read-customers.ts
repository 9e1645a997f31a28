import { type Finding, refuse } from '../../core/finding.ts';
import type { CustomerCount } from '../../core/metrics/customers.ts';
import { countOf } from '../customers-sql.ts';
import { damagedNames } from '../damaged-names.ts';
import type { CustomersQuery, CustomersResult } from '../facts-source.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import type { TempFolder } from '../files/temp-folder.ts';
import { refuseManyCounts } from '../sum-limit.ts';
import type { Asking } from './asking.ts';
import { type CustomersAttempt, customersSql } from './customers-query.ts';
import type { DuckDbCell } from './run-duckdb.ts';

/**
 * Counts customers of the rows that `totals` used: first those with plain cells alone, then, where that is not all of them,
 * with the others, and at last from front to back, because odd quotes can make reading in parts lose rows.
 */
export async function readCustomers(
  files: readonly PreparedFile[],
  query: CustomersQuery,
  temp: TempFolder,
): Promise<CustomersResult> {
  const { useDuckDb } = await import('./run-duckdb.ts');
  return useDuckDb(
    temp,
    async (db) => {
      let counted = 0;
      for (const attempt of ATTEMPTS) {
        const { used, result } = await countRows({ db, files, query, ...attempt });
        if (used === query.used) return result;
        counted = used;
      }
      const file = files.map(({ name }) => name).join(', ');
      throw refuse('facts.reader-disagrees', { file, records: query.used, counted }, { file });
    },
    query,
  );
}

const ATTEMPTS = [
  { parallel: true, odd: false },
  { parallel: true, odd: true },
  { parallel: false, odd: true },
] as const;

async function countRows(
  asking: Asking<CustomersQuery> & CustomersAttempt,
): Promise<{ readonly used: number; readonly result: CustomersResult }> {
  const { db, files, query, odd } = asking;
  if (odd) {
    const { knowOddRows } = await import('./odd-rows.ts');
    await knowOddRows(asking, { c: query.customer, o: query.order });
  }
  const [parts, accountSql, countsSql, damagedSql] = customersSql(files, query, asking);
  const [, account, damaged = []] = await db.rows([parts, accountSql, damagedSql]);
  const [used = 0, nameless = 0, returnsApart = 0] = (account?.[0] ?? []).map(Number);
  const counts: CustomerCount[] = [];
  for await (const row of db.stream(countsSql)) {
    refuseManyCounts(counts.length, query);
    counts.push(countOf(row, query.levels.length));
  }
  return {
    used,
    result: {
      counts,
      nameless,
      returnsApart,
      findings: damaged.map((row) => damagedOf(row, query)),
    },
  };
}

function damagedOf([isCustomer, count, cell]: readonly DuckDbCell[], { customer, order }: CustomersQuery): Finding {
  const column = isCustomer === true ? customer : order;
  return damagedNames({ column, count: Number(count), cell: String(cell) });
}
