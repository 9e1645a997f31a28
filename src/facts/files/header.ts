import { refuse } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import { withoutMark } from './check-bytes.ts';
import { splitCells } from './read-records.ts';

export interface Header {
  readonly columns: readonly string[];
  readonly delimiter: string;
}

/** In order of preference where a header holds equally many. */
const DELIMITERS = [',', ';', '\t', '|'];
const QUOTE = '"';
/** Bytes that nearly every header fits in; decoding a whole chunk for one takes time. */
const USUAL_HEADER = 1 << 14;

/** Column names and delimiter from a file's first bytes, as UTF-8. */
export function readHeader(file: string, head: Buffer, given: string | undefined): Header {
  const beginning = headText(head.subarray(0, USUAL_HEADER));
  const short = firstRecord(beginning);
  const record = short.length < beginning.length ? short : firstRecord(headText(head));
  if (record.trim() === '') throw refuse('facts.empty-file', { file }, { file });
  const delimiter = given ?? detectDelimiter(record);
  const columns = parseRecord(file, record, delimiter).map(normalName);
  return { columns, delimiter };
}

function headText(head: Buffer): string {
  return new TextDecoder().decode(withoutMark(head), { stream: true });
}

/** The text up to the first line end outside quotes, blank lines before it skipped. */
function firstRecord(text: string): string {
  const start = /^[\r\n]*/.exec(text)![0].length;
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    if (text[i] === QUOTE) quoted = !quoted;
    else if (!quoted && (text[i] === '\n' || text[i] === '\r')) return text.slice(start, i);
  }
  return text.slice(start);
}

function detectDelimiter(record: string): string {
  const bare = record.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

function parseRecord(file: string, record: string, delimiter: string): string[] {
  const cells = splitCells(record, delimiter);
  if (!cells) throw refuse('facts.bad-header', { file }, { file, line: 1, row: record.slice(0, 500) });
  return cells;
}

/** Throws when two columns have one name; those without a name may be many, because nobody can ask for them. */
export function refuseDuplicates(file: string, columns: readonly string[]): void {
  const seen = new Map<string, number>();
  columns.forEach((column, index) => {
    const first = seen.get(column);
    if (column !== '' && first !== undefined)
      throw refuse('facts.duplicate-column', { file, column, first: first + 1, second: index + 1 }, { file, line: 1, column });
    seen.set(column, index);
  });
}
