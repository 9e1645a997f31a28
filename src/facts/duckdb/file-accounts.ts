import { type Refusal, refuse } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import type { RowAccount } from '../../core/totals.ts';
import { meets } from '../conditions.ts';
import type { TotalsQuery } from '../facts-source.ts';
import { countFits } from '../files/find-rejects.ts';
import { isTotalRow } from '../files/layout/total-words.ts';
import type { PreparedFile } from '../files/prepared-file.ts';
import { keyColumns } from '../files/total-rows.ts';
import type { RawSums } from '../raw-sums.ts';
import { STATUS } from '../row-status.ts';

/** Rows of one file by what became of them; `broken` are those that the engine never gave out as rows. */
export interface FileAccount {
  readonly file: PreparedFile;
  used: number;
  bad: number;
  outOfRange: number;
  notSelected: number;
  subtotals: number;
  broken: number;
}

/** The account of each file by the engine's sums. */
export function fileAccounts(files: readonly PreparedFile[], sums: RawSums): FileAccount[] {
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

/** Of all files together. */
export function rowAccount(accounts: readonly FileAccount[]): RowAccount {
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

/** Whether the engine took those rows for ones that add up others that our own reader does; both looked at the same few. */
export function knowsTotals({ file, subtotals }: FileAccount, query: TotalsQuery): boolean {
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

/** That the engine and our own reader count different numbers of rows. */
export function disagreement({ file }: FileAccount, counted: number): Refusal {
  return refuse('facts.reader-disagrees', { file: file.name, records: file.records, counted }, { file: file.name });
}
