import { normalName } from '../../../core/names.ts';
import { cellNumber } from '../../cells/cell-rules.ts';
import { splitCells } from '../read-records.ts';
import type { HeadRecord } from './head-records.ts';
import { joinHeaderRows } from './header-rows.ts';
import { nameTest } from './known-names.ts';
import { periodName } from './period-names.ts';
import type { TitleLine } from './title-lines.ts';

export interface HeaderSearch {
  /** In the order of the file. */
  readonly records: readonly HeadRecord[];
  readonly delimiter: string | undefined;
  /** The line (1-based) on which the header begins, where a person said it. */
  readonly headerRow: number | undefined;
  readonly headerRows: number | undefined;
  /** Names that some column should have. */
  readonly expect: readonly string[];
}

/** A header and what is around it. */
export interface FoundHeader {
  /** The record in which it begins. */
  readonly first: HeadRecord;
  /** The record in which it ends: the same, but for two rows. */
  readonly last: HeadRecord;
  /** NFC, trimmed; undefined when its quotes are broken. */
  readonly columns: readonly string[] | undefined;
  readonly delimiter: string;
  readonly titles: readonly TitleLine[];
  /** The row under it. */
  readonly below: readonly string[];
}

/** In order of preference where a line holds equally many. */
const DELIMITERS = [',', ';', '\t', '|'];
/** `sep=;`, with which a person tells Excel the delimiter. */
const SEPARATOR_LINE = /^"?sep=(.)"?[,;\t|]*$/iu;

interface Candidate {
  readonly index: number;
  readonly cells: readonly string[] | undefined;
  readonly delimiter: string;
  readonly filled: number;
}

/**
 * The first row in which two known names stand, if no row above it is as wide; else the first with one; else the first row
 * with two cells, none a number; else the first row. Undefined when there is no such line, or no row at all.
 */
export function findHeader(search: HeaderSearch): FoundHeader | undefined {
  const separator = SEPARATOR_LINE.exec(search.records[0]?.raw ?? '')?.[1];
  const records = separator === undefined ? search.records : search.records.slice(1);
  const delimiter = search.delimiter ?? separator;
  const at = search.headerRow === undefined ? searchHeader(records, delimiter, search) : lineIndex(records, search.headerRow);
  return at === undefined || !records[at] ? undefined : headerAt(records, at, { ...search, delimiter });
}

function headerAt(records: readonly HeadRecord[], at: number, search: HeaderSearch): FoundHeader | undefined {
  const two = search.headerRows === 2;
  const first = records[at]!;
  const last = two ? records[at + 1] : first;
  if (!last) return undefined;
  const delimiter = search.delimiter ?? detectDelimiter(last.raw);
  const [upper, lower] = [splitCells(first.raw, delimiter), splitCells(last.raw, delimiter)];
  const columns = two ? upper && lower && joinHeaderRows(upper, lower) : upper?.map(normalName);
  const below = records[at + (two ? 2 : 1)];
  return {
    ...{ first, last, columns, delimiter },
    titles: records.slice(0, at).map(({ raw, line }) => ({ line, cells: splitCells(raw, delimiter) ?? [raw] })),
    below: (below && splitCells(below.raw, delimiter)) ?? [],
  };
}

function lineIndex(records: readonly HeadRecord[], line: number): number | undefined {
  const index = records.findIndex((record) => record.line === line);
  return index < 0 ? undefined : index;
}

/** The place of the header's first row among the records. */
function searchHeader(records: readonly HeadRecord[], delimiter: string | undefined, search: HeaderSearch): number | undefined {
  const isName = nameTest(search.expect);
  const score = ({ cells }: Candidate) => new Set((cells ?? []).filter(isName).map(normalName)).size;
  const tests: readonly ((candidate: Candidate) => boolean)[] = [
    (candidate) => score(candidate) >= 2,
    (candidate) => score(candidate) >= 1 && candidate.filled >= 2,
    ({ filled }) => filled >= 2,
  ];
  const seen: Candidate[] = [];
  const first = candidateAt(records, 0, delimiter);
  if (!first) return undefined;
  if (tests[0]!(first)) return 0;
  for (let index = 0; index < records.length; index++) seen.push(candidateAt(records, index, delimiter)!);
  const widest = (index: number) => seen.slice(0, index).every(({ filled }) => filled < seen[index]!.filled);
  const possible = seen.filter((candidate) => candidate.index === 0 || (isText(candidate) && widest(candidate.index)));
  const found = tests.map((test) => possible.find(test)).find(Boolean)?.index ?? 0;
  const above = seen[found - 1];
  return search.headerRows === 2 && above && isUpperRow(above) ? found - 1 : found;
}

function candidateAt(records: readonly HeadRecord[], index: number, given: string | undefined): Candidate | undefined {
  const record = records[index];
  if (!record) return undefined;
  const delimiter = given ?? detectDelimiter(record.raw);
  const cells = splitCells(record.raw, delimiter);
  return { index, cells, delimiter, filled: (cells ?? []).filter((cell) => cell.trim() !== '').length };
}

/** A title stands alone in the first cell. */
function isUpperRow({ cells, filled }: Candidate): boolean {
  return filled >= 2 || (filled === 1 && cells?.[0]?.trim() === '');
}

/** Names are no numbers; months may look like one. */
function isText({ cells }: Candidate): boolean {
  return (cells ?? []).every((cell) => cellNumber(cell) === undefined || periodName(cell) !== undefined);
}

function detectDelimiter(record: string): string {
  const bare = record.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}
