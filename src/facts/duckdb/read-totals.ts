import type { Refusal } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import type { FactsResult, Reject, TotalsQuery } from '../facts-source.ts';
import { fileAmount } from '../file-amount.ts';
import type { AskedSums } from '../files/layout/check-subtotals.ts';
import type { NamedSums } from '../files/layout/subtotal-sums.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import type { TempFolder } from '../files/temp-folder.ts';
import { gatherTotals } from '../gather-totals.ts';
import { joinSums, withoutKey } from '../raw-sums.ts';
import type { AheadSums } from '../read-ahead.ts';
import { STATUS } from '../row-status.ts';
import type { Asking } from './asking.ts';
import { disagreement, type FileAccount, fileAccounts, knowsTotals, rowAccount } from './file-accounts.ts';
import type { OddRows } from './odd-rows.ts';
import type { DuckDb } from './run-duckdb.ts';
import { totalsFindings } from './totals-findings.ts';
import { totalsSql } from './totals-query.ts';

/** A query whose first statement may have been asked already: its sums, for the SQL that they belong to. */
export interface TotalsAhead extends TotalsQuery {
  readonly ahead?: AheadSums | undefined;
}

/**
 * Reads totals and holds the account of rows against what Node counted. DuckDB reads a file in parts at the same time; where
 * odd quotes make that fail, it reads once more from front to back before the run is refused.
 */
export async function readTotals(files: readonly PreparedFile[], query: TotalsAhead, temp: TempFolder): Promise<FactsResult> {
  const mark = query.sink?.mark();
  const attempt = await tryTotals({ files, query, parallel: true }, temp);
  if ('totals' in attempt) return attempt;
  if (mark !== undefined) query.sink?.backTo(mark);
  const again = await tryTotals({ files, query, parallel: false }, temp);
  if ('totals' in again) return again;
  throw again;
}

async function tryTotals(asking: Omit<Asking<TotalsAhead>, 'db'>, temp: TempFolder): Promise<FactsResult | Refusal> {
  const { files, query, parallel } = asking;
  const { useDuckDb } = await import('./run-duckdb.ts');
  const read = (db: DuckDb) => readAll({ ...asking, db });
  const { sums, findings, named } = await useDuckDb(temp, read, query);
  const accounts = fileAccounts(files, sums);
  const missed = parallel ? accounts.find((account) => !knowsTotals(account, query)) : undefined;
  if (missed) return disagreement(missed, missed.file.records - missed.broken);
  const tooMany = accounts.find(({ broken }) => broken < 0);
  if (tooMany) return disagreement(tooMany, tooMany.file.records - tooMany.broken);
  const rejects = await describeRejects(accounts, query);
  if (!Array.isArray(rejects)) return rejects;
  // Taxed rows are in the base unit already.
  const powers = files.map((file) => (query.tax ? 0 : fileAmount(file, query.amount).power));
  const told = await totalsFindings({ accounts, query, sums, named, powers });
  const totals = gatherTotals({ sums, query, powers, account: rowAccount(accounts) });
  return { totals, rejects, findings: [...findings, ...told] };
}

interface AllSums extends OddRows {
  /** For each file the sums that its rows of totals are held against, where the engine gives them. */
  readonly named: readonly (NamedSums | undefined)[];
}

async function readAll(asking: Asking<TotalsAhead>): Promise<AllSums> {
  const { files, query } = asking;
  const read = await readSums(asking);
  const named: (NamedSums | undefined)[] = [];
  for (const [index, file] of files.entries()) {
    const asked =
      query.amount.column !== '' && file.mayHoldTotals && file.totalRows?.length ? await askedSums(file, query) : undefined;
    if (!asked) named.push(undefined);
    else if (isWithin(asked, query))
      named.push({ sums: read.sums, file: index, columns: query.levels.map(({ column }) => column) });
    else {
      const all = { where: [], range: undefined, running: undefined, tax: undefined };
      const { sums } = await readSums({ ...asking, files: [file], query: { ...query, ...asked, ...all } });
      named.push({ sums, file: 0, columns: asked.levels.map(({ column }) => column) });
    }
  }
  return { ...read, named };
}

async function askedSums(file: PreparedFile, query: TotalsQuery): Promise<AskedSums | undefined> {
  const { askSums } = await import('../files/layout/check-subtotals.ts');
  return askSums(file, query);
}

/** Whether the sums of a query hold those that are asked. */
function isWithin({ levels, grain }: AskedSums, query: TotalsQuery): boolean {
  const columns = query.levels.map(({ column }) => normalName(column));
  return (
    query.tax === undefined &&
    query.where.length === 0 &&
    query.range === undefined &&
    (grain === 'month' || query.grain === 'day') &&
    levels.every(({ column }) => columns.includes(column))
  );
}

/** Sums of the plain rows, then, where the patterns left rows over, those of the others in their place. */
async function readSums(asking: Asking<TotalsAhead>): Promise<OddRows> {
  const { db, files, query, parallel } = asking;
  const { ahead } = query;
  const sql = totalsSql(files, query, parallel);
  const known = ahead?.sql === sql ? await ahead.sums : undefined;
  const sums = known ?? (await db.sums({ ...query, sql }));
  if (!sums.key.includes(STATUS.bad)) return { sums, findings: [] };
  const { readOddRows } = await import('./odd-rows.ts');
  const odd = await readOddRows(asking);
  return { sums: joinSums([withoutKey(sums, STATUS.bad), odd.sums]), findings: odd.findings };
}

/**
 * The first bad rows of all files. A file with rows that the engine did not give out is read whole even when enough rows are
 * described: only a second count shows that they are broken and not lost.
 */
async function describeRejects(accounts: readonly FileAccount[], query: TotalsQuery): Promise<Reject[] | Refusal> {
  const rejects: Reject[] = [];
  for (const account of accounts.filter(({ bad, broken }) => bad + broken > 0)) {
    const { file, bad, broken } = account;
    const limit = Math.max(0, query.describeRejects - rejects.length);
    const whole = broken > 0 || query.sink !== undefined;
    if (limit === 0 && !whole) continue;
    const { findRejects } = await import('../files/find-rejects.ts');
    const found = await findRejects({ file, query, limit, whole });
    if (found.readWhole && (found.bad !== bad || found.broken !== broken))
      return disagreement(account, file.records - broken - bad + found.bad + found.broken);
    rejects.push(...found.rejects);
  }
  return rejects;
}
