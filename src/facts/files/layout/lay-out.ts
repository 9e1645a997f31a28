import { constants } from 'node:fs';
import { copyFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Finding, finding, Refusal, refuse } from '../../../core/finding.ts';
import { type CsvText, csvRelation } from '../../duckdb/csv-relation.ts';
import type { StatedUnit } from '../../file-amount.ts';
import { type Header, refuseDuplicates } from '../header.ts';
import { readRecords, splitCells } from '../read-records.ts';
import type { ReadingOptions } from '../reading-options.ts';
import type { RecordScan } from '../record-scanner.ts';
import type { SourceRow } from '../source-row.ts';
import { type TempFolder, tempRefusal } from '../temp-folder.ts';
import { fillColumns, fillDown } from './fill-down.ts';
import { type Footer, findFooter } from './footer.ts';
import { looksLikeTwoRows } from './header-rows.ts';
import { blankFindings, footerFindings, titleFindings, unitFindings, wideFinding } from './layout-findings.ts';
import { dropBlank, fitCells, inTurn, type LayoutStep } from './layout-step.ts';
import { type PlacedRow, totalRows } from './read-places.ts';
import { writeTidy } from './tidy.ts';
import { statedUnit, titleYear } from './title-lines.ts';
import { TotalColumns } from './total-columns.ts';
import { isCoarse, isWide, planWide, type WideLayout, wideRows } from './wide.ts';

/** A scanned file of UTF-8 text; `name` is what a person calls it, `path` where its bytes are. */
export interface Sheet {
  readonly name: string;
  readonly path: string;
  /** Whether `path` is a copy of our own, which may be cut. */
  readonly isCopy: boolean;
  readonly header: Header;
  readonly scan: RecordScan;
  readonly options: ReadingOptions;
  readonly temp: TempFolder;
}

/** A table as the engine reads it. */
export interface LaidOut {
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly records: number;
  readonly findings: readonly Finding[];
  /** A unit that stands above the header. */
  readonly statedUnit?: StatedUnit | undefined;
  /** Whether some row may only add up others; where it is not true no row is looked at. */
  readonly mayHoldTotals?: boolean;
  /** The rows that may, where they are few. */
  readonly totalRows?: readonly PlacedRow[] | undefined;
  relation(parallel: boolean): string;
  rows(): AsyncIterable<SourceRow>;
}

/** The steps of a table that is more than rows under a header, in turn; a plain table has none. */
interface Steps {
  readonly columns: readonly string[];
  /** Made anew for every reading, because a step may remember rows. */
  readonly make: () => readonly LayoutStep[];
  readonly totals: TotalColumns | undefined;
  readonly findings: readonly Finding[];
}

/** Finds what of a file is the table and makes it readable: by skipping and cutting where that is enough, else by a tidied copy. */
export async function layOut(sheet: Sheet): Promise<LaidOut> {
  const { name, header, scan, options } = sheet;
  const refusals = headerProblems(sheet);
  if (refusals.length > 0) throw new Refusal(refusals);
  refuseDuplicates(name, header);
  const footer = await findFooter(sheet.path, header.delimiter, header.columns.length);
  const records = scan.records - header.records - (footer?.records ?? 0);
  if (records <= 0) throw refuse('facts.header-only', { file: name }, { file: name });
  const path = footer ? await cut(sheet, footer) : sheet.path;
  const blank = scan.blank - header.blank - (footer?.delimiters ?? 0);
  const csv: CsvText = { ...header, path, longest: scan.longest, dropBlank: blank > 0 };
  // Where some blank rows have spaces or quotes in them, only a tidied copy is without them all.
  const steps = stepsOf(sheet, blank > 0 && scan.bare > 0);
  const unit = statedUnit(header.titles);
  const shared = {
    statedUnit: unit,
    mayHoldTotals: scan.totalWords && options.keepTotals !== true,
    findings: [
      ...titleFindings(name, header),
      ...unitFindings(name, unit),
      ...footerFindings(name, footer),
      ...(steps?.findings ?? []),
      ...blankFindings(name, blank + (footer?.blank ?? 0)),
    ],
  };
  if (!steps) {
    const rows = () => csvRows(csv, header);
    if (records === blank) throw refuse('facts.header-only', { file: name }, { file: name });
    return {
      ...shared,
      columns: header.columns,
      delimiter: header.delimiter,
      records: records - blank,
      totalRows: await totalRows(sheet, csv),
      relation: (parallel) => csvRelation(csv, parallel),
      rows,
    };
  }
  const table = await tidied(sheet, csv, steps);
  return { ...shared, ...table, findings: [...shared.findings, ...table.findings] };
}

async function tidied(
  { name, header, temp }: Sheet,
  csv: CsvText,
  { columns, make, totals }: Steps,
): Promise<Pick<LaidOut, 'columns' | 'delimiter' | 'records' | 'findings' | 'relation' | 'rows'>> {
  const rows = () => stepped(csvRows(csv, header), inTurn(make()));
  const see: LayoutStep = (row) => {
    totals?.see(row);
    return [row];
  };
  const [fit, ...others] = make();
  const seen = stepped(csvRows(csv, header), inTurn([fit!, see, ...others]));
  const copy = await writeTidy({ rows: seen, columns, to: await temp.newFile() });
  if (copy.records === 0) throw refuse('facts.header-only', { file: name }, { file: name });
  return {
    ...{ columns, delimiter: header.delimiter, records: copy.records },
    findings: totals?.findings() ?? [],
    relation: (parallel) => csvRelation(copy.csv, parallel),
    rows,
  };
}

async function* stepped(rows: AsyncIterable<SourceRow>, step: LayoutStep): AsyncGenerator<SourceRow> {
  for await (const row of rows) yield* step(row);
}

async function* csvRows({ path, delimiter }: CsvText, header: Header): AsyncGenerator<SourceRow> {
  for await (const { raw, line } of readRecords(path, delimiter))
    if (line > header.lastLine && !isDelimiters(raw, delimiter)) yield { raw, line, cells: splitCells(raw, delimiter) };
}

function isDelimiters(raw: string, delimiter: string): boolean {
  return raw.endsWith(delimiter) && raw === delimiter.repeat(raw.length);
}

/** Everything that the file holds before its footer; a file of the user's is copied first. */
async function cut({ path, isCopy, temp }: Sheet, { start }: Footer): Promise<string> {
  const to = isCopy ? path : await temp.newFile();
  try {
    if (!isCopy) await copyFile(path, to, constants.COPYFILE_FICLONE);
    await truncate(to, start);
  } catch (error) {
    throw tempRefusal(dirname(to), error as NodeJS.ErrnoException);
  }
  return to;
}

function headerProblems({ name, header, options }: Sheet): Finding[] {
  const { columns, below, line } = header;
  const place = { file: name, line };
  const dateColumn = options.dateColumn;
  const cells = below.filter((cell) => cell.trim() !== '').join(', ');
  if (options.headerRows === undefined && looksLikeTwoRows(columns, below))
    return [finding('error', 'layouts.two-header-rows', { cells }, { ...place, line: header.lastLine + 1 })];
  if (options.table === undefined && isCoarse(columns, dateColumn))
    return [finding('error', 'layouts.coarse-periods', { columns: columns.join(', ') }, place)];
  return [];
}

function stepsOf(sheet: Sheet, dropBare: boolean): Steps | undefined {
  const { name, header, options } = sheet;
  const { columns } = header;
  const wanted = options.table === 'wide' || (options.table === undefined && isWide(columns, options.dateColumn));
  const wide = wanted
    ? planWide({
        file: name,
        line: header.lastLine,
        columns,
        year: titleYear(header.titles) ?? options.year,
        expect: options.expect ?? [],
      })
    : undefined;
  const filled = fillColumns(name, options.fillDown ?? [], columns);
  const problems = [wide, filled].flatMap((plan) => (Array.isArray(plan) ? plan.filter((item) => typeof item === 'object') : []));
  if (problems.length > 0) throw new Refusal(problems);
  const places = filled as number[];
  const layout = wide as WideLayout | undefined;
  if (!layout && places.length === 0 && !dropBare) return undefined;
  const totals = layout && new TotalColumns(name, layout);
  return {
    columns: layout?.columns ?? columns,
    totals,
    findings: layout ? [wideFinding(name, layout)] : [],
    make: () => [
      fitCells(columns.length),
      dropBlank(header.delimiter),
      ...(places.length > 0 ? [fillDown(places)] : []),
      ...(layout ? [wideRows(layout)] : []),
    ],
  };
}
