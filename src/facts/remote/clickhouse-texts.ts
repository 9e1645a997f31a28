import { refuse } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import { type Folded, SETTLED, trimmed } from './clickhouse-dialect.ts';
import { clickHouseText } from './clickhouse-literals.ts';
import type { Session } from './session.ts';
import { textOf } from './totals-statement.ts';

/** More would make a query that no server reads. */
const MOST_TEXTS = 20_000;

/**
 * The texts of these columns that may not be in Unicode NFC, with what they are in NFC: the server cannot say it. Nearly always
 * there are none. Throws a `Refusal` when there are too many.
 */
export async function learnTexts(session: Session, columns: readonly string[]): Promise<Folded> {
  const { connection, table, dialect, name } = session;
  const folded = new Map<string, string>();
  if (columns.length === 0) return folded;
  const texts = [...new Set(columns)].map((column) => trimmed(textOf(table, column, dialect)));
  const cells = { t: `arrayJoin([${texts.join(', ')}])` };
  const where = `NOT match(t, ${clickHouseText(SETTLED)})`;
  const sql = dialect.statement({ from: table.from, cells, where, groupBy: ['t'], select: ['t', 'count()'] });
  for await (const [text] of connection.rows({ sql, values: [] })) {
    folded.set(text ?? '', normalName(text ?? ''));
    if (folded.size > MOST_TEXTS)
      throw refuse('remote.too-many-texts', { most: MOST_TEXTS, columns: columns.join(', ') }, { file: name });
  }
  return folded;
}
