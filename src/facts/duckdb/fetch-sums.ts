import type { DuckDBConnection, DuckDBDataChunk, DuckDBDecimalValue, DuckDBListVector } from '@duckdb/node-api';
import type { TotalsQuery } from '../facts-source.ts';
import { type RawSums, SumList } from '../raw-sums.ts';
import { MOST_GROUPS, type SumCount, tooManyGroups } from '../sum-limit.ts';
import { listsSql, singlesSql } from './totals-query.ts';

/** A statement to run, whose rows are sums as `totalsSql` gives them; `running` is called when the engine has begun to work on it. */
export interface SumsRun extends Pick<TotalsQuery, 'levels' | 'mostGroups' | 'running'> {
  readonly sql: string;
}

/**
 * The sums are first kept in a table of the engine, which may spill, and counted there: too many of them never come into this process.
 */
export async function fetchSums(
  connection: DuckDBConnection,
  { sql, levels, mostGroups = MOST_GROUPS, running }: SumsRun,
): Promise<RawSums> {
  const pending = connection.run(`CREATE OR REPLACE TEMP TABLE added AS ${sql}`);
  running?.();
  await pending;
  const names = levels.map(({ name }) => name);
  const found = await countSums(connection, names, mostGroups);
  // Held against the limit already.
  const isSingle = isMostlySingle(found);
  const sums = new SumList(names, Number.POSITIVE_INFINITY, isSingle ? { ...found, units: found.sums } : found);
  const result = await connection.stream(isSingle ? singlesSql(names.length) : listsSql(names.length));
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
    addChunk(sums, chunk, names.length);
  return sums.end();
}

/** So few cost nothing either way. */
const FEW = 50_000;

/** Lists of so few would cost the engine more than names that come again. */
function isMostlySingle({ sums, units }: SumCount): boolean {
  return units * 2 > sums;
}

/** Counts the sums in `added`, and their units where these could be too many; refuses what is beyond the limit. */
async function countSums(connection: DuckDBConnection, names: readonly string[], limit: number): Promise<SumCount> {
  const counted = async (sql: string) => (await connection.runAndReadAll(sql)).getRows()[0]?.map(Number) ?? [];
  const [sums = 0] = await counted('SELECT count(*) FROM added');
  if (sums <= FEW && sums <= limit) return { sums, units: 0 };
  const columns = names.map((_, level) => `l${level}`);
  const [units = 0] = await counted(`SELECT count(*) FROM (SELECT DISTINCT ${['f', ...columns].join(', ')} FROM added)`);
  if (sums <= limit) return { sums, units };
  const levels: { name: string; names: number }[] = [];
  for (const [level, name] of names.entries()) {
    const [different = 0] = await counted(`SELECT count(DISTINCT ${columns[level]}) FROM added`);
    levels.push({ name, names: different });
  }
  throw tooManyGroups({ found: { sums, units }, limit, levels, isWhole: true });
}

function addChunk(sums: SumList, chunk: DuckDBDataChunk, levelCount: number): void {
  const files = chunk.getColumnValues(0) as number[];
  const levels = Array.from({ length: levelCount }, (_, index) => chunk.getColumnValues(6 + index) as (string | null)[]);
  const lists = [1, 2, 3, 4, 5].map((column) => chunk.getColumnVector(column) as DuckDBListVector);
  files.forEach((file, row) => {
    const unit = sums.addUnit(
      file,
      levels.map((level) => level[row] ?? ''),
    );
    addUnitSums(sums, unit, { lists, row });
  });
}

interface VectorRow {
  readonly lists: readonly DuckDBListVector[];
  readonly row: number;
}

/** Items are read from the vectors: lists of their own would be objects for every unit. */
function addUnitSums(sums: SumList, unit: number, { lists, row }: VectorRow): void {
  const [keys, amounts, rows, firsts, lasts] = lists.map((list) => list.childVector);
  const [key, amount, count, first, last] = lists.map((list) => list.getEntryOffset(row));
  const length = lists[0]!.getEntryLength(row);
  for (let i = 0; i < length; i++) {
    sums.add({
      unit,
      key: keys!.getItem(key! + i) as number,
      amount: wholeSum(amounts!.getItem(amount! + i) as DuckDBDecimalValue | bigint | null),
      rows: rows!.getItem(count! + i) as number,
      first: (firsts!.getItem(first! + i) as number | null) ?? 0,
      last: (lasts!.getItem(last! + i) as number | null) ?? 0,
    });
  }
}

function wholeSum(sum: DuckDBDecimalValue | bigint | null): bigint {
  return typeof sum === 'bigint' ? sum : (sum?.value ?? 0n);
}
