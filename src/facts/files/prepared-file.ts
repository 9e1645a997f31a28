import { stat } from 'node:fs/promises';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { type CsvText, csvRelation } from '../duckdb/csv-relation.ts';
import type { StatedUnit } from '../file-amount.ts';
import { binaryRefusal, type Encoding, encodingRefusal, scanUtf8, startsWith, UTF8_BOM } from './check-bytes.ts';
import { type Header, readHeader, refuseDuplicates } from './header.ts';
import { ioRefusal, readHead } from './read-chunks.ts';
import { readRecords, splitCells } from './read-records.ts';
import type { ReadingOptions } from './reading-options.ts';
import type { RecordScan } from './record-scanner.ts';
import type { TempFolder } from './temp-folder.ts';
import { transcode } from './transcode.ts';

/** A table that the engine can read, its rows counted. */
export interface PreparedFile extends Header {
  readonly name: string;
  /** Of a CSV; of another file what it is. */
  readonly encoding: string;
  readonly bytes: number;
  /** Rows, without the header. */
  readonly records: number;
  readonly findings: readonly Finding[];
  /** A line above the header that names the unit of the amounts. */
  readonly statedUnit?: StatedUnit | undefined;
  /** What a row without cells has wrong, where it is not its quotes. */
  readonly brokenRow?: string;
  /** The rows in DuckDB's SQL, with the text columns `c0`, `c1`, ... in the order of `columns`. */
  relation(parallel: boolean): string;
  /** The rows again, one by one and by a reader of our own, to say what is wrong with them. */
  rows(): AsyncIterable<SourceRow>;
}

/** A row as a person finds it again. */
export interface SourceRow {
  /** The physical line (1-based) on which it begins. */
  readonly line: number;
  /** As written. */
  readonly raw: string;
  /** In the order of the columns; undefined when the row cannot be taken apart. */
  readonly cells: readonly string[] | undefined;
}

interface CsvOptions {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: string | undefined;
}

/** So many valid characters before the first wrong byte do not come about by chance in GB18030 text. */
const SURELY_UTF8 = 6;

interface Draft {
  readonly name: string;
  readonly path: string;
  readonly options: CsvOptions;
  readonly temp: TempFolder;
  readonly head: Buffer;
}

/** Reads the head of a file and checks every byte; throws a `Refusal` when no row of it could be read. */
export async function prepareFile(name: string, path: string, options: ReadingOptions, temp: TempFolder): Promise<PreparedFile> {
  try {
    const head = await readHead(path);
    refuseHead(name, head);
    const encoding = options.encoding as Encoding | undefined;
    const draft = { name, path, options: { ...options, encoding }, temp, head };
    const prepared = (await asUtf8(draft)) ?? (await asGb18030(draft));
    return prepared ?? (await unreadable(draft));
  } catch (error) {
    throw ioRefusal(error, name);
  }
}

function refuseHead(file: string, head: Buffer): void {
  if (head.length === 0) throw refuse('facts.empty-file', { file }, { file });
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) throw refuse('facts.utf-16', { file }, { file });
  if (head.includes(0)) throw binaryRefusal(file);
}

async function asUtf8(draft: Draft): Promise<PreparedFile | undefined> {
  if (draft.options.encoding === 'gb18030') return undefined;
  const header = readHeader(draft.name, draft.head, 'utf-8', draft.options.delimiter);
  const scan = await scanUtf8(draft.name, draft.path, header.delimiter.charCodeAt(0));
  if (!scan) return undefined;
  const { lf, crlf, cr } = scan.lineEnds;
  const mixed = [lf, crlf, cr].filter((count) => count > 0).length > 1;
  return mixed ? rewritten(draft, 'utf-8', header) : finished(draft, 'utf-8', header, scan, draft.path);
}

async function asGb18030(draft: Draft): Promise<PreparedFile | undefined> {
  const { encoding } = draft.options;
  if (encoding === 'utf-8' || (encoding === undefined && isDamagedUtf8(draft.head))) return undefined;
  return rewritten(draft, 'gb18030', readHeader(draft.name, draft.head, 'gb18030', draft.options.delimiter));
}

/** Damaged UTF-8 often is valid GB18030, and every name in it would be read wrong. */
function isDamagedUtf8(head: Buffer): boolean {
  if (startsWith(head, UTF8_BOM)) return true;
  const valid = new TextDecoder().decode(head, { stream: true }).split('\ufffd', 1)[0]!;
  return (valid.match(/\P{ASCII}/gu)?.length ?? 0) >= SURELY_UTF8;
}

async function rewritten(draft: Draft, encoding: Encoding, header: Header): Promise<PreparedFile | undefined> {
  const to = await draft.temp.newFile();
  const delimiter = header.delimiter.charCodeAt(0);
  const scan = await transcode({ file: draft.name, from: draft.path, to, encoding, delimiter });
  return scan && finished(draft, encoding, header, scan, to);
}

async function finished(draft: Draft, encoding: Encoding, header: Header, scan: RecordScan, path: string): Promise<PreparedFile> {
  const { name } = draft;
  const { unclosedLine, leadingBlank, longest } = scan;
  if (unclosedLine !== undefined)
    throw refuse('facts.unclosed-quote', { line: unclosedLine }, { file: name, line: unclosedLine });
  refuseDuplicates(name, header.columns);
  if (scan.records <= 1) throw refuse('facts.header-only', { file: name }, { file: name });
  const assumed = encoding === 'gb18030' && draft.options.encoding === undefined;
  const { size } = await stat(draft.path);
  const csv = { ...header, path, skip: leadingBlank, longest };
  return {
    ...header,
    ...{ name, encoding, bytes: size, records: scan.records - 1 },
    findings: assumed ? [assumedEncoding(name, header)] : [],
    relation: (parallel) => csvRelation(csv, parallel),
    rows: () => csvRows(csv),
  };
}

async function* csvRows({ path, delimiter }: CsvText): AsyncGenerator<SourceRow> {
  let header = true;
  for await (const { raw, line } of readRecords(path, delimiter)) {
    if (!header) yield { raw, line, cells: splitCells(raw, delimiter) };
    header = false;
  }
}

function assumedEncoding(file: string, { columns }: Header): Finding {
  return finding('note', 'facts.assumed-gb18030', { file, columns: columns.slice(0, 5).join(', ') }, { file });
}

/** Where the bytes fail as UTF-8 says more to a person than where they fail as GB18030. */
async function unreadable({ name, path, options }: Draft): Promise<never> {
  const tried = options.encoding?.toUpperCase() ?? 'UTF-8, GB18030';
  throw await encodingRefusal(name, path, options.encoding ?? 'utf-8', tried);
}
