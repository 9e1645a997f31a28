import { normalName } from '../../core/names.ts';
import { LEVEL_NAMES, readName } from '../column-names.ts';
import type { TotalsQuery } from '../facts-source.ts';
import type { KeyColumns } from './layout/total-words.ts';

/** Kinds of names that a word may stand behind; a product or a customer may really be called so. */
const PLACES = (['country', 'region', 'state', 'city', 'team', 'rep'] as const).flatMap((role) => LEVEL_NAMES[role]);

/** The columns in which a word may stand behind a name: the first, the date's, levels', and those known to be levels. */
export function keyColumns(columns: readonly string[], query: Pick<TotalsQuery, 'date' | 'levels'>): KeyColumns {
  const named = new Set([query.date, ...query.levels.map(({ column }) => column)].map(normalName));
  return columns.flatMap((column, index) =>
    index === 0 || named.has(column) || PLACES.includes(readName(column).key) ? [index] : [],
  );
}
