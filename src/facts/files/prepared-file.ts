import { stat } from 'node:fs/promises';
import { finding, Refusal, refuse } from '../../core/finding.ts';
import { orderPlace } from '../detect-columns.ts';
import { SURELY_UTF8, utf8Ending } from './changed-encoding.ts';
import { scanUtf8 } from './check-bytes.ts';
import type { Encoding } from './encoding.ts';
import { changedFinding, encodingRefusal } from './encoding-refusals.ts';
import { encodingOf, GB18030, isUtf16, markedEncoding, UTF8 } from './encodings.ts';
import { evenLineEnds } from './even-line-ends.ts';
import { type Header, readHeader } from './header.ts';
import { type LaidOut, layOut } from './layout/lay-out.ts';
import { type BadText, locateBadText } from './locate-bad-text.ts';
import { ioRefusal, readHead } from './read-chunks.ts';
import type { ReadingOptions } from './reading-options.ts';
import type { WatchBytes } from './reading-step.ts';
import type { RecordScan } from './record-scanner.ts';
import { RepeatFinder, type RowRepeats } from './repeated-rows.ts';
import type { TempFolder } from './temp-folder.ts';
import { transcode } from './transcode.ts';

export type { SourceRow } from './source-row.ts';

/**
 * A table that the engine can read, its rows counted: `records` without header, titles and footer; `relation` is the rows in
 * DuckDB's SQL with the text columns `c0`, `c1`, ... in the order of `columns`; `rows` gives them again, one by one and by a
 * reader of our own, to say what is wrong with them.
 */
export interface PreparedFile extends LaidOut {
  readonly name: string;
  /** Of a CSV; of another file what it is. */
  readonly encoding: string;
  readonly bytes: number;
  /** Rows that stand twice, where they were looked for. */
  readonly repeats?: RowRepeats | undefined;
  /** What a row without cells has wrong, where it is not its quotes. */
  readonly brokenRow?: string;
}

/** A file to be read: `path` holds its bytes, unpacked. */
export interface FileToRead {
  /** As the user named it. */
  readonly name: string;
  readonly path: string;
  /** Size of the file as the user has it. */
  readonly bytes: number;
  readonly options: ReadingOptions;
  readonly temp: TempFolder;
  readonly watch: WatchBytes;
}

interface Draft extends FileToRead {
  readonly head: Buffer;
}

/** Reads the head of a file and checks every byte; throws a `Refusal` when no row of it could be read. */
export async function prepareFile(file: FileToRead): Promise<PreparedFile> {
  try {
    const head = await readHead(file.path);
    if (head.length === 0) throw refuse('facts.empty-file', { file: file.name }, { file: file.name });
    return await readAsText({ ...file, head });
  } catch (error) {
    throw ioRefusal(error, file.name);
  }
}

/** By its mark or as given; else as UTF-8, and what cannot be UTF-8 as GB18030. */
async function readAsText(draft: Draft): Promise<PreparedFile> {
  const certain = await certainEncoding(draft);
  const tried: BadText[] = [];
  for (const encoding of certain ? [certain] : [UTF8, GB18030]) {
    const read = await readAs(draft, encoding);
    if (read) return certain || encoding === UTF8 ? read : assumed(draft, read);
    const bad = await locateBadText(draft.path, encoding);
    // Its bytes are other ones now than a moment ago.
    if (!bad) throw refuse('facts.changed-while-read', undefined, { file: draft.name });
    tried.push(bad);
    if (bad.kind === 'nul' || (encoding === UTF8 && isSurelyUtf8(bad))) break;
  }
  throw await encodingRefusal({ ...draft, tried });
}

async function certainEncoding({ name, head, options }: Draft): Promise<Encoding | undefined> {
  const marked = markedEncoding(head);
  if (options.encoding === undefined) return marked;
  const given = await encodingOf(options.encoding, head);
  if (!marked || marked.name === given.name || (isUtf16(options.encoding) && marked.name.startsWith('utf-16')))
    return marked ?? given;
  throw refuse('facts.encoding-mark', { encoding: given.name, marked: marked.name }, { file: name });
}

/** Damaged UTF-8 often is valid GB18030, and every name in it would be read wrong. */
function isSurelyUtf8({ kind, wide }: BadText): boolean {
  return wide >= (kind === 'cut' ? 1 : SURELY_UTF8);
}

/** Undefined when the bytes are not text of the encoding. */
async function readAs(draft: Draft, encoding: Encoding): Promise<PreparedFile | undefined> {
  const { name, options, temp, watch } = draft;
  const head = headAsUtf8(draft.head, encoding);
  if (!head) return undefined;
  const header = readHeader(name, head, options);
  const delimiter = header.delimiter.charCodeAt(0);
  let path = draft.path;
  let scan: RecordScan | undefined;
  if (encoding === UTF8)
    scan = await scanUtf8(path, delimiter, { read: (done) => watch('check', done), finder: repeatFinder(draft, header) });
  else {
    path = await temp.newFile();
    const finder = repeatFinder(draft, header);
    scan = await transcode({ from: draft.path, to: path, encoding, delimiter, finder, read: (done) => watch('decode', done) });
  }
  if (!scan) return undefined;
  if (isMixed(scan)) {
    const from = path;
    path = await temp.newFile();
    const finder = repeatFinder(draft, header);
    scan = await evenLineEnds({ from, to: path, delimiter, finder, read: (done) => watch('decode', done) });
  }
  return finished(draft, { encoding, header, scan, path });
}

function headAsUtf8(head: Buffer, encoding: Encoding): Buffer | undefined {
  const text = encoding.decoder().decode(head);
  if (text === undefined || text.includes('\0')) return undefined;
  return encoding === UTF8 ? head : Buffer.from(text, 'utf8');
}

/** The engine reads no file with more than one kind of line end. */
function isMixed({ lineEnds: { lf, crlf, cr } }: RecordScan): boolean {
  return [lf, crlf, cr].filter((count) => count > 0).length > 1;
}

/** A file as UTF-8 with one kind of line end: `path` is a copy where that took one. */
interface Text {
  readonly encoding: Encoding;
  readonly header: Header;
  readonly scan: RecordScan;
  readonly path: string;
}

async function finished(draft: Draft, { encoding, header, scan, path }: Text): Promise<PreparedFile> {
  const { name, options, temp } = draft;
  const { unclosedLine } = scan;
  if (unclosedLine !== undefined)
    throw refuse('facts.unclosed-quote', { line: unclosedLine }, { file: name, line: unclosedLine });
  const laidOut = await layOut({ name, path, isCopy: path !== draft.path, header, scan, options, temp });
  const repeats = laidOut.columns === header.columns ? rowsBelow(scan.repeats, header) : undefined;
  return { ...laidOut, name, encoding: encoding.name, bytes: draft.bytes, repeats };
}

function repeatFinder({ options, bytes }: Draft, { columns, delimiter }: Header): RepeatFinder | undefined {
  const { repeats: check = 'sample', orderColumn, isCompared = false } = options;
  if (check === 'off') return undefined;
  const order = orderPlace(columns, orderColumn);
  return new RepeatFinder({ check, bytes, delimiter: delimiter.charCodeAt(0), order, isCompared });
}

/** Titles are no rows. A table whose columns become rows has none of those that were looked at. */
function rowsBelow(repeats: RowRepeats | undefined, { lastLine }: Header): RowRepeats | undefined {
  return repeats && { ...repeats, rows: repeats.rows.filter(({ line }) => line > lastLine) };
}

/** With a note that shows names as the file has them, so that a person can tell whether they are right. */
async function assumed({ path, head, options }: Draft, read: PreparedFile): Promise<PreparedFile> {
  const { name: file } = read;
  const { columns } = readHeader(file, headAsUtf8(head, GB18030) ?? head, options);
  const changed = await utf8Ending(path, (await stat(path)).size);
  if (changed) throw new Refusal([changedFinding(file, changed)]);
  const note = finding('note', 'facts.assumed-gb18030', { file, columns: columns.slice(0, 5).join(', ') }, { file });
  return { ...read, findings: [note, ...read.findings] };
}
