import { refuse } from '../../core/finding.ts';
import type { CustomersQuery } from '../facts-source.ts';
import { formOf, OddCells } from './odd-cells.ts';
import type { Session } from './session.ts';
import { oddTextsStatement } from './totals-statement.ts';

/** Odd cells that mean something, by their texts; all others are bad. */
export interface KnownCells {
  readonly days: ReadonlyMap<string, number>;
  /** At `AMOUNT_SCALE`. */
  readonly amounts: ReadonlyMap<string, bigint>;
}

/** The last day that this server can count with: 2105-12-31. The first is 1970-01-02. */
const LAST_DAY = 49_672;
const MOST_TEXTS = 20_000;

/** What the cells of selected rows mean that the server cannot read as plain. Throws a `Refusal` when there are too many. */
export async function learnOddCells(session: Session, query: CustomersQuery): Promise<KnownCells> {
  const { connection, table, dialect, name } = session;
  const odd = new OddCells(formOf(query));
  const days = new Map<string, number>();
  const amounts = new Map<string, bigint>();
  for await (const [date, amount] of connection.rows(oddTextsStatement(table, query, dialect))) {
    const day = date == null ? undefined : odd.day(date);
    if (day && 'day' in day) days.set(date ?? '', day.day);
    const read = amount == null ? undefined : odd.amount(amount);
    if (read && 'amount' in read) amounts.set(amount ?? '', read.amount);
    if (days.size + amounts.size > MOST_TEXTS) throw refuse('remote.too-many-odd-cells', { most: MOST_TEXTS }, { file: name });
  }
  for (const [cell, day] of days)
    if (day < 1 || day > LAST_DAY) throw refuse('remote.day-out-of-reach', { cell }, { file: name, column: query.date, cell });
  return { days, amounts };
}
