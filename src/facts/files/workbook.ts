import { readFile } from 'node:fs/promises';
import { type CellObject, read, SSF, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { type Finding, finding, refuse } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import { nearNames } from '../near-names.ts';
import type { ReadingOptions } from './reading-options.ts';

/** A sheet as rows of text, from the sheet's first row on: the index of a row is its number in the sheet less one. */
export interface SheetRows {
  readonly sheet: string;
  readonly rows: readonly (readonly string[])[];
  readonly findings: readonly Finding[];
}

/** So much is unpacked in memory that a larger file would end the program instead of the reading. */
const LARGEST = 64 * 1024 ** 2;

/**
 * One sheet of a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods): the one that `sheet` names or numbers, else the first with a
 * table that is not hidden; only the cells of `range`. Numbers come with the 15 digits that a spreadsheet keeps, dates as `2025-01-03`, a cell that is merged
 * downwards in each of its rows; a line break inside a cell is a space. Refuses what is no workbook, is locked by a password or too large.
 */
export async function readWorkbook(name: string, path: string, options: ReadingOptions): Promise<SheetRows> {
  const bytes = await readFile(path);
  if (bytes.length > LARGEST) throw refuse('facts.workbook-too-large', { megabytes: LARGEST / 1024 ** 2 }, { file: name });
  const book = open(name, bytes, { bookSheets: true });
  const range = readRange(name, options.range);
  const candidates = options.sheet === undefined ? visibleSheets(book) : [namedSheet(name, book, options.sheet)];
  for (const sheet of candidates) {
    const rows = rowsOf(open(name, bytes, { sheets: sheet, dense: true, cellNF: true, cellHTML: false }), sheet, range);
    if (isTable(rows)) return { sheet, rows, findings: options.sheet === undefined ? otherSheets(name, sheet, book) : [] };
  }
  throw refuse('facts.no-table', { sheets: candidates.join(', ') }, { file: name });
}

/** Two rows with two cells: a header and something below it. */
function isTable(rows: readonly (readonly string[])[]): boolean {
  return rows.filter((row) => row.filter((cell) => cell !== '').length > 1).length > 1;
}

function otherSheets(file: string, sheet: string, book: WorkBook): Finding[] {
  const others = book.SheetNames.filter((other) => other !== sheet);
  return others.length === 0 ? [] : [finding('note', 'facts.one-sheet', { sheet, others: others.join(', ') }, { file })];
}

function open(file: string, bytes: Buffer, options: Parameters<typeof read>[1]): WorkBook {
  try {
    return read(bytes, { type: 'buffer', ...options });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const code = /password-protected/iu.test(reason) ? 'facts.workbook-locked' : 'facts.bad-workbook';
    throw refuse(code, { reason }, { file });
  }
}

function visibleSheets({ SheetNames, Workbook }: WorkBook): string[] {
  return SheetNames.filter((_, index) => (Workbook?.Sheets?.[index]?.Hidden ?? 0) === 0);
}

function namedSheet(file: string, { SheetNames: names }: WorkBook, wanted: string): string {
  const found = names.find((name) => normalName(name) === normalName(wanted)) ?? names[Number(wanted) - 1];
  if (found !== undefined) return found;
  const near = nearNames(wanted, names)[0] ?? names[0] ?? '';
  throw refuse('facts.no-sheet', { sheet: wanted, sheets: names.join(', '), near }, { file });
}

interface Corner {
  readonly r: number;
  readonly c: number;
}

interface Block {
  readonly s: Corner;
  readonly e: Corner;
}

function readRange(file: string, text: string | undefined): Block | undefined {
  if (text === undefined) return undefined;
  if (!/^[A-Z]{1,3}[1-9]\d{0,6}:[A-Z]{1,3}[1-9]\d{0,6}$/iu.test(text)) throw refuse('facts.bad-range', { range: text }, { file });
  return utils.decode_range(text.toUpperCase());
}

function rowsOf(book: WorkBook, name: string, range: Block | undefined): string[][] {
  const sheet = book.Sheets[name] as WorkSheet | undefined;
  const from1904 = book.Workbook?.WBProps?.date1904 === true;
  return sheet?.['!ref'] ? sheetRows(sheet, { range, from1904 }) : [];
}

interface SheetForm {
  readonly range: Block | undefined;
  readonly from1904: boolean;
}

function sheetRows(sheet: WorkSheet, { range, from1904 }: SheetForm): string[][] {
  const filled = utils.decode_range(sheet['!ref'] as string);
  const last = Math.min(filled.e.r, range?.e.r ?? filled.e.r);
  const [left, right] = [range?.s.c ?? 0, Math.min(filled.e.c, range?.e.c ?? filled.e.c)];
  const cells = (sheet['!data'] ?? []) as ((CellObject | undefined)[] | undefined)[];
  const rows = Array.from({ length: last + 1 }, (_, row) =>
    row < (range?.s.r ?? 0)
      ? []
      : Array.from({ length: right - left + 1 }, (_, column) => cellText(cells[row]?.[left + column], from1904)),
  );
  for (const merge of sheet['!merges'] ?? []) fillDown(rows, merge, left);
  return rows;
}

/** A merged cell has its value in its first row only; every row that it covers means it. What it covers to the right stays blank. */
function fillDown(rows: string[][], { s, e }: Block, left: number): void {
  const column = s.c - left;
  const text = rows[s.r]?.[column];
  if (text === undefined || text === '') return;
  for (const row of rows.slice(s.r + 1, e.r + 1)) if (row[column] !== undefined) row[column] = text;
}

function cellText(cell: CellObject | undefined, date1904: boolean): string {
  if (!cell || cell.t === 'z' || cell.v === undefined) return '';
  if (cell.t === 'e') return cell.w ?? '#ERROR!';
  if (typeof cell.v !== 'number') return String(cell.v).replace(/\s*[\r\n]+\s*/g, ' ');
  const format = String(cell.z ?? 'General');
  return SSF.is_date(format) ? dateText(cell.v, date1904) : numberText(cell.v);
}

/** `2025-01-03`, or with a time of day `2025-01-03 10:20:00`; what is no day stays a number. */
function dateText(serial: number, date1904: boolean): string {
  const parts = serial >= 1 ? SSF.parse_date_code(serial, { date1904 }) : undefined;
  if (!parts) return numberText(serial);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${parts.y}-${two(parts.m)}-${two(parts.d)}`;
  const hasTime = parts.H + parts.M + parts.S > 0;
  return hasTime ? `${day} ${two(parts.H)}:${two(parts.M)}:${two(Math.floor(parts.S))}` : day;
}

/** Without the digits after the fifteenth, which a spreadsheet does not have: 0.1 + 0.2 is 0.3 there. */
function numberText(value: number): string {
  const rounded = Number(value.toPrecision(15));
  if (Number.isInteger(rounded)) return BigInt(rounded).toString();
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(20).replace(/0+$/, '') : text;
}
