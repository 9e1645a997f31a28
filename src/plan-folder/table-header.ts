import { type Finding, finding, type Place } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import type { CsvRecord } from './csv-records.ts';
import { csvCells } from './csv-text.ts';
import { levelNameFindings } from './level-columns.ts';
import { nearMatch } from './near-match.ts';

/** The fixed columns of a file; its level columns stand between `before` and `after`. */
export interface TableFormat {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Those of them that a file may lack: then their cells are blank; among the levels they are one of these. */
  readonly optional?: readonly string[];
}

export interface TableHeader {
  /** The organisation levels of this file, outermost first. */
  readonly levels: readonly string[];
  /** Index of each column by its name, levels included. */
  readonly indexes: ReadonlyMap<string, number>;
  readonly width: number;
  readonly findings: readonly Finding[];
}

/** The header line of a file in `format`. */
export function headerLine({ before, after }: TableFormat, levels: readonly string[]): string {
  return csvCells([...before, ...levels, ...after]);
}

/**
 * Finds the fixed columns wherever they stand; every other column between the last of `before` and the first of `after` is a
 * level. Missing, unknown and repeated columns are errors, all at once.
 */
export function readHeader(record: CsvRecord, format: TableFormat, file: string): TableHeader {
  const names = record.cells.map(normalName);
  const line = { file, line: record.line, row: csvCells(record.cells) };
  const placeOf = (column: string): Place => ({ ...line, column, ...(names.includes(column) && { cell: column }) });
  const columns = sortColumns(names, format);
  const delimiter = wrongDelimiter(names);
  const findings =
    delimiter === undefined
      ? columnFindings(columns, { names, format, placeOf })
      : [finding('error', 'folder.csv-delimiter', { delimiter }, line)];
  const indexes = new Map(names.map((name, index) => [name, index]));
  return { levels: columns.levels, indexes, width: names.length, findings };
}

interface HeaderContext {
  readonly names: readonly string[];
  readonly format: TableFormat;
  readonly placeOf: (column: string) => Place;
}

function columnFindings(columns: SortedColumns, { names, format, placeOf }: HeaderContext): Finding[] {
  const fixed = fixedColumns(names, format);
  const twice = fixed.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  const known = fixed.join(', ');
  return [
    ...columns.missing.map((column) => missingFinding(column, columns.misspelt.get(column), placeOf)),
    ...columns.strangers.map((column) => finding('error', 'folder.unknown-column', { column, known }, placeOf(column))),
    ...twice.map((column) => finding('error', 'folder.column-twice', { column }, placeOf(column))),
    ...levelNameFindings(columns.levels, (index) => placeOf(columns.levels[index] ?? '')),
  ];
}

interface SortedColumns {
  readonly levels: readonly string[];
  readonly strangers: readonly string[];
  readonly missing: readonly string[];
  /** The column that a missing one was most likely meant to be. */
  readonly misspelt: ReadonlyMap<string, string>;
}

function sortColumns(names: readonly string[], format: TableFormat): SortedColumns {
  const fixed = new Set(fixedColumns(names, format));
  const others = names.filter((name) => !fixed.has(name));
  const missing = [...fixed].filter((name) => !names.includes(name) && !format.optional?.includes(name));
  const misspelt = new Map(missing.flatMap((name) => pairWith(name, nearMatch(name, others))));
  const meant = new Set(misspelt.values());
  const isLevel = levelSpan(names, format);
  const levels: string[] = [];
  const strangers: string[] = [];
  names.forEach((name, index) => {
    if (!fixed.has(name) && !meant.has(name)) (isLevel(index) ? levels : strangers).push(name);
  });
  return { levels, strangers, missing, misspelt };
}

/** The columns of the format, less optional ones where the file has a level of that name. */
function fixedColumns(names: readonly string[], { before, after, optional = [] }: TableFormat): string[] {
  const needed = (columns: readonly string[]) => columns.filter((name) => !optional.includes(name));
  const isLevel = levelSpan(names, { before: needed(before), after: needed(after) });
  return [...before, ...after].filter((name) => !optional.includes(name) || !isLevel(names.indexOf(name)));
}

/** Whether a column stands behind all of `before` and ahead of all of `after` that come behind these. */
function levelSpan(
  names: readonly string[],
  { before, after }: Pick<TableFormat, 'before' | 'after'>,
): (index: number) => boolean {
  const from = Math.max(-1, ...before.map((name) => names.indexOf(name)));
  const ends = after.map((name) => names.indexOf(name)).filter((index) => index > from);
  const to = Math.min(names.length, ...ends);
  return (index) => index > from && index < to;
}

function pairWith(name: string, near: string | undefined): [string, string][] {
  return near === undefined ? [] : [[name, near]];
}

function missingFinding(column: string, near: string | undefined, placeOf: (column: string) => Place): Finding {
  if (near === undefined) return finding('error', 'folder.missing-column', { column }, placeOf(column));
  return finding('error', 'folder.misspelt-column', { column, near }, placeOf(near));
}

function wrongDelimiter(names: readonly string[]): string | undefined {
  if (names.length > 1) return undefined;
  return [';', '\t', '|'].find((delimiter) => names[0]?.includes(delimiter));
}
