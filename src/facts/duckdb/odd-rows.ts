import type { Finding } from '../../core/finding.ts';
import { type CellNote, EXCEL_ERRORS, noteFindings } from '../cells/cell-notes.ts';
import { cellForm } from '../cells/query-form.ts';
import { readAmount, readDate } from '../cells/read-cell.ts';
import type { TotalsQuery } from '../facts-source.ts';
import { fileAmount } from '../file-amount.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import type { RawSums } from '../raw-sums.ts';
import type { Asking } from './asking.ts';
import { knownRowsSql, knownSumsSql, notesSql, ODD_TEXTS, oddRowsSql } from './odd-rows-sql.ts';
import { type RowToTax, taxedSql } from './row-tax-sql.ts';
import type { DuckDbCell } from './run-duckdb.ts';
import { type FactsColumns, type FactsReading, rateColumn } from './totals-query.ts';

export interface OddRows {
  readonly sums: RawSums;
  readonly findings: readonly Finding[];
}

/** Sums of the rows that plain cells leave over, bad ones included. */
export async function readOddRows(asking: Asking): Promise<OddRows> {
  const { db, files, query } = asking;
  await knowOddRows(asking, rateColumn(query));
  const sums = await db.sums({ ...query, running: undefined, sql: knownSumsSql(query) });
  const [notes = []] = await db.rows([notesSql(query)]);
  return {
    sums,
    findings: noteFindings(
      notes.map((row) => noteOf(row, files, query)),
      query.grain,
    ),
  };
}

/**
 * Makes the table `known` of the rows that the patterns do not read: the engine groups them by their texts, every text is read
 * once by the one rule set, and only the texts pass through here, one by one. `also` are further columns that it has.
 */
export async function knowOddRows(
  { db, files, query, parallel }: Asking<FactsColumns & Pick<TotalsQuery, 'cells' | 'tax'>>,
  also: NonNullable<FactsReading['also']>,
): Promise<void> {
  const form = cellForm(query.cells);
  const powers = files.map((file) => fileAmount(file, query.amount).power);
  const scaled = powers.flatMap((power, file) => (power === 0 ? [] : [file]));
  await db.rows([oddRowsSql(files, query, { parallel, also }), ...ODD_TEXTS.tables]);
  await db.translate(ODD_TEXTS.dates, 'dates', ([text]) => {
    const read = readDate(text as string, form);
    return 'problem' in read
      ? [text!, null, null, noteOfProblem(read.problem)]
      : [text!, read.day, read.through, monthNote(read)];
  });
  await db.translate(ODD_TEXTS.amounts(scaled), 'amounts', ([text, hasUnit]) => {
    const read = readAmount(text as string, { ...form, power: hasUnit ? 1 : 0 });
    return 'problem' in read
      ? [text!, hasUnit!, null, noteOfProblem(read.problem)]
      : [text!, hasUnit!, read.amount, read.notice ?? null];
  });
  const { tax } = query;
  const taxed = (row: RowToTax) => tax && taxedSql(tax.column === undefined ? { ...row, rate: `''` } : row, tax, powers);
  await db.rows([knownRowsSql(scaled, taxed)]);
}

function noteOfProblem(problem: string): string | null {
  return problem === 'facts.excel-error' || problem === 'facts.excel-hashes' ? EXCEL_ERRORS : null;
}

function monthNote({ day, through }: { readonly day: number; readonly through: number }): string | null {
  return day === through ? null : 'facts.month-cells';
}

function noteOf(
  [note, dated, count, file, text]: readonly DuckDbCell[],
  files: readonly PreparedFile[],
  query: TotalsQuery,
): CellNote {
  const { name } = files[Number(file)]!;
  const column = dated === true ? query.date : fileAmount(files[Number(file)]!, query.amount).column;
  return { code: String(note), count: Number(count), file: name, column, cell: String(text) };
}
