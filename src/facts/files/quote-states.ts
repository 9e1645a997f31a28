/** Where a reader of CSV bytes stands; the same as DuckDB's reader, found by trial (test/facts/record-scanner.test.ts). */
export const FIELD_START = 0;
export const UNQUOTED = 1;
export const QUOTED = 2;
/** A quote inside a quoted field: its end, or the first half of an escaped quote. */
export const QUOTE_SEEN = 3;
/** One space at the start of a field: a quote right after it still opens a quoted field. */
export const SPACE_SEEN = 4;

export const LF = 10;
export const CR = 13;
export const QUOTE = 34;
const SPACE = 32;

/** The next state for `(state << 8) | byte`. */
export function quoteStates(delimiter: number): Uint8Array {
  const next = new Uint8Array(5 * 256).fill(UNQUOTED);
  next.fill(QUOTED, QUOTED << 8, (QUOTED + 1) << 8);
  next[(QUOTED << 8) | QUOTE] = QUOTE_SEEN;
  next[(QUOTE_SEEN << 8) | QUOTE] = QUOTED;
  next[(FIELD_START << 8) | QUOTE] = QUOTED;
  next[(SPACE_SEEN << 8) | QUOTE] = QUOTED;
  next[(FIELD_START << 8) | SPACE] = SPACE_SEEN;
  for (const state of [FIELD_START, UNQUOTED, QUOTE_SEEN, SPACE_SEEN])
    for (const byte of [delimiter, LF, CR]) next[(state << 8) | byte] = FIELD_START;
  return next;
}
