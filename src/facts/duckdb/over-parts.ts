import { type Finding, refuse } from '../../core/finding.ts';
import { damagedNames } from '../damaged-names.ts';
import type { PartsQuery } from '../facts-source.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import type { TempFolder } from '../files/temp-folder.ts';
import type { Asking } from './asking.ts';
import { ACCOUNT, DAMAGED, type PartsAttempt, partsSql } from './customers-query.ts';
import type { DuckDb, DuckDbCell } from './run-duckdb.ts';

/** What became of the rows that the table `parts` is made of. */
export interface PartsAccount {
  readonly nameless: number;
  readonly returnsApart: number;
  /** Names that are damaged. */
  readonly findings: readonly Finding[];
}

interface OverParts<T> {
  readonly files: readonly PreparedFile[];
  readonly query: PartsQuery;
  readonly temp: TempFolder;
  /** Reads a result of the table `parts`, which has every row that `totals` used. */
  readonly take: (db: DuckDb, account: PartsAccount) => Promise<T>;
}

/**
 * Works on the parts of orders: first those with plain cells alone, then, where that is not all of the rows that count, with the
 * others, and at last from front to back, because odd quotes can make reading in parts lose rows.
 */
export async function overParts<T>({ files, query, temp, take }: OverParts<T>): Promise<T> {
  const { useDuckDb } = await import('./run-duckdb.ts');
  return useDuckDb(
    temp,
    async (db) => {
      let counted = 0;
      for (const attempt of ATTEMPTS) {
        const { used, ...account } = await makeParts({ db, files, query, ...attempt });
        if (used === query.used) return take(db, account);
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

async function makeParts(asking: Asking<PartsQuery> & PartsAttempt): Promise<PartsAccount & { readonly used: number }> {
  const { db, files, query, odd } = asking;
  if (odd) {
    const { knowOddRows } = await import('./odd-rows.ts');
    await knowOddRows(asking, { c: query.customer, o: query.order });
  }
  const [, account, damaged = []] = await db.rows([partsSql(files, query, asking), ACCOUNT, DAMAGED]);
  const [used = 0, nameless = 0, returnsApart = 0] = (account?.[0] ?? []).map(Number);
  return { used, nameless, returnsApart, findings: damaged.map((row) => damagedOf(row, query)) };
}

function damagedOf([isCustomer, count, cell]: readonly DuckDbCell[], { customer, order }: PartsQuery): Finding {
  const column = isCustomer === true ? customer : order;
  return damagedNames({ column, count: Number(count), cell: String(cell) });
}
