import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { refuse } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import { csvRelation } from '../duckdb/csv-relation.ts';
import type { PreparedFile, SourceRow } from './prepared-file.ts';
import { csvCell } from './spread-sheet.ts';
import type { TempFolder } from './temp-folder.ts';

type Row = ReadonlyMap<string, string>;

/**
 * JSON lines (UTF-8, an object a line, blank lines are none) as a table: a column for each key, in the order in which keys are first seen;
 * nested keys are joined by dots, lists stay JSON, `null` and keys that are not there are blank. A line that is no object is a broken row.
 */
export async function prepareJsonLines(name: string, path: string, temp: TempFolder): Promise<PreparedFile> {
  const { columns, records } = await readKeys(path);
  if (records === 0) throw refuse('facts.empty-file', { file: name }, { file: name });
  if (columns.length === 0) throw refuse('facts.no-json-rows', {}, { file: name, line: 1 });
  const csv = { path: await temp.newFile(), columns, delimiter: ',', skip: 0, longest: 0 };
  const longest = await writeRows(path, csv.path, columns);
  const { size } = await stat(path);
  return {
    ...{ name, columns, delimiter: ',', encoding: 'json lines', bytes: size, records, findings: [] },
    brokenRow: 'facts.broken-json',
    relation: (parallel) => csvRelation({ ...csv, longest }, parallel),
    rows: () => sourceRows(path, columns),
  };
}

async function readKeys(path: string): Promise<{ readonly columns: string[]; readonly records: number }> {
  const keys = new Set<string>();
  let records = 0;
  for await (const { row } of jsonRows(path)) {
    records++;
    for (const key of row?.keys() ?? []) keys.add(key);
  }
  return { columns: [...keys], records };
}

const BATCH = 1 << 20;

/** Gives the length of the longest record in bytes. */
async function writeRows(from: string, to: string, columns: readonly string[]): Promise<number> {
  const target = await open(to, 'w', 0o600);
  let longest = 0;
  try {
    let text = `${columns.map(csvCell).join(',')}\n`;
    for await (const { row } of jsonRows(from)) {
      if (!row) continue;
      const line = `${cellsOf(row, columns).map(quoted).join(',')}\n`;
      longest = Math.max(longest, Buffer.byteLength(line));
      text += line;
      if (text.length < BATCH) continue;
      await target.writeFile(text);
      text = '';
    }
    await target.writeFile(text);
  } finally {
    await target.close();
  }
  return longest;
}

/** A row of one blank cell would be a blank line, which is no row. */
function quoted(cell: string): string {
  return cell === '' ? '""' : csvCell(cell);
}

async function* sourceRows(path: string, columns: readonly string[]): AsyncGenerator<SourceRow> {
  for await (const { line, raw, row } of jsonRows(path)) yield { line, raw, cells: row && cellsOf(row, columns) };
}

function cellsOf(row: Row, columns: readonly string[]): string[] {
  return columns.map((column) => row.get(column) ?? '');
}

interface JsonRow {
  readonly line: number;
  readonly raw: string;
  /** Undefined when the line is no JSON object. */
  readonly row: Row | undefined;
}

async function* jsonRows(path: string): AsyncGenerator<JsonRow> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  let line = 0;
  for await (const text of lines) {
    line++;
    const raw = text.replace(/^\ufeff/, '');
    if (raw.trim() !== '') yield { line, raw, row: parseRow(raw) };
  }
}

function parseRow(raw: string): Row | undefined {
  const value = parseJson(withLongNumbersAsText(raw)) ?? parseJson(raw);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(flatten(value, []));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A number of more than 15 digits would lose some as a double. Inside a text this may break the quotes; then the line is read as it is. */
function withLongNumbersAsText(raw: string): string {
  return raw.replace(/([:,[]\s*)(-?[\d.]{16,})(?=\s*[,}\]])/g, '$1"$2"');
}

function flatten(value: object, path: readonly string[]): [string, string][] {
  return Object.entries(value).flatMap(([key, item]: [string, unknown]): [string, string][] => {
    const keys = [...path, key];
    if (typeof item === 'object' && item !== null && !Array.isArray(item)) return flatten(item, keys);
    return [[normalName(keys.join('.')), cellText(item)]];
  });
}

function cellText(item: unknown): string {
  if (item === null || item === undefined) return '';
  if (typeof item === 'number') return numberText(item);
  return typeof item === 'string' ? item : JSON.stringify(item);
}

function numberText(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20).replace(/0+$/, '');
}
