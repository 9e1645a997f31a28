import { refuse } from '../../core/finding.ts';
import { withoutMark } from './check-bytes.ts';
import { findHeader } from './layout/find-header.ts';
import { headRecords } from './layout/head-records.ts';
import type { TitleLine } from './layout/title-lines.ts';
import type { ReadingOptions } from './reading-options.ts';

/** A file's column names, and where they stand. */
export interface Header {
  readonly columns: readonly string[];
  readonly delimiter: string;
  /** The physical line (1-based) on which it begins, and the one on which it ends. */
  readonly line: number;
  readonly lastLine: number;
  /** Line ends outside quotes before its last row. */
  readonly skip: number;
  /** Records down to its last row, and those of them that are delimiters alone. */
  readonly records: number;
  readonly blank: number;
  /** What stands above it. */
  readonly titles: readonly TitleLine[];
  /** The row under it. */
  readonly below: readonly string[];
}

/** Bytes that nearly every header fits in; decoding a whole chunk for one takes time. */
const USUAL_HEADER = 1 << 14;
/** Records among which a header is looked for. */
const SEARCHED = 50;

/** Column names and delimiter from a file's first bytes, as UTF-8. */
export function readHeader(file: string, head: Buffer, options: ReadingOptions): Header {
  const searched = Math.max(SEARCHED, (options.headerRow ?? 0) + 2);
  const few = headRecords(headText(head.subarray(0, USUAL_HEADER)), searched);
  const enough = few.length >= searched || (few.length > 2 && head.length <= USUAL_HEADER);
  const all = enough ? few : headRecords(headText(head), searched);
  // The last one may be cut off.
  const records = all.length > 2 && all.at(-1)?.complete === false ? all.slice(0, -1) : all;
  if (records.every(({ raw }) => raw.trim() === '')) throw refuse('facts.empty-file', { file }, { file });
  const { delimiter, headerRow, headerRows, expect = [] } = options;
  const found = findHeader({ records, delimiter, headerRow, headerRows, expect });
  if (!found) throw refuse('layouts.no-header-line', { line: headerRow ?? 1, rows: headerRows ?? 1 }, { file });
  const { first, last, columns, below, titles } = found;
  if (!columns) throw refuse('facts.bad-header', { file }, { file, line: first.line, row: first.raw.slice(0, 500) });
  const upTo = records.slice(0, records.indexOf(last) + 1);
  return {
    ...{ columns, delimiter: found.delimiter, below, titles },
    line: first.line,
    lastLine: last.line,
    skip: last.ends,
    records: upTo.length,
    blank: upTo.filter(({ raw }) => [...raw].every((letter) => letter === found.delimiter)).length,
  };
}

function headText(head: Buffer): string {
  return new TextDecoder().decode(withoutMark(head), { stream: true });
}

/** Throws when two columns have one name; those without a name may be many, because nobody can ask for them. */
export function refuseDuplicates(file: string, { columns, line }: Pick<Header, 'columns' | 'line'>): void {
  const seen = new Map<string, number>();
  columns.forEach((column, index) => {
    const first = seen.get(column);
    if (column !== '' && first !== undefined)
      throw refuse('facts.duplicate-column', { file, column, first: first + 1, second: index + 1 }, { file, line, column });
    seen.set(column, index);
  });
}
