import type { CustomerCount } from '../../core/metrics/customers.ts';
import { countOf } from '../customers-sql.ts';
import type { CustomersQuery, CustomersResult } from '../facts-source.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import type { TempFolder } from '../files/temp-folder.ts';
import { refuseManyCounts } from '../sum-limit.ts';
import { countsOfParts } from './customers-query.ts';
import { overParts } from './over-parts.ts';

/** Counts customers of the rows that `totals` used. */
export function readCustomers(files: readonly PreparedFile[], query: CustomersQuery, temp: TempFolder): Promise<CustomersResult> {
  return overParts({
    ...{ files, query, temp },
    take: async (db, account) => {
      const counts: CustomerCount[] = [];
      for await (const row of db.stream(countsOfParts(query))) {
        refuseManyCounts(counts.length, query);
        counts.push(countOf(row, query.levels.length));
      }
      return { counts, ...account };
    },
  });
}
