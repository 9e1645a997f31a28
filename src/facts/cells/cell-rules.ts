import { normalName } from '../../core/names.ts';

/**
 * Plain cells, which an engine reads by itself; `read-cell.ts` reads them alike, and all others. Patterns that RE2 (in SQL) and JavaScript read alike: no look-around, no `\s`, no `\d`.
 * Dates and amounts match the whole cell after `BLANKS` are taken from its ends.
 */
export const DATE_PATTERN =
  '[1-9][0-9]{3}(-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2})' +
  '([ T]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?)?';

/** The part of an accepted date cell that is the date. */
export const DATE_PART_PATTERN = '^[0-9/-]+';

/** Decimals that are kept; an amount with more, unless they are zeros, is refused rather than rounded. */
export const AMOUNT_SCALE = 6;
/** With the scale this fills 18 digits, the widest that sums fast and cannot overflow. */
export const AMOUNT_DIGITS = 12;

/** The form nearly every cell has; it needs no trimming and no commas taken out. */
export const PLAIN_AMOUNT_PATTERN = `-?[0-9]{1,${AMOUNT_DIGITS}}(\\.[0-9]{1,${AMOUNT_SCALE}})?`;
export const AMOUNT_PATTERN =
  `[+-]?([0-9]{1,3}(,[0-9]{3}){1,3}|0*[0-9]{1,${AMOUNT_DIGITS}})` + `(\\.[0-9]{1,${AMOUNT_SCALE}}0*)?`;

/** Any number that a `<` or `>` condition compares. */
export const NUMBER_PATTERN = '[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?';

/** What `String.prototype.trim` takes off, for engines whose own trim knows the ASCII space only. */
export const BLANKS =
  ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** A long number as a spreadsheet shortens it: `1.23E+15`. */
export const DAMAGED_NAME_PATTERN = '[0-9]([.][0-9]+)?[eE][+][0-9]+';

const NUMBER = whole(NUMBER_PATTERN);

/** The number in a cell, for comparisons; undefined when it holds none. */
export function cellNumber(cell: string): number | undefined {
  const text = normalName(cell);
  return NUMBER.test(text) ? Number(text.replaceAll(',', '')) : undefined;
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}
