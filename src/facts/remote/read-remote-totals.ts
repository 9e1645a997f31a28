import { type Finding, finding, type Refusal, refuse } from '../../core/finding.ts';
import type { RowAccount } from '../../core/totals.ts';
import { noteFindings } from '../cells/cell-notes.ts';
import type { FactsResult, Reject, TotalsQuery } from '../facts-source.ts';
import { gatherTotals } from '../gather-totals.ts';
import type { RawSums } from '../raw-sums.ts';
import { STATUS } from '../row-status.ts';
import type { TextRow } from './connection.ts';
import { gatherRows } from './gather-rows.ts';
import { CellNotes } from './kept-notes.ts';
import { formOf, OddCells } from './odd-cells.ts';
import type { Session } from './session.ts';
import { countStatement, oddRowsStatement, totalsStatement } from './totals-statement.ts';

/** Asks for the sums, holds their rows against the number of rows that there are, and describes what cannot be used. */
export async function readRemoteTotals(session: Session, query: TotalsQuery): Promise<FactsResult> {
  const { connection, table, dialect } = session;
  const odd = new OddCells(formOf(query));
  const notes = new CellNotes(query, session.name);
  const groups = connection.rows(totalsStatement(table, query, dialect));
  let read = dialect.totalRow ? undefined : await countRows(session);
  const counted = (whole: TextRow) => {
    read = Number(whole[query.levels.length + ROWS_AT]);
  };
  const sums = await gatherRows(dialect.totalRow ? withoutLast(groups, counted) : groups, {
    query,
    odd,
    notes,
    name: session.name,
  });
  if (read === undefined) throw new Error('the row of all groups is missing');
  const account = rowAccount(sums, read);
  const { used, rejected, outOfRange, notSelected } = account;
  if (used + rejected + outOfRange + notSelected !== read)
    throw disagreement(session, read, used + rejected + outOfRange + notSelected);
  const rejects = rejected > 0 ? await describeRejects(session, query, { odd, rejected }) : [];
  return {
    // Taxed rows are in the base unit already.
    totals: gatherTotals({ sums, query, powers: [query.tax ? 0 : query.amount.power], account }),
    rejects,
    findings: noteFindings(notes.list(), query.grain),
  };
}

/** Where the number of rows stands in `totalsStatement`, behind the levels. */
const ROWS_AT = 4;

async function* withoutLast(rows: AsyncIterable<TextRow>, take: (last: TextRow) => void): AsyncGenerator<TextRow> {
  let held: TextRow | undefined;
  for await (const row of rows) {
    if (held) yield held;
    held = row;
  }
  if (held) take(held);
}

async function countRows({ connection, table }: Session): Promise<number> {
  for await (const [count] of connection.rows(countStatement(table))) return Number(count);
  throw new Error('count(*) gave no row');
}

function rowAccount(sums: RawSums, read: number): RowAccount {
  const account = { read, used: 0, rejected: 0, outOfRange: 0, notSelected: 0, subtotals: 0 };
  for (let at = 0; at < sums.count; at++) account[fateOf(sums.key[at]!)] += sums.rows[at]!;
  return account;
}

function fateOf(key: number): 'used' | 'rejected' | 'outOfRange' | 'notSelected' {
  if (key === STATUS.bad) return 'rejected';
  if (key === STATUS.outOfRange) return 'outOfRange';
  return key === STATUS.notSelected ? 'notSelected' : 'used';
}

interface Judged {
  readonly odd: OddCells;
  readonly rejected: number;
}

/** The first bad rows by the texts of their cells: a table has no lines. */
async function describeRejects(session: Session, query: TotalsQuery, { odd, rejected }: Judged): Promise<Reject[]> {
  const { connection, table, dialect } = session;
  const rejects: Reject[] = [];
  const { describeRejects: shown, sink } = query;
  let bad = 0;
  if (shown === 0 && !sink) return rejects;
  // A session that is asked once more begins again.
  const mark = sink?.mark() ?? 0;
  try {
    for await (const row of connection.rows(oddRowsStatement(table, query, dialect))) {
      const found = problemOf(row, query, odd);
      if (!found) continue;
      bad += 1;
      const reject = placed(found, row, session);
      sink?.add(reject, reject.place?.row ?? '');
      if (bad <= shown) rejects.push({ finding: reject });
      if (bad === shown && !sink) return rejects;
    }
  } catch (error) {
    sink?.backTo(mark);
    throw error;
  }
  if (bad !== rejected) throw disagreement(session, rejected, bad);
  return rejects;
}

interface Problem {
  readonly code: string;
  readonly column: string;
  readonly cell: string;
}

/** What is wrong with a row of `oddRowsStatement`; null stands for a cell that is plain. */
function problemOf([date, amount]: TextRow, query: TotalsQuery, odd: OddCells): Problem | undefined {
  const day = date == null ? undefined : odd.day(date);
  if (day && 'problem' in day) return { code: day.problem, column: query.date, cell: date ?? '' };
  const read = amount == null ? undefined : odd.amount(amount);
  return read && 'problem' in read ? { code: read.problem, column: query.amount.column, cell: amount ?? '' } : undefined;
}

function placed({ code, column, cell }: Problem, [, , ...row]: TextRow, { name }: Session): Finding {
  return finding('error', code, { cell }, { file: name, column, row: row.map((text) => text ?? '').join(', '), cell });
}

function disagreement({ name }: Session, records: number, counted: number): Refusal {
  return refuse('remote.rows-disagree', { records, counted }, { file: name });
}
