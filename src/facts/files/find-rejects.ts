import { type Finding, finding, type Place } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import { cellForm } from '../cells/query-form.ts';
import { readAmount, readDate } from '../cells/read-cell.ts';
import { meets } from '../conditions.ts';
import type { Condition, Reject, TotalsQuery } from '../facts-source.ts';
import { fileAmount } from '../file-amount.ts';
import { isTotalRow, mayBeTotal } from './layout/total-words.ts';
import type { PreparedFile, SourceRow } from './prepared-file.ts';
import { keyColumns } from './total-rows.ts';

export interface FoundRejects {
  /** At most as many as were asked for. */
  readonly rejects: readonly Reject[];
  /** Rows with a wrong number of cells or broken quotes, and rows with a bad cell, as far as the file was read. */
  readonly broken: number;
  readonly bad: number;
  readonly readWhole: boolean;
}

export interface RejectSearch {
  readonly file: PreparedFile;
  readonly query: TotalsQuery;
  readonly limit: number;
  /** Read on to the end when enough are described, so that the counts are those of the whole file. */
  readonly whole: boolean;
}

const ROW_SHOWN = 500;

/** Reads a file again by the rules of the SQL, with a reader that shares nothing with DuckDB's, to say which rows are bad and why. */
export async function findRejects({ file, query, limit, whole }: RejectSearch): Promise<FoundRejects> {
  const problem = rowCheck(file, query);
  const rejects: Reject[] = [];
  let broken = 0;
  let bad = 0;
  for await (const row of file.rows()) {
    const found = problem(row);
    if (!found) continue;
    if (found.code === 'facts.cell-count' || found.code === brokenRow(file)) broken++;
    else bad++;
    query.sink?.add(found, row.raw);
    if (rejects.length < limit) rejects.push({ finding: found });
    if (rejects.length >= limit && !whole) return { rejects, broken, bad, readWhole: false };
  }
  return { rejects, broken, bad, readWhole: true };
}

function brokenRow(file: PreparedFile): string {
  return file.brokenRow ?? 'facts.broken-quote';
}

/** What is wrong with a row of `file`, if anything; the first problem in reading order counts. */
function rowCheck(file: PreparedFile, query: TotalsQuery): (row: SourceRow) => Finding | undefined {
  const at = (column: string) => file.columns.indexOf(normalName(column));
  const conditions = query.where.map((condition): [number, Condition] => [at(condition.column), condition]);
  const { column, power } = fileAmount(file, query.amount);
  const [date, amount] = [at(query.date), at(column)];
  const form = { ...cellForm(query.cells), power };
  const keys = keyColumns(file.columns, query);
  return ({ raw, line, cells, problem, names }) => {
    const place = { file: file.name, line, row: shown(raw) };
    if (problem) return finding('error', problem.code, problem.values, place);
    if (!cells) return finding('error', brokenRow(file), undefined, place);
    if (!countFits(cells, file.columns.length))
      return finding('error', 'facts.cell-count', { expected: file.columns.length, found: cells.length }, place);
    if (!conditions.every(([index, condition]) => meets(cells[index]!, condition))) return undefined;
    if (file.mayHoldTotals && mayBeTotal(raw) && isTotalRow(cells, keys)) return undefined;
    const inCell = (read: object, index: number) =>
      'problem' in read
        ? cellFinding(String(read.problem), names?.[index] ?? file.columns[index]!, cells[index]!, place)
        : undefined;
    const badDate = inCell(readDate(cells[date]!, form), date);
    return badDate ?? (column === '' ? undefined : inCell(readAmount(cells[amount]!, form), amount));
  };
}

function cellFinding(code: string, column: string, cell: string, place: Place): Finding {
  return finding('error', code, { cell: shown(cell) }, { ...place, column, cell });
}

/** Empty cells after the last column are let pass, as DuckDB does. */
export function countFits(cells: readonly string[], columns: number): boolean {
  return cells.length === columns || (cells.length > columns && cells.slice(columns).every((cell) => cell === ''));
}

function shown(raw: string): string {
  return raw.length > ROW_SHOWN ? `${raw.slice(0, ROW_SHOWN)}…` : raw;
}
