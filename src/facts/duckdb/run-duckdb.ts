import { totalmem } from 'node:os';
import {
  type DuckDBAppender,
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
export interface SumsRun {
  readonly sql: string;
  readonly levelCount: number;
  readonly running?: (() => void) | undefined;
}

/** A cell of a small result: text, a count, or nothing. */
export type DuckDbCell = string | number | bigint | boolean | null;

/** A DuckDB of our own, with its tables, for as long as a piece of work lasts. */
export interface DuckDb {
  /** The sums of a statement like `totalsSql`. */
  sums(run: SumsRun): Promise<RawSums>;
  /** The rows of each of some statements with small results, run one after the other. */
  rows(statements: readonly string[]): Promise<DuckDbCell[][][]>;
  /** Writes a row into `table` for each row of a result of any size, which streams by; gives how many there were. */
  translate(sql: string, table: string, row: (cells: readonly DuckDbCell[]) => readonly DuckDbCell[]): Promise<number>;
}

/** Runs small statements one after the other in a DuckDB of their own; gives the rows of each. */
export function runStatements(statements: readonly string[], temp: TempFolder): Promise<DuckDbCell[][][]> {
  return useDuckDb(temp, (db) => db.rows(statements));
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

/** Opens a DuckDB, works with it and closes it. Import this module lazily: it loads the engine. */
export async function useDuckDb<T>(temp: TempFolder, work: (db: DuckDb) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', await settings(temp));
  const connection = await instance.connect();
  const writing = await instance.connect();
  try {
    return await work({
      sums: (run) => fetchSums(connection, run),
      rows: (statements) => fetchRows(connection, statements),
      translate: async (sql, table, row) => translate({ from: connection, sql, to: writing, table }, row),
    });
  } finally {
    writing.closeSync();
    connection.closeSync();
    instance.closeSync();
  }
}

async function fetchRows(connection: DuckDBConnection, statements: readonly string[]): Promise<DuckDbCell[][][]> {
  const results: DuckDbCell[][][] = [];
  for (const sql of statements) results.push((await connection.runAndReadAll(sql)).getRows() as DuckDbCell[][]);
  return results;
}

interface Translation {
  readonly from: DuckDBConnection;
  readonly sql: string;
  /** Another one: a result that streams ends when its connection does anything else. */
  readonly to: DuckDBConnection;
  readonly table: string;
}

async function translate(
  { from, sql, to, table }: Translation,
  row: (cells: readonly DuckDbCell[]) => readonly DuckDbCell[],
): Promise<number> {
  const result = await from.stream(sql);
  const appender = await to.createAppender(table);
  let count = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const cells of chunk.getRows()) {
      for (const cell of row(cells as DuckDbCell[])) appendCell(appender, cell);
      appender.endRow();
    }
    count += chunk.rowCount;
  }
  appender.closeSync();
  return count;
}

function appendCell(appender: DuckDBAppender, cell: DuckDbCell): void {
  if (cell === null) appender.appendNull();
  else if (typeof cell === 'string') appender.appendVarchar(cell);
  else if (typeof cell === 'bigint') appender.appendBigInt(cell);
  else if (typeof cell === 'boolean') appender.appendBoolean(cell);
  else appender.appendInteger(cell);
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

async function fetchSums(connection: DuckDBConnection, { sql, levelCount, running }: SumsRun): Promise<RawSums> {
  const levels = Array.from({ length: levelCount }, (): string[] => []);
  const sums: RawSums = { file: [], levels, unit: [], key: [], amount: [], rows: [], first: [], last: [] };
  const pending = connection.run(sql);
  running?.();
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
  for (const items of lists(2)) for (const sum of items) sums.amount.push(wholeSum(sum as DuckDBDecimalValue | bigint | null));
  for (const items of lists(3)) for (const rows of items) sums.rows.push(rows as number);
  for (const items of lists(4)) for (const day of items) sums.first.push((day as number | null) ?? 0);
  for (const items of lists(5)) for (const day of items) sums.last.push((day as number | null) ?? 0);
  for (const file of chunk.getColumnValues(0)) sums.file.push(file as number);
  sums.levels.forEach((level, index) => {
    for (const name of chunk.getColumnValues(6 + index)) level.push((name as string | null) ?? '');
  });
}

function wholeSum(sum: DuckDBDecimalValue | bigint | null): bigint {
  return typeof sum === 'bigint' ? sum : (sum?.value ?? 0n);
}
