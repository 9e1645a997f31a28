import type { Connection } from './connection.ts';
import type { Dialect } from './dialect.ts';
import type { RemoteTable } from './totals-statement.ts';

/** What a question is asked in. */
export interface Session {
  readonly connection: Connection;
  readonly table: RemoteTable;
  readonly dialect: Dialect;
  /** The address as it is shown. */
  readonly name: string;
}
