import { stat } from 'node:fs/promises';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import { literal, literalPath } from '../duckdb/csv-relation.ts';
import type { PreparedFile, SourceRow } from './prepared-file.ts';
import { csvCell } from './spread-sheet.ts';
import type { TempFolder } from './temp-folder.ts';

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * A Parquet file as a table of texts; the engine reads the columns that it needs. Dates and decimals are as they are, a double is its
 * shortest text, a time with a zone is taken at UTC (with a notice), lists and structures are texts. A row's line is its number.
 */
export async function prepareParquet(name: string, path: string, temp: TempFolder): Promise<PreparedFile> {
  const { columns, records } = await describe(name, path, temp);
  if (records === 0) throw refuse('facts.header-only', { file: name }, { file: name });
  const { size } = await stat(path);
  const cells = columns.map((column, index) => `${textSql(column)} AS c${index}`).join(', ');
  const names = columns.map((column) => normalName(column.name));
  return {
    ...{ name, columns: names, delimiter: ',', encoding: 'parquet', bytes: size, records, findings: zoned(name, columns) },
    relation: () => `(SELECT ${cells} FROM ${fileSql(path)})`,
    rows: () => sourceRows(`SELECT ${cells} FROM ${fileSql(path)}`, temp),
  };
}

async function describe(file: string, path: string, temp: TempFolder): Promise<{ columns: Column[]; records: number }> {
  const { runStatements } = await import('../duckdb/run-duckdb.ts');
  const quoted = literal(literalPath(path));
  const described = runStatements(
    [`DESCRIBE SELECT * FROM ${fileSql(path)}`, `SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata(${quoted})`],
    temp,
  );
  const [columns = [], counted = []] = await described.catch((error: Error) => {
    throw refuse('facts.bad-parquet', { reason: error.message.split('\n', 1)[0] ?? '' }, { file });
  });
  return {
    columns: columns.map(([name, type]) => ({ name: String(name), type: String(type) })),
    records: Number(counted[0]?.[0] ?? 0),
  };
}

function fileSql(path: string): string {
  return `read_parquet(${literal(literalPath(path))})`;
}

function textSql({ name, type }: Column): string {
  const column = `"${name.replaceAll('"', '""')}"`;
  if (type === 'TIMESTAMP WITH TIME ZONE') return `(${column} AT TIME ZONE 'UTC')::VARCHAR`;
  if (type !== 'DOUBLE' && type !== 'FLOAT') return `${column}::VARCHAR`;
  // 1e-05 and 1e+16 have a decimal form, too.
  return `CASE WHEN contains(${column}::VARCHAR, 'e') THEN ${column}::DECIMAL(38, 10)::VARCHAR ELSE ${column}::VARCHAR END`;
}

function zoned(file: string, columns: readonly Column[]): Finding[] {
  return columns
    .filter(({ type }) => type === 'TIMESTAMP WITH TIME ZONE')
    .map(({ name }) => finding('note', 'facts.zoned-time', { column: name }, { file, column: name }));
}

async function* sourceRows(sql: string, temp: TempFolder): AsyncGenerator<SourceRow> {
  const { streamRows } = await import('../duckdb/run-duckdb.ts');
  let line = 0;
  for await (const row of streamRows(sql, temp)) {
    line++;
    const cells = row.map((cell) => (cell === null ? '' : String(cell)));
    yield { line, raw: cells.map(csvCell).join(','), cells };
  }
}
