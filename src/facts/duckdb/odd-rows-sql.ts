import { EXCEL_ERRORS } from '../cells/cell-notes.ts';
import type { TotalsQuery } from '../facts-source.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import { STATUS } from '../row-status.ts';
import type { RowToTax } from './row-tax-sql.ts';
import {
  amountSql,
  dateSql,
  type FactsColumns,
  type FactsReading,
  factsSql,
  holdTotals,
  keySql,
  wholeSql,
} from './totals-query.ts';

/**
 * Rows that the patterns of plain cells do not read, in groups of equal texts: table `odd`. A plain day stands in `d`, the sum of
 * plain amounts in `a` (whole numbers at `AMOUNT_SCALE`), else the texts in `dtext` and `atext`. Rows that are taxed one by one stand together only where their amounts are equal.
 */
export function oddRowsSql(
  files: readonly PreparedFile[],
  query: FactsColumns & Pick<TotalsQuery, 'tax'>,
  reading: FactsReading,
): string {
  const columns = ['f', ...query.levels.map((_, i) => `l${i}`), ...Object.keys(reading.also ?? {})].join(', ');
  const kept = [...query.where.map((_, i) => `w${i} AND `), ...(holdTotals(files) ? ['NOT t AND '] : [])].join('');
  return `CREATE OR REPLACE TABLE odd AS
    WITH facts AS (${factsSql(files, query, reading)}),
    checked AS (SELECT ${columns}, ${dateSql('d')} AS day, ${amountSql('a')} AS plain, d, a FROM facts WHERE ${kept} true),
    left_over AS (SELECT ${columns}, day, coalesce(plain, ${amountSql(SIGN_OFF)}) AS plain, d, a FROM checked WHERE day IS NULL OR plain IS NULL),
    told AS (SELECT ${columns}, day AS d, CASE WHEN day IS NULL THEN ${oddText('d')} END AS dtext, plain,
      CASE WHEN plain IS NULL THEN ${oddText('a')} END AS atext FROM left_over)
    SELECT ${columns}, d, dtext, atext, sum(${wholeSql('plain')}) AS a, count(*) AS n FROM told
    GROUP BY ${columns}, d, dtext, atext${query.tax ? ', plain' : ''}`;
}

/** A sign of money before a plain number changes nothing, and where it stands it stands in every row: each would be a group. */
const SIGN_OFF = `regexp_replace(a, '^[¥￥] ?([-+0-9])', '\\1')`;

/** The driver takes U+FEFF off the beginning of a text, which then is another one; in a cell it means nothing. */
function oddText(cell: string): string {
  return `replace(coalesce(${cell}, ''), chr(65279), '')`;
}

/** The texts of `odd` and what they mean; `scaled` tells amounts of files whose column has a unit from the others. */
export const ODD_TEXTS = {
  dates: 'SELECT DISTINCT dtext FROM odd WHERE dtext IS NOT NULL',
  amounts: (files: readonly number[]) => `SELECT DISTINCT atext, ${isScaled('f', files)} FROM odd WHERE atext IS NOT NULL`,
  tables: [
    'CREATE OR REPLACE TABLE dates(t VARCHAR, d INTEGER, e INTEGER, note VARCHAR)',
    'CREATE OR REPLACE TABLE amounts(t VARCHAR, scaled BOOLEAN, v BIGINT, note VARCHAR)',
  ],
} as const;

function isScaled(file: string, files: readonly number[]): string {
  return files.length === 0 ? 'false' : `${file} IN (${files.join(', ')})`;
}

/** The groups with what their texts mean, in table `known`: day `d` through `e`, sum `a`, rows `n`, notes `dnote` and `anote`. */
export function knownRowsSql(scaled: readonly number[], taxed: (row: RowToTax) => string | undefined): string {
  const one = `CASE WHEN atext IS NULL THEN odd.a // n ELSE v::HUGEINT END`;
  const amount = `CASE WHEN atext IS NULL THEN odd.a ELSE v::HUGEINT * n END`;
  const day = (column: string) => `coalesce(odd.d, DATE '1970-01-01' + dates.${column})`;
  const rowTaxed = taxed({ amount: one, day: day('d'), rate: 'odd.r' });
  return `CREATE OR REPLACE TABLE known AS SELECT odd.* EXCLUDE (d, a), ${day('d')} AS d, ${day('e')} AS e,
    ${rowTaxed === undefined ? amount : `${rowTaxed} * n`} AS a, dates.note AS dnote, amounts.note AS anote
    FROM odd LEFT JOIN dates ON dates.t = dtext LEFT JOIN amounts ON amounts.t = atext AND amounts.scaled = ${isScaled('odd.f', scaled)}`;
}

/** Sums of `known`, in the form of `totalsSql`; its rows were selected. */
export function knownSumsSql({ levels, range, grain }: TotalsQuery): string {
  const units = levels.map((_, i) => `, l${i}`).join('');
  return `WITH keyed AS (SELECT *, ${keySql({ where: [], range, grain })} AS k FROM known)
    SELECT f${units}, k, sum(a)::HUGEINT AS a, sum(n)::INTEGER AS n, min(d) AS lo, max(e) AS hi FROM keyed GROUP BY f${units}, k`;
}

/** Notes on the rows of `known`: code, whether it is the date's, rows, and file and text of an example. Notes on a value need the row to count. */
export function notesSql({ range, grain }: Pick<TotalsQuery, 'range' | 'grain'>): string {
  const notes = (isDate: boolean, note: string, text: string) =>
    `SELECT ${note} AS note, ${isDate} AS dated, n, {'f': f, 't': ${text}} AS example FROM keyed
      WHERE ${note} IS NOT NULL AND (${note} = '${EXCEL_ERRORS}' OR k > DATE '1970-01-01' + (${STATUS.bad}))`;
  return `WITH keyed AS (SELECT *, ${keySql({ where: [], range, grain })} AS k FROM known),
    notes AS (${notes(true, 'dnote', 'dtext')} UNION ALL ${notes(false, 'anote', 'atext')}),
    counted AS (SELECT note, dated, sum(n)::BIGINT AS n, min(example) AS example FROM notes GROUP BY note, dated)
    SELECT note, dated, n, example.f, example.t FROM counted ORDER BY note, dated`;
}
