import { stringify } from 'csv-stringify/sync';

const NEEDS_QUOTES = /[",\r\n]/;

/** Cells with commas between, quoted only where they must be, without line end. */
export function csvCells(cells: readonly string[]): string {
  if (!cells.some((cell) => NEEDS_QUOTES.test(cell))) return cells.join(',');
  return stringify([cells as string[]], { record_delimiter: '\n', quoted_match: '\r', eof: false });
}

/** Lines as texts of about 64 KB, so that writing a large file is neither one string nor a million writes. */
export function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
