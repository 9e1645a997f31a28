import type { CellForm } from '../facts/cells/read-cell.ts';
import { parseCondition } from '../facts/conditions.ts';
import type { Condition } from '../facts/facts-source.ts';
import { DATE_FORMATS, REPEAT_CHECKS, type ReadingOptions, TABLE_FORMS } from '../facts/files/reading-options.ts';
import { bareName, type FlagName } from './flags.ts';
import type { OptionReader } from './option-reader.ts';
import { parseCount, parseMap } from './parse-flags.ts';
import { givenFlags } from './sources/given-flags.ts';
import type { SourceBook } from './sources/source-book.ts';

/** How tables are read: columns by key, rows that count, and what happens to bad ones. */
export interface Reading extends ReadingOptions {
  readonly map: Readonly<Record<string, string>>;
  /** Keys of `--map` itself, not of the folder: each must be of use. */
  readonly asked: readonly string[];
  readonly where: readonly Condition[];
  /** A preset of column names. */
  readonly preset: string | undefined;
  /** The plan folder, whose `presets/` are known beside those where the program was started. */
  readonly folder: string | undefined;
  /** Whether the column of dates is one of periods, such as 2026-Q1. */
  readonly periods?: boolean;
  /** A source that the settings name. */
  readonly source: string | undefined;
  readonly noCache: boolean;
  readonly rejects: string | undefined;
  readonly maxErrors: number | undefined;
  /** How many sums the run may hold. */
  readonly maxGroups: number | undefined;
  /** Sources and metrics of the settings; undefined where they name no source. */
  readonly book: SourceBook | undefined;
  /** The flags about tables that a person gave, by their names without dashes. */
  readonly given: Readonly<Record<string, readonly string[]>>;
  /** What a person said, without what the folder says; where there is a book, it goes before what a source of the settings says of itself. */
  readonly said: Said;
}

/** Flags and variables of the environment about tables. */
export interface Said {
  /** Files of --history and --actual: they take the place of those of a source. */
  readonly files: readonly string[];
  readonly map: Readonly<Record<string, string>>;
  readonly where: readonly Condition[] | undefined;
  readonly options: ReadingOptions;
}

const DELIMITERS: Readonly<Record<string, string>> = { tab: '\t', '\\t': '\t', comma: ',', semicolon: ';', pipe: '|' };

export function readReading(reader: OptionReader, book?: SourceBook): Reading {
  const pairs = reader.both('map').flatMap((text) => {
    const parsed = parseMap(text);
    if (!parsed) reader.fail('map', 'cli.bad-value', { value: text, expected: 'key=column' });
    return parsed ?? [];
  });
  const where = reader.values('where', parseCondition, 'column=value, !=, <, >, in a,b');
  const options = readTableOptions(reader);
  const given = book === undefined ? {} : (book.given ?? givenFlags(reader));
  const isSaid = (name: FlagName) => Object.hasOwn(given, bareName(name));
  const files = (['history', 'actual'] as const).flatMap((name) => (isSaid(name) ? reader.list(name) : []));
  return {
    ...options,
    map: Object.fromEntries(pairs),
    asked: reader.given('map') ? reader.list('map').flatMap((text) => (parseMap(text) ?? []).map(([key]) => key)) : [],
    where,
    preset: reader.text('preset'),
    folder: reader.dir ?? book?.dir,
    source: reader.text('source'),
    noCache: reader.off('cache') || reader.on('noCache'),
    rejects: reader.text('rejects'),
    maxErrors: reader.value('maxErrors', parseCount, '0, 1, 2, ...'),
    maxGroups: reader.value('maxGroups', parsePositive, '1, 2, 3, ...'),
    book,
    given,
    said: {
      files,
      map: Object.fromEntries((given['map'] ?? []).flatMap((text) => parseMap(text) ?? [])),
      where: isSaid('where') && reader.list('where').length > 0 ? where : undefined,
      options: Object.fromEntries(Object.entries(options).filter(([name, value]) => isSaid(name as FlagName) && isGiven(value))),
    },
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** How the bytes and the layout of a table are read. */
function readTableOptions(reader: OptionReader): ReadingOptions {
  const delimiter = reader.text('delimiter');
  return {
    encoding: reader.text('encoding'),
    delimiter: delimiter === undefined ? undefined : (DELIMITERS[delimiter] ?? delimiter),
    headerRow: reader.value('headerRow', parsePositive, '1, 2, 3, ...'),
    headerRows: reader.value('headerRows', (text) => (text === '1' || text === '2' ? Number(text) : undefined), '1, 2'),
    fillDown: reader.list('fillDown').flatMap(splitNames),
    keepTotals: reader.on('keepTotals'),
    table: reader.choice('table', TABLE_FORMS),
    sheet: reader.text('sheet'),
    range: reader.text('range'),
    dateFormat: reader.choice('dateFormat', DATE_FORMATS),
    repeats: reader.choice('repeats', REPEAT_CHECKS),
  };
}

/** The reading of files whose header should name these levels, mapped columns and columns of conditions. */
export function expecting(reading: Reading, levels: readonly string[]): Reading {
  const { map, where } = reading;
  const expect = [...Object.values(map), ...levels, ...where.map(({ column }) => column)];
  return { ...reading, expect, dateColumn: map['date'], orderColumn: map['order'] };
}

/** How cells are read: Excel's day numbers count as dates only in a column that somebody named. */
export function cellsOf({ dateFormat, map, periods }: Pick<Reading, 'dateFormat' | 'map' | 'periods'>): Partial<CellForm> {
  return { serials: map['date'] !== undefined, ...(periods && { periods }), ...(dateFormat && { dateFormat }) };
}

function parsePositive(text: string): number | undefined {
  const count = parseCount(text);
  return count === undefined || count < 1 ? undefined : count;
}

function splitNames(text: string): string[] {
  return text
    .split(/[,，、]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
