import type { RecordText } from '../read-records.ts';

/** A record near the top of a file. */
export interface HeadRecord extends RecordText {
  /** Line ends outside quotes before it: what DuckDB's `skip` counts. */
  readonly ends: number;
  /** Whether the text goes on after its line end. */
  readonly complete: boolean;
}

/** A quote opens a cell only where one may begin. */
const BEFORE_QUOTE = /(?:^|[,;\t|\r\n]) ?$/;

/** The records of a text that begins a file, blank lines left out, at most `limit`. */
export function headRecords(text: string, limit: number): HeadRecord[] {
  const found: HeadRecord[] = [];
  const marks = /"|\r\n|\n|\r/g;
  let [start, line, ends, open, inside] = [0, 1, 0, false, 0];
  for (let mark = marks.exec(text); mark && found.length < limit; mark = marks.exec(text)) {
    if (mark[0] === '"') open = open ? false : opens(text, mark.index);
    else if (open) inside += mark[0] === '\r' ? 0 : 1;
    else {
      if (mark.index > start) found.push({ raw: text.slice(start, mark.index), line, ends, complete: true });
      line += 1 + inside;
      ends++;
      inside = 0;
      start = marks.lastIndex;
    }
  }
  if (start < text.length && found.length < limit) found.push({ raw: text.slice(start), line, ends, complete: false });
  return found;
}

/** A doubled quote inside a cell closes and opens again at once. */
function opens(text: string, at: number): boolean {
  return text[at - 1] === '"' || BEFORE_QUOTE.test(text.slice(Math.max(0, at - 2), at));
}
