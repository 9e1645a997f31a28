import { withoutMark } from './check-bytes.ts';
import { CR, FIELD_START, LF, QUOTED, quoteStates } from './quote-states.ts';
import { readChunks } from './read-chunks.ts';

/** A record as written, without its line end, and the physical line (1-based) on which it begins. */
export interface RecordText {
  readonly raw: string;
  readonly line: number;
}

/** The records of a UTF-8 file, blank lines left out; what counts as one is what `RecordScanner` counts. */
export async function* readRecords(path: string, delimiter: string): AsyncGenerator<RecordText> {
  const cutter = new RecordCutter(quoteStates(delimiter.charCodeAt(0)));
  let first = true;
  for await (const chunk of readChunks(path)) {
    yield* cutter.records(first ? withoutMark(chunk) : chunk);
    first = false;
  }
  yield* cutter.rest();
}

class RecordCutter {
  private state = FIELD_START;
  private afterCr = false;
  private line = 1;
  private pieces: Buffer[] = [];

  constructor(private readonly next: Uint8Array) {}

  *records(chunk: Buffer): Generator<RecordText> {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      const ends = (byte === LF || byte === CR) && this.state !== QUOTED;
      this.state = this.next[(this.state << 8) | byte]!;
      if (ends) {
        if (!(byte === LF && this.afterCr)) yield* this.cut(chunk.subarray(start, i));
        start = i + 1;
      }
      this.afterCr = ends && byte === CR;
    }
    this.pieces.push(Buffer.from(chunk.subarray(start)));
  }

  *rest(): Generator<RecordText> {
    yield* this.cut(Buffer.alloc(0));
  }

  private *cut(last: Buffer): Generator<RecordText> {
    const bytes = this.pieces.length > 0 ? Buffer.concat([...this.pieces, last]) : last;
    this.pieces = [];
    const raw = bytes.toString('utf8');
    if (raw !== '') yield { raw, line: this.line };
    this.line += raw.includes('\n') ? raw.split('\n').length : 1;
  }
}

/** The cells of a record; undefined when text stands after a closing quote. */
export function splitCells(raw: string, delimiter: string): string[] | undefined {
  if (!raw.includes('"')) return raw.split(delimiter);
  const quoted = quotedCell(delimiter);
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    quoted.lastIndex = at;
    const match = quoted.exec(raw);
    if (!match && /^ ?"/.test(raw.slice(at, at + 2))) return undefined;
    const end = match ? quoted.lastIndex : raw.indexOf(delimiter, at);
    const until = end < 0 ? raw.length : end;
    cells.push(match ? match[1]!.replaceAll('""', '"') : raw.slice(at, until));
    at = until;
    if (at >= raw.length) return cells;
  }
}

/** DuckDB lets one space stand before the opening quote and any number after the closing one. */
function quotedCell(delimiter: string): RegExp {
  const stop = delimiter.replace(/[|^$.*+?(){}[\]\\]/g, '\\$&');
  return new RegExp(` ?"([^"]*(?:""[^"]*)*)" *(?=${stop}|$)`, 'y');
}
