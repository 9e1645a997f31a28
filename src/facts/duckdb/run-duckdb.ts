import { totalmem } from 'node:os';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { TempFolder } from '../files/temp-folder.ts';
import { type RawSums, SumsReader } from './raw-sums.ts';

const MIB = 1024 ** 2;
/** Below it, a million groups spill to the disk; with it, the whole process stays below 500 MB. */
const USUAL_MEMORY = 256 * MIB;
const MOST_MEMORY = Math.max(USUAL_MEMORY, Math.min(2048 * MIB, totalmem() / 2));

/** A statement to run; `running` is called when the engine has begun to work on it. */
export interface DuckDbRun {
  readonly sql: string;
  readonly levelCount: number;
  readonly temp: TempFolder;
  readonly running: () => void;
}

/** Runs a statement of `totalsSql` in a DuckDB of its own. Import this module lazily: it loads the engine. */
export async function runDuckDb({ sql, levelCount, temp, running }: DuckDbRun): Promise<RawSums> {
  const work = (connection: DuckDBConnection) => fetchSums(connection, { sql, levelCount, running });
  try {
    return await withDuckDb(temp, USUAL_MEMORY, work);
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    return withDuckDb(temp, MOST_MEMORY, work);
  }
}

/** A cell of a small result: text, a count, or nothing. */
export type DuckDbCell = string | number | bigint | null;

/** Runs small statements one after the other in a DuckDB of their own; gives the rows of each. */
export async function runStatements(statements: readonly string[], temp: TempFolder): Promise<DuckDbCell[][][]> {
  return withDuckDb(temp, MOST_MEMORY, async (connection) => {
    const results: DuckDbCell[][][] = [];
    for (const sql of statements) results.push((await connection.runAndReadAll(sql)).getRows() as DuckDbCell[][]);
    return results;
  });
}

/** The rows of a statement as they come, in constant memory. */
export async function* streamRows(sql: string, temp: TempFolder): AsyncGenerator<DuckDbCell[]> {
  const instance = await DuckDBInstance.create(':memory:', await settings(temp, USUAL_MEMORY));
  const connection = await instance.connect();
  try {
    const result = await connection.stream(sql);
    for await (const rows of result.yieldRows()) for (const row of rows) yield row as DuckDbCell[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Runs something in an engine that takes at most so many bytes for its tables and then writes to the temporary folder. */
async function withDuckDb<T>(temp: TempFolder, memory: number, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', await settings(temp, memory));
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function settings(temp: TempFolder, memory: number): Promise<Record<string, string>> {
  return {
    memory_limit: `${Math.floor(memory / MIB)}MiB`,
    temp_directory: await temp.path(),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
}

/** Such as for records of many megabytes, whose buffers cannot be spilled. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /^Out of Memory Error/.test(error.message);
}

async function fetchSums(connection: DuckDBConnection, { sql, levelCount, running }: Omit<DuckDbRun, 'temp'>): Promise<RawSums> {
  const sums = new SumsReader(levelCount);
  const pending = connection.stream(sql);
  running();
  const result = await pending;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) sums.push(chunk);
  return sums.end();
}
