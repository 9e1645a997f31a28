import { type Finding, finding, type Place, refuse } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import { csvCells } from './csv-text.ts';
import { decodeText } from './decode-text.ts';

/** The columns of a manager's sheet besides levels and periods. */
export const SHEET_COLUMNS = [
  'target',
  'period',
  'kind',
  'last_year',
  'proposal',
  'number',
  'note',
  'person',
  'date',
  'check',
] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];

/** How the columns are headed, in every language that a sheet may be in. */
export type SheetWords = Readonly<Record<SheetColumn, readonly string[]>>;

/** A column's header in a sheet with these levels: a level that is named alike keeps the name, and ours gets a star. */
export function sheetHeader(word: string, levels: readonly string[]): string {
  return levels.some((level) => folded(level) === folded(word)) ? `${word}*` : word;
}

/** A header as it is compared. */
export function folded(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** `方案（万元）` as its name and its unit as written; without one the unit is blank. */
export function headerParts(written: string): { readonly name: string; readonly unit: string } {
  const match = /^(.*?)\s*(?:\(\s*(元|万元|亿元|k|m)\s*\)|\/\s*(元|万元|亿元))$/i.exec(written.normalize('NFKC').trim());
  return match
    ? { name: match[1] as string, unit: (match[2] ?? match[3] ?? '').toLowerCase() }
    : { name: written.normalize('NFKC').trim(), unit: '' };
}

/** A sheet's file, its header found. */
export interface OpenSheet {
  readonly file: string;
  readonly header: CsvRecord;
  /** The rows below the header. */
  readonly records: readonly CsvRecord[];
  /** A unit that stands in a line above the header: `单位：万元`. */
  readonly unitAbove: string | undefined;
  readonly findings: readonly Finding[];
}

/** How many lines may stand above the header. */
const MOST_ABOVE = 20;

/**
 * Opens a sheet as Excel or WPS saved it as CSV: UTF-8 or GB18030, any line ends, titles above the header. Refuses a workbook, a
 * file with other delimiters, and one without the columns of a sheet.
 */
export function openSheet(bytes: Uint8Array, file: string, words: SheetWords): OpenSheet {
  if (isWorkbook(bytes, file)) throw refuse('sheet.is-workbook', {}, { file });
  const { text, findings } = decodeText(bytes, file);
  const records = [...csvRecords(text.replaceAll('\r', '\n'))];
  const at = records.slice(0, MOST_ABOVE).findIndex((record) => isHeader(record, words));
  const header = records[at];
  if (findings.some(({ severity }) => severity === 'error') || !header) throw notASheet(records, { file, findings });
  const above = records.slice(0, at).flatMap(({ cells }) => cells);
  const unitAbove = above.map((cell) => /单位\s*[:：]\s*(\S+)/.exec(cell)?.[1] ?? '').find((unit) => unit !== '');
  return { file, header, records: records.slice(at + 1), unitAbove, findings };
}

/** A zip or an old workbook, by its first bytes or its name. */
function isWorkbook(bytes: Uint8Array, file: string): boolean {
  const start = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
  return start(0x50, 0x4b, 3, 4) || start(0xd0, 0xcf, 0x11, 0xe0) || /\.(xlsx?|et)$/i.test(file);
}

function isHeader({ cells }: CsvRecord, words: SheetWords): boolean {
  const names = new Set(cells.map((cell) => folded(headerParts(cell).name)));
  const has = (column: SheetColumn) => words[column].some((word) => names.has(folded(word)) || names.has(folded(`${word}*`)));
  return has('target') && (has('number') || has('proposal'));
}

interface Opened {
  readonly file: string;
  readonly findings: readonly Finding[];
}

function notASheet(records: readonly CsvRecord[], { file, findings }: Opened) {
  const unreadable = findings.find(({ severity }) => severity === 'error');
  if (unreadable) return refuse(unreadable.code, {}, { file });
  const first = records[0];
  const delimiter = first?.cells.length === 1 ? ['\t', ';'].find((found) => first.cells[0]?.includes(found)) : undefined;
  if (first && delimiter) return refuse('folder.csv-delimiter', { delimiter }, { file, line: first.line });
  return refuse('sheet.no-header', {}, { file });
}

/** The value that a row has in a named column; the place of a cell for findings. */
export interface SheetRow {
  readonly line: number;
  readonly text: (index: number) => string;
  readonly place: (index: number) => Place;
}

/** The rows that hold anything, cells without white space around and without the apostrophe that keeps a formula asleep. */
export function sheetRows({ file, header, records }: OpenSheet): { rows: SheetRow[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const rows = records.flatMap(({ line, cells, broken }): SheetRow[] => {
    if (broken) {
      findings.push(finding('error', 'folder.csv-quotes', {}, { file, line, row: cells[0] ?? '' }));
      return [];
    }
    const text = (index: number) => normalName(cells[index] ?? '').replace(/^'(?=[=+\-@＝＋－＠])/, '');
    const row = csvCells(cells);
    const place = (index: number): Place => ({
      ...{ file, line, row, cell: cells[index] ?? '' },
      ...(index >= 0 && { column: header.cells[index] ?? '' }),
    });
    return [{ line, text, place }];
  });
  return { rows, findings };
}
