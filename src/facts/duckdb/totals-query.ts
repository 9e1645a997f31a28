import { normalName } from '../../core/names.ts';
import {
  AMOUNT_DIGITS,
  AMOUNT_PATTERN,
  AMOUNT_SCALE,
  BLANKS,
  cellNumber,
  DATE_PART_PATTERN,
  DATE_PATTERN,
  NUMBER_PATTERN,
  PLAIN_AMOUNT_PATTERN,
} from '../cells/cell-rules.ts';
import type { Condition, TotalsQuery } from '../facts-source.ts';
import { columnIn, fileAmount } from '../file-amount.ts';
import {
  ALONE_PATTERN,
  ANYWHERE_PATTERN,
  ENDS_PATTERN,
  LATIN_ALONE_PATTERN,
  LATIN_ENDS_PATTERN,
  mayBeTotal,
} from '../files/layout/total-words.ts';
import type { PreparedFile, SourceRow } from '../files/prepared-file.ts';
import { keyColumns } from '../files/total-rows.ts';
import { STATUS } from '../row-status.ts';
import { literal } from './csv-relation.ts';
import { taxedSql } from './row-tax-sql.ts';
import { dayLiteral, trimmed } from './sql-texts.ts';

const DAY_ZERO = `DATE '1970-01-01'`;
/**
 * One statement that reads every column it needs of every file, selects, checks and adds up. Its rows are the sums: file number `f`,
 * levels as written, day or status `k`, sum `a`, number of rows `n`, first and last day `lo` and `hi`.
 */
export function totalsSql(files: readonly PreparedFile[], query: TotalsQuery, parallel: boolean): string {
  const levels = query.levels.map((_, index) => `, l${index}`).join('');
  const wheres = query.where.map((_, index) => `, w${index}`).join('');
  const total = holdTotals(files) ? ', t' : '';
  const { tax } = query;
  const rate = tax?.column === undefined ? '' : ', r';
  const powers = files.map((file) => fileAmount(file, query.amount).power);
  const amount = tax ? `${taxedSql({ amount: wholeSql('a'), day: 'd', rate: rate === '' ? `''` : 'r' }, tax, powers)} AS a` : 'a';
  // The number of the only file would be one more key of every row.
  const [file, key] = files.length === 1 ? ['0::INTEGER AS f', 'k'] : ['f', 'f, k'];
  return `WITH facts AS (${factsSql(files, query, { parallel, also: rateColumn(query) })}),
    cast_once AS (SELECT *, ${timeSql('d')} AS time, ${centsSql('a')} AS cents FROM facts),
    checked AS (SELECT f${levels}${wheres}${total}${rate}, ${dateSql('d', 'time')} AS d, ${amountSql('a', 'cents')} AS a FROM cast_once),
    keyed AS (SELECT f${levels}, ${keySql(query, total !== '')} AS k, d, ${amount} FROM checked)
    SELECT ${file}${levels}, k, sum(a) AS a, count(*)::INTEGER AS n, ${spanSql(query)} FROM keyed GROUP BY ${key}${levels}`;
}

/** The column of a row's own tax rate, `r`, where there is one. */
export function rateColumn({ tax }: Pick<TotalsQuery, 'tax'>): Readonly<Record<string, string>> {
  return tax?.column === undefined ? {} : { r: tax.column };
}

/** Whole numbers of the amounts' last decimal; the product needs more digits than an amount has. */
export function wholeSql(amount: string): string {
  return `(${amount}::DECIMAL(38, ${AMOUNT_SCALE}) * ${10 ** AMOUNT_SCALE})::HUGEINT`;
}

/**
 * The sums in table `added` as a row for each unit of a file: file number, then lists of days (or statuses), sums, numbers of rows, first
 * and last days, then the levels as written. Lists, because a unit's names would cost more than its sums if they came with each day.
 */
export function listsSql(levelCount: number): string {
  const levels = Array.from({ length: levelCount }, (_, index) => `, l${index}`).join('');
  return `SELECT f, list(${dayNumber('k')}), list(a), list(n), list(${dayNumber('lo')}), list(${dayNumber('hi')})${levels}
    FROM added GROUP BY f${levels}`;
}

/** The same with a row for each sum. */
export function singlesSql(levelCount: number): string {
  const levels = Array.from({ length: levelCount }, (_, index) => `, l${index}`).join('');
  return `SELECT f, [${dayNumber('k')}], [a], [n], [${dayNumber('lo')}], [${dayNumber('hi')}]${levels} FROM added`;
}

/** Columns of the facts as they are in the files: level `l0` is the outermost, condition `w0` the first. */
export type FactsColumns = Pick<TotalsQuery, 'date' | 'amount' | 'levels' | 'where'>;

export interface FactsReading {
  readonly parallel: boolean;
  /** Further columns, by their names in the SQL. */
  readonly also?: Readonly<Record<string, string>>;
}

interface FileReading extends FactsReading {
  readonly total: (file: PreparedFile) => readonly string[];
}

/** The rows of all files with the columns `f d a l0 ... w0 ...` and those of `also`, as text but for the conditions; where `holdTotals`, also whether it only adds up others: `t`. */
export function factsSql(files: readonly PreparedFile[], query: FactsColumns, reading: FactsReading): string {
  const { parallel } = reading;
  const total = holdTotals(files) ? (file: PreparedFile) => [`${totalRowSql(file, query, parallel)} AS t`] : () => [];
  return files.map((file, index) => fileSql({ file, index }, query, { ...reading, total })).join(' UNION ALL ');
}

/** Whether some file may hold rows that only add up others; where none does, no row is asked. */
export function holdTotals(files: readonly PreparedFile[]): boolean {
  return files.some(({ mayHoldTotals }) => mayHoldTotals === true);
}

/** The twin of `isTotalRow`; `quick` where a second reading would look at every row. */
function totalRowSql(file: PreparedFile, query: FactsColumns, quick: boolean): string {
  if (!file.mayHoldTotals) return 'false';
  const keys = keyColumns(file.columns, query).map((key) => `coalesce(c${key}, '')`);
  const any = (cells: readonly string[], pattern: string) =>
    cells.map((cell) => `regexp_full_match(${cell}, ${literal(pattern)}, 's')`).join(' OR ');
  const all = file.columns.map((_, index) => `coalesce(c${index}, '')`);
  const blank = keys.map((key) => `${trimmed(key)} = ''`).join(' OR ');
  const total = [
    ...[any(all, ALONE_PATTERN), any(keys, ENDS_PATTERN), any(keys, LATIN_ALONE_PATTERN)],
    `((${any(keys, LATIN_ENDS_PATTERN)}) AND (${blank}))`,
  ];
  // A quick look first: the patterns are dear.
  const known = quick ? file.totalRows : undefined;
  const looks = known ? knownCellsSql(known) : `regexp_matches(concat_ws('|', ${all.join(', ')}), ${literal(ANYWHERE_PATTERN)})`;
  return `CASE WHEN ${looks} THEN (${total.join(' OR ')}) ELSE false END`;
}

/** Whether a cell is one of those in which the words stand that the scan found. */
function knownCellsSql(rows: readonly SourceRow[]): string {
  const byColumn = new Map<number, Set<string>>();
  for (const { cells = [] } of rows)
    cells.forEach((cell, column) => {
      if (mayBeTotal(cell)) byColumn.set(column, (byColumn.get(column) ?? new Set()).add(cell));
    });
  const looks = [...byColumn].map(([column, cells]) => `c${column} IN (${[...cells].map(literal).join(', ')})`);
  return looks.length === 0 ? 'false' : looks.join(' OR ');
}

interface NumberedFile {
  readonly file: PreparedFile;
  readonly index: number;
}

function fileSql({ file, index }: NumberedFile, query: FactsColumns, reading: FileReading): string {
  const { parallel, also = {}, total } = reading;
  const cell = (column: string) => `c${file.columns.indexOf(normalName(column))}`;
  const columns = [
    `${index}::INTEGER AS f`,
    `${cell(query.date)} AS d`,
    `${query.amount.column === '' ? `'0.00'` : cell(fileAmount(file, query.amount).column)} AS a`,
    ...query.levels.map(({ column }, i) => `${cell(columnIn(file, column, query.amount))} AS l${i}`),
    ...query.where.map((condition, i) => `${conditionSql(cell(condition.column), condition)} AS w${i}`),
    ...Object.entries(also).map(([name, column]) => `${cell(column)} AS ${name}`),
    ...total(file),
  ];
  return `SELECT ${columns.join(', ')} FROM ${file.relation(parallel)}`;
}

/**
 * Here and for amounts the commonest form is recognised without a pattern, which is dear. Ten bytes from a year of four digits on
 * that are a time for the engine are a whole day and nothing else (`:` comes after the digits: "epoch     " is a time too); its
 * dates may have anything behind them, and to print one takes longer. Blanks are in the pattern, because to trim every cell is
 * dearer still.
 */
export function dateSql(cell: string, time: string = timeSql(cell)): string {
  const isTenBytes = `strlen(${cell}) = 10 AND ${cell} BETWEEN '1000' AND ':'`;
  const part = `regexp_extract(${trimmed(cell)}, ${literal(DATE_PART_PATTERN)})`;
  return `CASE WHEN ${isTenBytes} AND ${time} BETWEEN TIMESTAMP '1000-01-01' AND TIMESTAMP '9999-12-31' THEN ${time}::DATE
    WHEN ${matchesSql(cell, DATE_PATTERN)} THEN TRY_CAST(${part} AS DATE) END`;
}

/** What `dateSql` and `amountSql` use more than once; the engine works it out as often as it stands in a CASE. */
function timeSql(cell: string): string {
  return `TRY_CAST(${cell} AS TIMESTAMP)`;
}

function centsSql(cell: string): string {
  return `TRY_CAST(${cell} AS DECIMAL(18, 2))`;
}

/** A cell that prints as it was read is plain. */
export function amountSql(cell: string, cents: string = centsSql(cell)): string {
  const type = `DECIMAL(${AMOUNT_DIGITS + AMOUNT_SCALE}, ${AMOUNT_SCALE})`;
  return `CASE WHEN ${cents}::VARCHAR = ${cell} THEN TRY_CAST(${cents} AS ${type})
    WHEN regexp_full_match(${cell}, ${literal(PLAIN_AMOUNT_PATTERN)}) THEN TRY_CAST(${cell} AS ${type})
    WHEN ${matchesSql(cell, AMOUNT_PATTERN)} THEN TRY_CAST(replace(${trimmed(cell)}, ',', '') AS ${type}) END`;
}

function matchesSql(cell: string, pattern: string): string {
  return `regexp_full_match(${cell}, ${literal(`[${BLANKS}]*(?:${pattern})[${BLANKS}]*`)})`;
}

/** What becomes of a row with day `d` and amount `a`: the day of its sum, or its status. */
export function keySql({ where, range, grain }: Pick<TotalsQuery, 'where' | 'range' | 'grain'>, withTotals = false): string {
  const status = (code: number) => `${DAY_ZERO} + (${code})`;
  const whens = [
    ...where.map((_, index) => `WHEN NOT w${index} THEN ${status(STATUS.notSelected)}`),
    ...(withTotals ? [`WHEN t THEN ${status(STATUS.subtotal)}`] : []),
    `WHEN d IS NULL OR a IS NULL THEN ${status(STATUS.bad)}`,
    ...(range ? [`WHEN d < ${dayLiteral(range.start)} OR d > ${dayLiteral(range.end)} THEN ${status(STATUS.outOfRange)}`] : []),
  ];
  return `CASE ${whens.join(' ')} ELSE ${grain === 'month' ? 'd - (day(d)::INTEGER - 1)' : 'd'} END`;
}

/** A group of one day needs no search for its first and last. */
function spanSql({ grain }: TotalsQuery): string {
  return grain === 'month' ? 'min(d) AS lo, max(d) AS hi' : 'k AS lo, k AS hi';
}

/** The twin of `meets` in conditions.ts. */
function conditionSql(cell: string, { operator, values }: Condition): string {
  const text = `nfc_normalize(${trimmed(`coalesce(${cell}, '')`)})`;
  if (operator === '<' || operator === '>') {
    const number = `CASE WHEN regexp_full_match(${text}, ${literal(NUMBER_PATTERN)}) THEN replace(${text}, ',', '')::DOUBLE END`;
    return `coalesce(${number} ${operator} ${cellNumber(values[0] ?? '') ?? 'NULL'}::DOUBLE, false)`;
  }
  const among = values.map((value) => literal(normalName(value))).join(', ');
  return `${text} ${operator === '!=' ? 'NOT IN' : 'IN'} (${among})`;
}

function dayNumber(column: string): string {
  return `(${column} - ${DAY_ZERO})::INTEGER`;
}
