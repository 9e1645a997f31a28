import type { Rate } from '../core/allocation/methods/rate.ts';
import { type Decimal, power10 } from '../core/amount.ts';
import type { Day } from '../core/calendar/day.ts';
import { parsePeriod } from '../core/calendar/parse-period.ts';
import type { Period } from '../core/calendar/period.ts';
import type { Finding } from '../core/finding.ts';
import type { Competitors, Market } from '../core/market/market.ts';
import type { CsvRow, CsvTable, TableSource } from './csv-table.ts';
import { parseShare } from './events-csv.ts';
import { commonScale, FINEST_SCALE, reduced, unitsAt } from './exact-amounts.ts';
import { type RowReading, readRows, type UnitRow } from './row-codec.ts';
import { byKey } from './row-order.ts';
import type { RowReader, TableContext } from './row-reader.ts';

/** `market.csv` as core takes it, with what is wrong with it. */
export interface MarketFile extends Market {
  readonly findings: readonly Finding[];
}

/** `competitors.csv` as core takes it, with what is wrong with it. */
export interface CompetitorsFile extends Competitors {
  readonly findings: readonly Finding[];
}

interface Known extends UnitRow {
  readonly period: Period | undefined;
  readonly source: string;
  readonly date: Day | undefined;
}

/** A row with cells that may be wrong: then the file has an error and the row is left out. */
interface Draft extends Known {
  readonly size: Decimal | undefined;
  readonly growth: Rate | undefined;
}

function knownOf(row: CsvRow, cells: RowReader, { fiscal }: TableContext): Known {
  return {
    period: parsePeriod(cells.period(row, 'period'), fiscal),
    path: cells.path(row),
    source: cells.text(row, 'source'),
    date: cells.day(row, 'date'),
    line: row.line,
  };
}

/** A row whose period cannot be read is like no other. */
const periodKey = (row: Known) => row.period?.label ?? `?${row.line}`;

function marketReading(context: TableContext): RowReading<Draft> {
  return {
    format: { before: [], after: ['period', 'size', 'growth', 'source', 'date'] },
    read: (row, cells, table) => {
      const size = readSize(row, cells, table);
      const growth = readGrowth(row, cells, table);
      if (isBlank(row, cells, 'size') && isBlank(row, cells, 'growth')) table.report(row, 'size', 'market.says-nothing');
      return { ...knownOf(row, cells, context), size, growth };
    },
    order: byKey(periodKey, (row) => row.path),
  };
}

function isBlank(row: CsvRow, cells: RowReader, column: string): boolean {
  return cells.raw(row, column) === '';
}

function readSize(row: CsvRow, cells: RowReader, table: CsvTable): Decimal | undefined {
  const written = cells.decimal(row, 'size');
  const size = written && reduced(written);
  if (size && size.coefficient < 0n) table.report(row, 'size', 'market.negative');
  if (!size || size.scale <= FINEST_SCALE) return size;
  table.report(row, 'size', 'folder.too-fine', { most: FINEST_SCALE });
  return undefined;
}

function readGrowth(row: CsvRow, cells: RowReader, table: CsvTable): Rate | undefined {
  const written = cells.raw(row, 'growth');
  const growth = parseMarketGrowth(written);
  if (written !== '' && growth === undefined) table.report(row, 'growth', 'market.bad-growth', { value: written });
  return growth;
}

/** `6%`, `+6%`, `-3.5%` or `0.06`, from -100 % to 100 %, as many digits as are written; undefined for anything else. */
export function parseMarketGrowth(text: string): Rate | undefined {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/u.exec(text.normalize('NFKC').trim()) ?? [];
  const share = parseShare(rest);
  if (share === undefined) return undefined;
  const digits = Math.max(share.scale, writtenDigits(rest));
  const numerator = share.coefficient * power10(digits - share.scale);
  return { numerator: sign === '-' ? -numerator : numerator, denominator: power10(digits) };
}

/** Digits of the fraction that a share is written with: 3 of `6.0%`. */
function writtenDigits(text: string): number {
  const [, decimals = ''] = /^\d+(?:\.(\d+))?/u.exec(text) ?? [];
  return decimals.length + (/(%|pct)$/iu.test(text) ? 2 : 0);
}

/**
 * Reads `market.csv`, columns `{levels},period,size,growth,source,date`: how large the market of a unit is in a period, how much it
 * grows against the year before, and where that is from. Sizes are exact, with up to six decimals; a blank size is an expectation
 * that only says the growth. All problems at once; a unit that stands twice for a period is an error.
 */
export function readMarketCsv(source: TableSource, context: TableContext): MarketFile {
  const { levels, rows, findings } = readRows(marketReading(context), source, context);
  const scale = commonScale(
    rows.map(({ size }) => size),
    0,
  );
  const whole = rows.flatMap(({ path, period, size, line, ...said }) => {
    const place = { file: source.file, line };
    return period ? [{ unit: path, period, ...said, size: size && unitsAt(size, scale), place }] : [];
  });
  return { levels, scale, rows: whole, findings };
}

interface CompetitorDraft extends Known {
  readonly competitor: string;
  readonly share: Rate | undefined;
}

function competitorReading(context: TableContext): RowReading<CompetitorDraft> {
  return {
    format: { before: [], after: ['period', 'competitor', 'share', 'source', 'date'] },
    read: (row, cells, table) => {
      const written = cells.name(row, 'share');
      const share = parseShare(written);
      if (written !== '' && share === undefined) table.report(row, 'share', 'market.bad-share', { value: written });
      return {
        ...knownOf(row, cells, context),
        competitor: cells.name(row, 'competitor'),
        share: share && { numerator: share.coefficient, denominator: power10(share.scale) },
      };
    },
    order: byKey<CompetitorDraft>(
      periodKey,
      (row) => row.path,
      (row) => row.competitor || `?${row.line}`,
    ),
  };
}

/**
 * Reads `competitors.csv`, columns `{levels},period,competitor,share,source,date`: what competitors have of the market of a unit in a
 * period, as `30%` or `0.3`. A competitor that stands twice for a unit and period is an error.
 */
export function readCompetitorsCsv(source: TableSource, context: TableContext): CompetitorsFile {
  const { levels, rows, findings } = readRows(competitorReading(context), source, context);
  const whole = rows.flatMap(({ path, period, share, line, ...said }) => {
    return period && share ? [{ unit: path, period, share, ...said, place: { file: source.file, line } }] : [];
  });
  return { levels, rows: whole, findings };
}
