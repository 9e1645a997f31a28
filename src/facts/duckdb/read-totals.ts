import { type Finding, type Refusal, refuse } from '../../core/finding.ts';
import type { RowAccount } from '../../core/totals.ts';
import type { FactsResult, Reject, TotalsQuery } from '../facts-source.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import type { TempFolder } from '../files/temp-folder.ts';
import { gatherTotals } from './gather-totals.ts';
import type { RawSums } from './run-duckdb.ts';
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
  const { runDuckDb } = await import('./run-duckdb.ts');
  const sums = await runDuckDb({
    sql: totalsSql(files, query, parallel),
    levelCount: query.levels.length,
    temp,
    running: query.running ?? ignore,
  });
  const accounts = fileAccounts(files, sums);
  const tooMany = accounts.find(({ broken }) => broken < 0);
  if (tooMany) return disagreement(tooMany, tooMany.file.records - tooMany.broken);
  const rejects = await describeRejects(accounts, query);
  if (!Array.isArray(rejects)) return rejects;
  const findings = await layoutFindings(accounts, query, sums);
  return { totals: gatherTotals(sums, query, rowAccount(accounts)), rejects, findings };
}

/** Rows that only add up others are held against those rows; levels that are mostly blank may be merged cells. */
async function layoutFindings(accounts: readonly FileAccount[], query: TotalsQuery, sums: RawSums): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { file, subtotals } of accounts.filter((account) => account.subtotals > 0)) {
    const { checkSubtotals } = await import('../files/layout/check-subtotals.ts');
    findings.push(...(await checkSubtotals(file, query, subtotals)));
  }
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
function mostlyBlank({ key, unit, levels, rows }: RawSums, count: number): number[] {
  const blank = new Float64Array(count);
  let used = 0;
  key.forEach((day, index) => {
    if (day <= STATUS.bad) return;
    used += rows[index]!;
    for (let level = 0; level < count; level++) if (levels[level]![unit[index]!]!.trim() === '') blank[level]! += rows[index]!;
  });
  return [...blank.keys()].filter((level) => blank[level]! * 2 > used);
}

function ignore(): void {
  // Nobody waits for the engine to begin.
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
