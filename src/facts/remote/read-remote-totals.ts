import { type Finding, finding, type Refusal, refuse } from '../../core/finding.ts';
import { noteFindings } from '../cells/cell-notes.ts';
import type { FactsResult, Reject, TotalsQuery } from '../facts-source.ts';
import { gatherTotals } from '../gather-totals.ts';
import type { Statement, TextRow } from './connection.ts';
import { ROWS_AT, RowGatherer } from './gather-rows.ts';
import { CellNotes } from './kept-notes.ts';
import { formOf, OddCells } from './odd-cells.ts';
import type { Session } from './session.ts';
import { countStatement, oddRowsStatement, oddTotalsStatement, plainTotalsStatement } from './totals-statement.ts';

/**
 * Asks for the sums of plain rows, then, where rows are left over, for theirs; holds the rows against the number that there are, and
 * describes what cannot be used.
 */
export async function readRemoteTotals(session: Session, query: TotalsQuery): Promise<FactsResult> {
  const { table, dialect, name } = session;
  const odd = new OddCells(formOf(query));
  const notes = new CellNotes(query, name);
  const gatherer = new RowGatherer({ query, odd, notes, name });
  const plain = await asked(session, query, plainTotalsStatement(table, query, dialect), (rows) => gatherer.addPlain(rows));
  const read = plain.counted ?? (await countRows(session));
  if (plain.taken > 0) {
    const rest = await asked(session, query, oddTotalsStatement(table, query, dialect), (rows) => gatherer.addOdd(rows));
    if ((rest.counted ?? rest.taken) !== plain.taken) throw disagreement(session, plain.taken, rest.counted ?? rest.taken);
  }
  const { used, rejected, outOfRange, notSelected } = gatherer.account;
  const found = used + rejected + outOfRange + notSelected;
  if (found !== read) throw disagreement(session, read, found);
  const rejects = rejected > 0 ? await describeRejects(session, query, { odd, rejected }) : [];
  const account = { read, ...gatherer.account, subtotals: 0 };
  return {
    // Taxed rows are in the base unit already.
    totals: gatherTotals({ sums: gatherer.end(), query, powers: [query.tax ? 0 : query.amount.power], account }),
    rejects,
    findings: noteFindings(notes.list(), query.grain),
  };
}

interface Asked {
  readonly taken: number;
  /** By the row of all groups, where the server gives one. */
  readonly counted: number | undefined;
}

async function asked(
  { connection, dialect }: Session,
  query: TotalsQuery,
  statement: Statement,
  take: (rows: AsyncIterable<TextRow>) => Promise<number>,
): Promise<Asked> {
  const rows = connection.rows(statement);
  if (!dialect.totalRow) return { taken: await take(rows), counted: undefined };
  let counted: number | undefined;
  const count = (whole: TextRow) => {
    counted = Number(whole[query.levels.length + ROWS_AT]);
  };
  const taken = await take(withoutLast(rows, count));
  if (counted === undefined) throw new Error('the row of all groups is missing');
  return { taken, counted };
}

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
