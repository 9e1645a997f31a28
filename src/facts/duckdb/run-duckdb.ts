import { totalmem } from 'node:os';
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBDecimalValue,
  DuckDBInstance,
  type DuckDBListValue,
} from '@duckdb/node-api';
import type { TempFolder } from '../files/temp-folder.ts';

/** Sums as they come from the engine: one entry a file, unit and day (or status). */
export interface RawSums {
  /** File numbers and levels as written, one entry a file and unit. */
  readonly file: number[];
  readonly levels: string[][];
  /** For each sum its place in `file` and `levels`. */
  readonly unit: number[];
  readonly key: number[];
  /** At the scale of `AMOUNT_SCALE`. */
  readonly amount: bigint[];
  readonly rows: number[];
  readonly first: number[];
  readonly last: number[];
}

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

/** The rows of a statement as they come, in constant memory. */
export async function* streamRows(sql: string, temp: TempFolder): AsyncGenerator<DuckDbCell[]> {
  const instance = await DuckDBInstance.create(':memory:', await settings(temp));
  const connection = await instance.connect();
  try {
    const result = await connection.stream(sql);
    for await (const rows of result.yieldRows()) for (const row of rows) yield row as DuckDbCell[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
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
  const levels = Array.from({ length: levelCount }, (): string[] => []);
  const sums: RawSums = { file: [], levels, unit: [], key: [], amount: [], rows: [], first: [], last: [] };
  const pending = connection.run(sql);
  running();
  const result = await pending;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
    appendChunk(sums, chunk);
  return sums;
}

function appendChunk(sums: RawSums, chunk: DuckDBDataChunk): void {
  const lists = (index: number) => (chunk.getColumnValues(index) as DuckDBListValue[]).map(({ items }) => items);
  const known = sums.file.length;
  lists(1).forEach((days, index) => {
    for (const day of days) {
      sums.unit.push(known + index);
      sums.key.push(day as number);
    }
  });
  for (const items of lists(2)) for (const sum of items) sums.amount.push((sum as DuckDBDecimalValue | null)?.value ?? 0n);
  for (const items of lists(3)) for (const rows of items) sums.rows.push(rows as number);
  for (const items of lists(4)) for (const day of items) sums.first.push((day as number | null) ?? 0);
  for (const items of lists(5)) for (const day of items) sums.last.push((day as number | null) ?? 0);
  for (const file of chunk.getColumnValues(0)) sums.file.push(file as number);
  sums.levels.forEach((level, index) => {
    for (const name of chunk.getColumnValues(6 + index)) level.push((name as string | null) ?? '');
  });
}
