import { type Refusal, refuse } from '../../core/finding.ts';
import type { RowAccount } from '../../core/totals.ts';
import type { FactsResult, Reject, TotalsQuery } from '../facts-source.ts';
import { fileAmount } from '../file-amount.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import type { TempFolder } from '../files/temp-folder.ts';
import { gatherTotals } from './gather-totals.ts';
import type { OddRows } from './odd-rows.ts';
import type { DuckDb, RawSums } from './run-duckdb.ts';
import { STATUS, totalsSql } from './totals-query.ts';

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
export async function readTotals(files: readonly PreparedFile[], query: TotalsQuery, temp: TempFolder): Promise<FactsResult> {
  const attempt = await tryTotals(files, query, temp, true);
  if ('totals' in attempt) return attempt;
  const again = await tryTotals(files, query, temp, false);
  if ('totals' in again) return again;
  throw again;
}

async function tryTotals(
  files: readonly PreparedFile[],
  query: TotalsQuery,
  temp: TempFolder,
  parallel: boolean,
): Promise<FactsResult | Refusal> {
  const { useDuckDb } = await import('./run-duckdb.ts');
  const { sums, findings } = await useDuckDb(temp, (db) => readSums(db, files, query, parallel));
  const accounts = fileAccounts(files, sums);
  const tooMany = accounts.find(({ broken }) => broken < 0);
  if (tooMany) return disagreement(tooMany, tooMany.file.records - tooMany.broken);
  const rejects = await describeRejects(accounts, query);
  if (!Array.isArray(rejects)) return rejects;
  const inBaseUnit = { ...query, amount: { ...query.amount, power: 0 } };
  return { totals: gatherTotals(scaled(sums, files, query), inBaseUnit, rowAccount(accounts)), rejects, findings };
}

/** Sums of the plain rows, then, where the patterns left rows over, those of the others in their place. */
async function readSums(db: DuckDb, files: readonly PreparedFile[], query: TotalsQuery, parallel: boolean): Promise<OddRows> {
  const { levels, running } = query;
  const sums = await db.sums({ sql: totalsSql(files, query, parallel), levelCount: levels.length, running });
  if (!sums.key.includes(STATUS.bad)) return { sums, findings: [] };
  const { readOddRows } = await import('./odd-rows.ts');
  const odd = await readOddRows(db, files, query, parallel);
  return { sums: inPlaceOfBad(sums, odd.sums), findings: odd.findings };
}

function inPlaceOfBad(plain: RawSums, odd: RawSums): RawSums {
  const kept = [...plain.key.keys()].filter((index) => plain.key[index] !== STATUS.bad);
  const both = (list: 'key' | 'amount' | 'rows' | 'first' | 'last') => [
    ...kept.map((index) => plain[list][index]!),
    ...odd[list],
  ];
  const units = plain.file.length;
  return {
    file: [...plain.file, ...odd.file],
    levels: plain.levels.map((level, index) => [...level, ...odd.levels[index]!]),
    unit: [...kept.map((index) => plain.unit[index]!), ...odd.unit.map((unit) => unit + units)],
    key: both('key') as number[],
    amount: both('amount') as bigint[],
    rows: both('rows') as number[],
    first: both('first') as number[],
    last: both('last') as number[],
  };
}

/** Each file's sums in the base unit. */
function scaled(sums: RawSums, files: readonly PreparedFile[], query: TotalsQuery): RawSums {
  const powers = files.map((file) => fileAmount(file, query.amount).power);
  if (powers.every((power) => power === 0)) return sums;
  const factors = powers.map((power) => 10n ** BigInt(power));
  return { ...sums, amount: sums.amount.map((amount, index) => amount * factors[sums.file[sums.unit[index]!]!]!) };
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
  sums.key.forEach((key, index) => {
    const account = accounts[sums.file[sums.unit[index]!]!]!;
    const rows = sums.rows[index]!;
    account[fateOf(key)] += rows;
    account.broken -= rows;
  });
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
    if (limit === 0 && broken === 0) continue;
    const { findRejects } = await import('../files/find-rejects.ts');
    const found = await findRejects({ file, query, limit, whole: broken > 0 });
    if (found.readWhole && (found.bad !== bad || found.broken !== broken))
      return disagreement(account, file.records - broken - bad + found.bad + found.broken);
    rejects.push(...found.rejects);
  }
  return rejects;
}

function disagreement({ file }: FileAccount, counted: number): Refusal {
  return refuse('facts.reader-disagrees', { file: file.name, records: file.records, counted }, { file: file.name });
}
