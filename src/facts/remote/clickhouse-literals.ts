import { refuse } from '../../core/finding.ts';
import type { RemoteAddress } from './address.ts';

/** A text in ClickHouse's SQL. Older servers know no parameters of queries, so values stand in the SQL. */
export function clickHouseText(text: string): string {
  return `'${escaped(text, "'")}'`;
}

/** A name of a table or column in ClickHouse's SQL. */
export function clickHouseName(name: string): string {
  return `\`${escaped(name, '`')}\``;
}

/** A NUL ends the text of a query in some servers and stands for itself in others. */
function escaped(text: string, quote: string): string {
  if (text.includes('\0')) throw refuse('remote.nul', { text: text.replaceAll('\0', '\u2400') });
  return text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
}

/** The table, view or query of an address as what stands behind `FROM`. A comment at the end of a query ends with its line. */
export function clickHouseFrom({ facts, database }: Pick<RemoteAddress, 'facts' | 'database'>): string {
  if ('query' in facts) return `(\n${facts.query}\n)`;
  const names = facts.table.length > 1 ? facts.table : [database, ...facts.table];
  return names.map(clickHouseName).join('.');
}
