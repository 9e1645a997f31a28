import { type Finding, type Refusal, refuse } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import type { RowAccount } from '../../core/totals.ts';
import { fileDoubts } from '../../core/unit-guard.ts';
import { AMOUNT_SCALE } from '../cells/cell-rules.ts';
import { meets } from '../conditions.ts';
import type { FactsResult, Reject, TotalsQuery } from '../facts-source.ts';
import { fileAmount } from '../file-amount.ts';
import { countFits } from '../files/find-rejects.ts';
import type { AskedSums } from '../files/layout/check-subtotals.ts';
import type { NamedSums } from '../files/layout/subtotal-sums.ts';
import { isTotalRow } from '../files/layout/total-words.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import { fileSketch } from '../files/repeated-rows.ts';
import type { TempFolder } from '../files/temp-folder.ts';
import { keyColumns } from '../files/total-rows.ts';
import { gatherTotals } from '../gather-totals.ts';
import { joinSums, type RawSums, withoutKey } from '../raw-sums.ts';
import type { AheadSums } from '../read-ahead.ts';
import { repeatFindings, sharedFindings } from '../repeat-findings.ts';
import { STATUS } from '../row-status.ts';
import type { OddRows } from './odd-rows.ts';
import type { DuckDb } from './run-duckdb.ts';
import { totalsSql } from './totals-query.ts';

/** A query whose first statement may have been asked already: its sums, for the SQL that they belong to. */
export interface TotalsAhead extends TotalsQuery {
  readonly ahead?: AheadSums | undefined;
}

/** Rows of one file by what became of them; `broken` are those that the engine never gave out as rows. */
interface FileAccount {
  readonly file: PreparedFile;
  used: number;
  bad: number;
  outOfRange: number;
  notSelected: number;
  subtotals: number;
  broken: number;
}

/**
 * Reads totals and holds the account of rows against what Node counted. DuckDB reads a file in parts at the same time; where
 * odd quotes make that fail, it reads once more from front to back before the run is refused.
 */
export async function readTotals(files: readonly PreparedFile[], query: TotalsAhead, temp: TempFolder): Promise<FactsResult> {
  const mark = query.sink?.mark();
  const attempt = await tryTotals(files, query, temp, true);
  if ('totals' in attempt) return attempt;
  if (mark !== undefined) query.sink?.backTo(mark);
  const again = await tryTotals(files, query, temp, false);
  if ('totals' in again) return again;
  throw again;
}

async function tryTotals(
  files: readonly PreparedFile[],
  query: TotalsAhead,
  temp: TempFolder,
  parallel: boolean,
): Promise<FactsResult | Refusal> {
  const { useDuckDb } = await import('./run-duckdb.ts');
  const read = (db: DuckDb) => readAll(db, files, query, parallel);
  const { sums, findings, named } = await useDuckDb(temp, read, query);
  const accounts = fileAccounts(files, sums);
  const missed = parallel ? accounts.find((account) => !knowsTotals(account, query)) : undefined;
  if (missed) return disagreement(missed, missed.file.records - missed.broken);
  const tooMany = accounts.find(({ broken }) => broken < 0);
  if (tooMany) return disagreement(tooMany, tooMany.file.records - tooMany.broken);
  const rejects = await describeRejects(accounts, query);
  if (!Array.isArray(rejects)) return rejects;
  const told = [...(await subtotalFindings(accounts, query, named)), ...(await mergedLevels(accounts, query, sums))];
  // Taxed rows are in the base unit already.
  const powers = files.map((file) => (query.tax ? 0 : fileAmount(file, query.amount).power));
  const totals = gatherTotals({ sums, query, powers, account: rowAccount(accounts) });
  const repeated = [...files.flatMap((file) => repeatFindings(file, query)), ...sharedFindings(files.flatMap(fileSketch))];
  const doubts = fileDoubts(rowAmounts(sums, files, powers), AMOUNT_SCALE);
  return { totals, rejects, findings: [...findings, ...told, ...repeated, ...doubts] };
}

/** What rows of each file come to: of each unit and period the mean. */
function rowAmounts(sums: RawSums, files: readonly PreparedFile[], powers: readonly number[]): FileFigures[] {
  if (files.length === 1) return [];
  const sizes = new Int32Array(files.length);
  const isUsed = (at: number) => sums.key[at]! > STATUS.bad;
  for (let at = 0; at < sums.count; at++) if (isUsed(at)) sizes[sums.file[sums.unit[at]!]!]!++;
  const figures = files.map(({ name }, file) => ({ name, amounts: new BigInt64Array(sizes[file]!) }));
  const factors = powers.map((power) => 10n ** BigInt(power));
  sizes.fill(0);
  for (let at = 0; at < sums.count; at++) {
    if (!isUsed(at)) continue;
    const file = sums.file[sums.unit[at]!]!;
    figures[file]!.amounts[sizes[file]!++] = (sums.amount[at]! * factors[file]!) / BigInt(sums.rows[at]!);
  }
  return figures;
}

interface FileFigures {
  readonly name: string;
  readonly amounts: BigInt64Array;
}

/** Whether the engine took those rows for ones that add up others that our own reader does; both looked at the same few. */
function knowsTotals({ file, subtotals }: FileAccount, query: TotalsQuery): boolean {
  if (!file.mayHoldTotals || !file.totalRows) return true;
  const keys = keyColumns(file.columns, query);
  const at = (column: string) => file.columns.indexOf(normalName(column));
  const counted = file.totalRows.filter(
    ({ cells }) =>
      cells &&
      countFits(cells, file.columns.length) &&
      isTotalRow(cells, keys) &&
      query.where.every((condition) => meets(cells[at(condition.column)]!, condition)),
  );
  return counted.length === subtotals;
}

/** Rows that only add up others are held against those rows. */
async function subtotalFindings(
  accounts: readonly FileAccount[],
  query: TotalsQuery,
  named: readonly (NamedSums | undefined)[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [index, { file, subtotals }] of accounts.entries()) {
    if (subtotals === 0) continue;
    const { checkSubtotals } = await import('../files/layout/check-subtotals.ts');
    findings.push(...(await checkSubtotals(file, query, { count: subtotals, sums: named[index] })));
  }
  return findings;
}

/** Levels that are mostly blank may be merged cells. */
async function mergedLevels(accounts: readonly FileAccount[], query: TotalsQuery, sums: RawSums): Promise<Finding[]> {
  const findings: Finding[] = [];
  const blank = mostlyBlank(sums, query.levels.length);
  if (blank.length === 0) return findings;
  const { mergedFindings } = await import('../files/layout/merged-levels.ts');
  for (const { file } of accounts)
    findings.push(
      ...(await mergedFindings(
        file,
        blank.map((level) => query.levels[level]!.column),
      )),
    );
  return findings;
}

/** Levels without a name in more than half of the used rows. */
function mostlyBlank({ count: entries, key, unit, levels, rows }: RawSums, count: number): number[] {
  const blank = new Float64Array(count);
  let used = 0;
  for (let at = 0; at < entries; at++) {
    if (key[at]! <= STATUS.bad) continue;
    used += rows[at]!;
    for (let level = 0; level < count; level++) if (levels[level]![unit[at]!]!.trim() === '') blank[level]! += rows[at]!;
  }
  return [...blank.keys()].filter((level) => blank[level]! * 2 > used);
}

interface AllSums extends OddRows {
  /** For each file the sums that its rows of totals are held against, where the engine gives them. */
  readonly named: readonly (NamedSums | undefined)[];
}

async function readAll(db: DuckDb, files: readonly PreparedFile[], query: TotalsQuery, parallel: boolean): Promise<AllSums> {
  const read = await readSums(db, files, query, parallel);
  const named: (NamedSums | undefined)[] = [];
  for (const [index, file] of files.entries()) {
    const asked =
      query.amount.column !== '' && file.mayHoldTotals && file.totalRows?.length ? await askedSums(file, query) : undefined;
    if (!asked) named.push(undefined);
    else if (isWithin(asked, query))
      named.push({ sums: read.sums, file: index, columns: query.levels.map(({ column }) => column) });
    else {
      const { sums } = await readSums(
        db,
        [file],
        { ...query, ...asked, where: [], range: undefined, running: undefined, tax: undefined },
        parallel,
      );
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
async function readSums(db: DuckDb, files: readonly PreparedFile[], query: TotalsAhead, parallel: boolean): Promise<OddRows> {
  const { ahead } = query;
  const sql = totalsSql(files, query, parallel);
  const known = ahead?.sql === sql ? await ahead.sums : undefined;
  const sums = known ?? (await db.sums({ ...query, sql }));
  if (!sums.key.includes(STATUS.bad)) return { sums, findings: [] };
  const { readOddRows } = await import('./odd-rows.ts');
  const odd = await readOddRows(db, files, query, parallel);
  return { sums: joinSums([withoutKey(sums, STATUS.bad), odd.sums]), findings: odd.findings };
}

function fileAccounts(files: readonly PreparedFile[], sums: RawSums): FileAccount[] {
  const accounts = files.map((file) => ({
    file,
    used: 0,
    bad: 0,
    outOfRange: 0,
    notSelected: 0,
    subtotals: 0,
    broken: file.records,
  }));
  for (let at = 0; at < sums.count; at++) {
    const account = accounts[sums.file[sums.unit[at]!]!]!;
    const rows = sums.rows[at]!;
    account[fateOf(sums.key[at]!)] += rows;
    account.broken -= rows;
  }
  return accounts;
}

function fateOf(key: number): 'used' | 'bad' | 'outOfRange' | 'notSelected' | 'subtotals' {
  if (key === STATUS.bad) return 'bad';
  if (key === STATUS.outOfRange) return 'outOfRange';
  if (key === STATUS.subtotal) return 'subtotals';
  return key === STATUS.notSelected ? 'notSelected' : 'used';
}

function rowAccount(accounts: readonly FileAccount[]): RowAccount {
  const sum = (count: (account: FileAccount) => number) => accounts.reduce((total, account) => total + count(account), 0);
  return {
    read: sum(({ file }) => file.records),
    used: sum(({ used }) => used),
    rejected: sum(({ bad, broken }) => bad + broken),
    outOfRange: sum(({ outOfRange }) => outOfRange),
    notSelected: sum(({ notSelected }) => notSelected),
    subtotals: sum(({ subtotals }) => subtotals),
  };
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

function disagreement({ file }: FileAccount, counted: number): Refusal {
  return refuse('facts.reader-disagrees', { file: file.name, records: file.records, counted }, { file: file.name });
}
