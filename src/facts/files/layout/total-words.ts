/**
 * Words of rows that only add up others, as patterns that RE2 (in SQL) and JavaScript read alike. `ALONE` is a cell that is
 * such a word, `ENDS` one that ends with it: `华东小计`, `华东 合计：`. 计算机 is neither.
 */
const GAP = '[ \t\u00a0\u3000]*';
const CHINESE = `(合|小|总|累|共)${GAP}计`;
const TAIL = `${GAP}([(（][^)）]*[)）])?${GAP}[:：]?${GAP}`;
export const ALONE_PATTERN = `${GAP}[-—*]*${GAP}(本[月季年期页])?${CHINESE}${TAIL}[-—*]*${GAP}`;
export const ENDS_PATTERN = `.*${CHINESE}${TAIL}`;
const LATIN = '(([Ss][Uu][Bb]|[Gg][Rr][Aa][Nn][Dd])[ -]?)?([Tt]otals?|TOTALS?)';
export const LATIN_ALONE_PATTERN = `${GAP}${LATIN}${GAP}:?${GAP}`;
export const LATIN_ENDS_PATTERN = `.*[ _-]${LATIN}${GAP}:?${GAP}`;

const ALONE = whole(ALONE_PATTERN);
const ENDS = whole(ENDS_PATTERN);
const LATIN_ALONE = whole(LATIN_ALONE_PATTERN);
const LATIN_ENDS = whole(LATIN_ENDS_PATTERN);
const WORD = new RegExp(`(本[月季年期页])?(${CHINESE}|(^|[ _-])${LATIN})${TAIL}$`, 'su');

/** The places of the cells in which a word may stand behind a name: the first, the date's, and levels'. */
export type KeyColumns = readonly number[];

/**
 * Whether a row only adds up others: a cell that is a Chinese word anywhere, a key cell that ends with one or is an English
 * one, or a key cell that ends with an English one while another key cell is blank (`Colgate Total` may be a product).
 * The twin of the SQL in totals-query.ts.
 */
export function isTotalRow(cells: readonly string[], keys: KeyColumns): boolean {
  if (cells.some((cell) => ALONE.test(cell))) return true;
  if (keys.some((key) => ENDS.test(cells[key] ?? '') || LATIN_ALONE.test(cells[key] ?? ''))) return true;
  return keys.some((key) => LATIN_ENDS.test(cells[key] ?? '')) && keys.some((key) => (cells[key] ?? '').trim() === '');
}

export const ANYWHERE_PATTERN = `${CHINESE}|otal|OTAL`;
const ANYWHERE = new RegExp(ANYWHERE_PATTERN, 'u');

/** Whether a row as written may hold such a word: a quick look before a closer one. */
export function mayBeTotal(raw: string): boolean {
  return ANYWHERE.test(raw);
}

/** Whether a cell is such a word, or ends with one. */
export function isTotalCell(cell: string): boolean {
  return ENDS.test(cell) || LATIN_ALONE.test(cell) || LATIN_ENDS.test(cell);
}

/** What stands before the word: 华东 of `华东 小计：`. */
export function withoutTotalWord(cell: string): string {
  return isTotalCell(cell)
    ? cell
        .replace(WORD, '')
        .replace(/[-—*\s_:：]+$/u, '')
        .replace(/^[-—*\s]+/u, '')
    : cell.trim();
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'su');
}
