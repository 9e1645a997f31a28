import { totalmem } from 'node:os';
import { type DuckDBAppender, type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { refuse } from '../../core/finding.ts';
import type { TempFolder } from '../files/temp-folder.ts';
import type { RawSums } from '../raw-sums.ts';
import { fetchSums, type SumsRun } from './fetch-sums.ts';

const MIB = 1024 ** 2;
/** What is larger spills to the disk; the engine holds some 150 MB beside it. */
const USUAL_MEMORY = 192 * MIB;
const MOST_MEMORY = Math.max(USUAL_MEMORY, Math.min(2048 * MIB, totalmem() / 2));
/** How often the engine is asked how far it is. */
const ASK_MS = 100;

/** Who looks on: `working` is told how far the engine is, `signal` ends its work. */
interface Watching {
  readonly working?: ((percent: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A cell of a small result: text, a count, or nothing. */
export type DuckDbCell = string | number | bigint | boolean | null;

/** A DuckDB of our own, with its tables, for as long as a piece of work lasts. */
export interface DuckDb {
  /** The sums of a statement like `totalsSql`; refuses more of them than `mostGroups`. */
  sums(run: SumsRun): Promise<RawSums>;
  /** The rows of each of some statements with small results, run one after the other. */
  rows(statements: readonly string[]): Promise<DuckDbCell[][][]>;
  /** The rows of a statement as they come. */
  stream(sql: string): AsyncIterable<DuckDbCell[]>;
  /** Writes a row into `table` for each row of a result of any size, which streams by; gives how many there were. */
  translate(sql: string, table: string, row: (cells: readonly DuckDbCell[]) => readonly DuckDbCell[]): Promise<number>;
}

/** Runs small statements one after the other in a DuckDB of their own; gives the rows of each. */
export function runStatements(statements: readonly string[], temp: TempFolder): Promise<DuckDbCell[][][]> {
  return useDuckDb(temp, (db) => db.rows(statements));
}

/** The rows of a statement as they come, in constant memory. */
export async function* streamRows(sql: string, temp: TempFolder): AsyncGenerator<DuckDbCell[]> {
  const instance = await DuckDBInstance.create(':memory:', await settings(temp, USUAL_MEMORY));
  const connection = await instance.connect();
  try {
    yield* streamed(connection, sql);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function* streamed(connection: DuckDBConnection, sql: string): AsyncGenerator<DuckDbCell[]> {
  const result = await connection.stream(sql);
  for await (const rows of result.yieldRows()) for (const row of rows) yield row as DuckDbCell[];
}

/**
 * Opens a DuckDB, works with it and closes it; when it lacks memory, once more with a larger share of the machine's.
 * Import this module lazily: it loads the engine.
 */
export async function useDuckDb<T>(temp: TempFolder, work: (db: DuckDb) => Promise<T>, watching: Watching = {}): Promise<T> {
  try {
    return await useWithin({ memory: USUAL_MEMORY, temp, ...watching }, work);
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
  }
  try {
    return await useWithin({ memory: MOST_MEMORY, temp, ...watching }, work);
  } catch (error) {
    throw isOutOfMemory(error) ? refuse('facts.out-of-memory', { limit: Math.floor(MOST_MEMORY / MIB) }) : error;
  }
}

/** Such as for records of many megabytes, whose buffers cannot be spilled. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Out of Memory Error');
}

interface Limits extends Watching {
  /** Bytes. */
  readonly memory: number;
  readonly temp: TempFolder;
}

async function useWithin<T>({ memory, temp, working, signal }: Limits, work: (db: DuckDb) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', await settings(temp, memory));
  const connection = await instance.connect();
  const writing = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    signal?.throwIfAborted();
    const db: DuckDb = {
      sums: (run) => fetchSums(connection, run),
      rows: (statements) => fetchRows(connection, statements),
      stream: (sql) => streamed(connection, sql),
      translate: async (sql, table, row) => translate({ from: connection, sql, to: writing, table }, row),
    };
    return await watched(connection, working, () => work(db));
  } finally {
    signal?.removeEventListener('abort', interrupt);
    writing.closeSync();
    connection.closeSync();
    instance.closeSync();
  }
}

/** Asks the engine how far it is while it works. The timer keeps no process alive. */
async function watched<T>(connection: DuckDBConnection, working: Watching['working'], work: () => Promise<T>): Promise<T> {
  if (!working) return work();
  await connection.run('SET enable_progress_bar = true');
  await connection.run('SET enable_progress_bar_print = false');
  await connection.run('SET progress_bar_time = 0');
  const timer = setInterval(() => working(Math.max(0, connection.progress.percentage)), ASK_MS);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
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

async function settings(temp: TempFolder, memory: number): Promise<Record<string, string>> {
  return {
    memory_limit: `${Math.floor(memory / MIB)}MiB`,
    // Of its own: two engines that spill into one folder read each other's blocks.
    temp_directory: await temp.newName(),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
}
