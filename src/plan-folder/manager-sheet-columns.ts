import { DISPLAY_UNITS, type DisplayUnit } from '../core/amount.ts';
import { type Finding, finding } from '../core/finding.ts';
import {
  folded,
  headerParts,
  type OpenSheet,
  SHEET_COLUMNS,
  type SheetColumn,
  type SheetWords,
  sheetHeader,
} from './manager-sheet.ts';

/** Where everything stands in a sheet; -1 for a column that is not there. */
export interface SheetLayout<P> {
  readonly indexOf: (column: SheetColumn) => number;
  /** By the level's depth. */
  readonly levels: readonly number[];
  /** The period columns in the order of the file. */
  readonly periods: readonly { readonly index: number; readonly period: P }[];
  /** The unit of all amounts; undefined for the base unit. */
  readonly unit: DisplayUnit | undefined;
  readonly findings: readonly Finding[];
}

export interface LayoutWords<P> {
  readonly words: SheetWords;
  readonly levels: readonly string[];
  /** The period that a header means, without its unit. */
  readonly periodOf: (name: string) => P | undefined;
}

interface Header {
  readonly written: string;
  readonly index: number;
  readonly name: string;
  readonly unit: string;
}

/**
 * Knows the columns of a sheet by their headers, wherever they stand: ours in either language, the plan's levels, its periods.
 * Columns that are missing or stand twice are errors, and so are amounts in several units; others are named and left out.
 */
export function sheetLayout<P>(sheet: OpenSheet, { words, levels, periodOf }: LayoutWords<P>): SheetLayout<P> {
  const headers = sheet.header.cells.map((written, index): Header => ({ written, index, ...headerParts(written) }));
  const named = new Map<string, Header[]>();
  for (const header of headers) named.set(folded(header.name), [...(named.get(folded(header.name)) ?? []), header]);
  const take = (names: readonly string[]) => names.flatMap((name) => named.get(folded(name)) ?? []);
  const ours = new Map(SHEET_COLUMNS.map((column) => [column, take(words[column].map((word) => sheetHeader(word, levels)))]));
  const ofLevels = levels.map((level) => headers.filter(({ written }) => folded(written) === folded(level)));
  const taken = new Set([...ours.values(), ...ofLevels].flat());
  const rest = headers.filter((header) => !taken.has(header));
  const periods = rest.flatMap(({ index, name }) => {
    const period = periodOf(name);
    return period === undefined ? [] : [{ index, period }];
  });
  const amounts = [...(['last_year', 'proposal', 'number'] as const).flatMap((column) => ours.get(column) ?? [])];
  const isPeriod = new Set(periods.map(({ index }) => index));
  const { unit, findings } = unitOf([...amounts, ...rest.filter(({ index }) => isPeriod.has(index))], sheet);
  const strangers = rest.filter(({ index, written }) => !isPeriod.has(index) && isUsed(sheet, index, written));
  return {
    indexOf: (column) => ours.get(column)?.[0]?.index ?? -1,
    levels: ofLevels.map((found) => found[0]?.index ?? -1),
    periods,
    unit,
    findings: [
      ...missing(ours, sheet),
      ...[...ours.values(), ...ofLevels, ...twicePeriods(periods, headers)].flatMap((found) => twice(found, sheet)),
      ...findings,
      ...strangers.map((header) => stranger(header, sheet)),
    ],
  };
}

const NEEDED: readonly SheetColumn[] = ['target', 'period', 'number'];

function missing(ours: ReadonlyMap<SheetColumn, readonly Header[]>, { file, header }: OpenSheet): Finding[] {
  const lacking = NEEDED.filter((column) => ours.get(column)?.length === 0);
  return lacking.map((column) => finding('error', `sheet.no-${column}-column`, {}, { file, line: header.line }));
}

function twice(found: readonly Header[], { file, header }: OpenSheet): Finding[] {
  const second = found[1];
  if (!second) return [];
  return [
    finding('error', 'folder.column-twice', { column: second.written }, { file, line: header.line, column: second.written }),
  ];
}

/** The headers of a period that has two columns. */
function twicePeriods<P>(periods: SheetLayout<P>['periods'], headers: readonly Header[]): Header[][] {
  const known = new Map<P, Header[]>();
  for (const { period, index } of periods) known.set(period, [...(known.get(period) ?? []), headers[index] as Header]);
  return [...known.values()];
}

/** The one unit of all amount columns, and of a line above the header. */
function unitOf(amounts: readonly Header[], { file, header, unitAbove }: OpenSheet) {
  const written = new Set(amounts.map(({ unit }) => unit || '元'));
  if (unitAbove !== undefined) written.add(unitAbove.toLowerCase());
  const units = [...written];
  const known = DISPLAY_UNITS.find((unit) => unit === units[0]);
  const isOne = units.length <= 1 && (units.length === 0 || known !== undefined);
  const findings = isOne
    ? []
    : [finding('error', 'sheet.several-units', { units: units.join(', ') }, { file, line: header.line })];
  return { unit: known === '元' ? undefined : known, findings };
}

/** A column with a header or with anything below it; spreadsheets leave empty ones behind. */
function isUsed({ records }: OpenSheet, index: number, written: string): boolean {
  return written.trim() !== '' || records.some(({ cells }) => (cells[index] ?? '').trim() !== '');
}

function stranger({ written, index }: Header, { file, header }: OpenSheet): Finding {
  const column = written.trim() || `#${index + 1}`;
  return finding('warning', 'sheet.other-column', { column }, { file, line: header.line, column });
}
