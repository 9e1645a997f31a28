import type { TotalsQuery } from '../facts-source.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import type { DuckDb } from './run-duckdb.ts';

/** A question to the engine about the rows of some files. */
export interface Asking<Query = TotalsQuery> {
  readonly db: DuckDb;
  readonly files: readonly PreparedFile[];
  readonly query: Query;
  /** Whether the engine may read a file in parts at the same time. */
  readonly parallel: boolean;
}
