import { stat } from 'node:fs/promises';
import { refuse } from '../../core/finding.ts';
import { prepareJsonLines } from './json-lines.ts';
import { prepareParquet } from './parquet.ts';
import { type PreparedFile, prepareFile } from './prepared-file.ts';
import { ioRefusal, readHead } from './read-chunks.ts';
import type { ReadingOptions } from './reading-options.ts';
import { writeSheet } from './spread-sheet.ts';
import type { TempFolder } from './temp-folder.ts';

/** A file with its first bytes. */
interface TableFile {
  readonly name: string;
  readonly path: string;
  readonly head: Buffer;
}

interface TableReading {
  readonly options: ReadingOptions;
  readonly temp: TempFolder;
}

interface TableKind {
  readonly matches: (file: TableFile) => boolean;
  readonly prepare: (file: TableFile, reading: TableReading) => Promise<PreparedFile>;
}

/** The first that matches counts; a CSV is what nothing else is. */
const TABLE_KINDS: readonly TableKind[] = [
  { matches: isParquet, prepare: ({ name, path }, { temp }) => prepareParquet(name, path, temp) },
  { matches: isJsonLines, prepare: ({ name, path }, { temp }) => prepareJsonLines(name, path, temp) },
  { matches: isWorkbook, prepare: prepareWorkbook },
  { matches: () => true, prepare: prepareCsv },
];

/** The table in a file, whatever its form; throws a `Refusal` when no row of it could be read. */
export async function prepareTable(name: string, path: string, reading: TableReading): Promise<PreparedFile> {
  try {
    const file = { name, path, head: await readHead(path) };
    const kind = TABLE_KINDS.find(({ matches }) => matches(file)) as TableKind;
    return await kind.prepare(file, reading);
  } catch (error) {
    throw ioRefusal(error, name);
  }
}

async function prepareCsv({ name, path }: TableFile, { options, temp }: TableReading): Promise<PreparedFile> {
  if (options.sheet !== undefined || options.range !== undefined) throw refuse('facts.no-workbook', {}, { file: name });
  return prepareFile(name, path, options, temp);
}

/** A sheet is read as the CSV that it is written to. */
async function prepareWorkbook({ name, path }: TableFile, { options, temp }: TableReading): Promise<PreparedFile> {
  const written = await writeSheet(name, path, { options, temp });
  const csv = await prepareFile(name, written.path, { ...options, encoding: 'utf-8', delimiter: ',' }, temp);
  const { size } = await stat(path);
  return { ...csv, encoding: 'workbook', bytes: size, findings: [...written.findings, ...csv.findings] };
}

function isParquet({ head }: TableFile): boolean {
  return head.subarray(0, 4).toString('latin1') === 'PAR1';
}

/** By its name, or because it begins as no header of a CSV does: with an object. */
function isJsonLines({ name, head }: TableFile): boolean {
  const beginning = head.subarray(0, 1000).toString('utf8');
  return /\.(jsonl|ndjson)(\.(gz|zst))?$/i.test(name) || /^\ufeff?\s*\{\s*"[^"]*"\s*:/u.test(beginning);
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** An old workbook, or an archive with the parts of a new one. */
function isWorkbook({ name, head }: TableFile): boolean {
  if (head.subarray(0, 4).equals(COMPOUND)) return true;
  if (!head.subarray(0, 4).equals(ZIP)) return false;
  const listed = ['[Content_Types].xml', 'xl/', 'mimetypeapplication/vnd.oasis'].some((part) => head.includes(part));
  return listed || /\.(xlsx|xlsm|xlsb|ods)$/i.test(name);
}
