import { refuse } from '../../core/finding.ts';
import { prepareJsonLines } from './json-lines.ts';
import { prepareParquet } from './parquet.ts';
import { type FileToRead, type PreparedFile, prepareFile } from './prepared-file.ts';
import { ioRefusal, readHead } from './read-chunks.ts';
import { writeSheet } from './spread-sheet.ts';

/** A file with its first bytes. */
interface TableFile extends FileToRead {
  readonly head: Buffer;
}

interface TableKind {
  readonly matches: (file: TableFile) => boolean;
  readonly prepare: (file: TableFile) => Promise<PreparedFile>;
}

/** The first that matches counts; a CSV is what nothing else is. */
const TABLE_KINDS: readonly TableKind[] = [
  { matches: isParquet, prepare: ({ name, path, temp }) => prepareParquet(name, path, temp) },
  { matches: isJsonLines, prepare: ({ name, path, temp }) => prepareJsonLines(name, path, temp) },
  { matches: isJsonArray, prepare: refuseJsonArray },
  { matches: isWorkbook, prepare: prepareWorkbook },
  { matches: () => true, prepare: prepareCsv },
];

/** The table in a file, whatever its form; throws a `Refusal` when no row of it could be read. */
export async function prepareTable(file: FileToRead): Promise<PreparedFile> {
  try {
    const table = { ...file, head: await readHead(file.path) };
    const kind = TABLE_KINDS.find(({ matches }) => matches(table)) as TableKind;
    return { ...(await kind.prepare(table)), bytes: file.bytes };
  } catch (error) {
    throw ioRefusal(error, file.name);
  }
}

async function prepareCsv(file: TableFile): Promise<PreparedFile> {
  const { sheet, range } = file.options;
  if (sheet !== undefined || range !== undefined) throw refuse('facts.no-workbook', {}, { file: file.name });
  return prepareFile(file);
}

/** A sheet is read as the CSV that it is written to. */
async function prepareWorkbook(file: TableFile): Promise<PreparedFile> {
  const { name, path, options, temp } = file;
  const written = await writeSheet(name, path, { options, temp });
  const csv = await prepareFile({ ...file, path: written.path, options: { ...options, encoding: 'utf-8', delimiter: ',' } });
  return { ...csv, encoding: 'workbook', findings: [...written.findings, ...csv.findings] };
}

function isParquet({ head }: TableFile): boolean {
  return head.subarray(0, 4).toString('latin1') === 'PAR1';
}

/** By its name, or because it begins as no header of a CSV does: with an object. */
function isJsonLines({ name, head }: TableFile): boolean {
  const beginning = head.subarray(0, 1000).toString('utf8');
  return /\.(jsonl|ndjson)(\.(gz|zst))?$/i.test(name) || /^\ufeff?\s*\{\s*"[^"]*"\s*:/u.test(beginning);
}

/** One list of objects, as an interface of a program gives it. */
function isJsonArray({ head }: TableFile): boolean {
  return /^\ufeff?\s*\[\s*\{\s*"/u.test(head.subarray(0, 1000).toString('utf8'));
}

async function refuseJsonArray({ name }: TableFile): Promise<PreparedFile> {
  throw refuse('facts.json-array', { file: name }, { file: name });
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
