import { totalmem } from 'node:os';
import {
  type DuckDBConnection,
  DuckDBInstance,
} from '@duckdb/node-api';
import type { TempFolder } from '../files/temp-folder.ts';
import { type RawSums, SumsReader } from './raw-sums.ts';

const GIB = 1024 ** 3;

/** A statement to run; `running` is called when the engine has begun to work on it. */
export interface DuckDbRun {
  readonly sql: string;
  readonly levelCount: number;
  readonly temp: TempFolder;
  readonly running: () => void;
}

/** Runs a statement of `totalsSql` in a DuckDB of its own. Import this module lazily: it loads the engine. */
export async function runDuckDb({ sql, levelCount, temp, running }: DuckDbRun): Promise<RawSums> {
  return withDuckDb(temp, (connection) => fetchSums(connection, { sql, levelCount, running }));
}

/** A cell of a small result: text, a count, or nothing. */
export type DuckDbCell = string | number | bigint | null;

/** Runs small statements one after the other in a DuckDB of their own; gives the rows of each. */
export async function runStatements(statements: readonly string[], temp: TempFolder): Promise<DuckDbCell[][][]> {
  return withDuckDb(temp, async (connection) => {
    const results: DuckDbCell[][][] = [];
    for (const sql of statements) results.push((await connection.runAndReadAll(sql)).getRows() as DuckDbCell[][]);
    return results;
  });
}

async function withDuckDb<T>(temp: TempFolder, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', await settings(temp));
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function settings(temp: TempFolder): Promise<Record<string, string>> {
  const memory = Math.min(2 * GIB, totalmem() / 2);
  return {
    memory_limit: `${Math.floor(memory / 1024 ** 2)}MiB`,
    temp_directory: await temp.path(),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
}

async function fetchSums(connection: DuckDBConnection, { sql, levelCount, running }: Omit<DuckDbRun, 'temp'>): Promise<RawSums> {
  const sums = new SumsReader(levelCount);
  const pending = connection.run(sql);
  running();
  const result = await pending;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) sums.push(chunk);
  return sums.end();
}
