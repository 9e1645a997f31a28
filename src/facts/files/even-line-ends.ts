import { type Scanning, withoutMark } from './check-bytes.ts';
import { CR, FIELD_START, LF, QUOTED, quoteStates } from './quote-states.ts';
import { readChunks } from './read-chunks.ts';
import type { RecordScan } from './record-scanner.ts';
import { type ScannedFile, writeScanned } from './write-scanned.ts';

export interface Evening extends Scanning, ScannedFile {
  readonly from: string;
}

/** Writes a UTF-8 file again, without BOM and with LF as the only line end outside quotes, and scans what it writes. */
export function evenLineEnds({ from, read, ...file }: Evening): Promise<RecordScan> {
  return writeScanned<never>(evened(from, file.delimiter, read), file);
}

async function* evened(path: string, delimiter: number, read: Scanning['read']): AsyncGenerator<Buffer> {
  const lineEnds = new LineEnds(delimiter);
  let first = true;
  for await (const chunk of readChunks(path, read)) {
    yield lineEnds.normalise(first ? withoutMark(chunk) : chunk);
    first = false;
  }
}

/** Turns CRLF and CR outside quotes into LF, over chunks. */
class LineEnds {
  private readonly next: Uint8Array;
  private state = FIELD_START;
  private afterCr = false;

  constructor(delimiter: number) {
    this.next = quoteStates(delimiter);
  }

  normalise(chunk: Buffer): Buffer {
    const bytes = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      const outside = this.state !== QUOTED;
      this.state = this.next[(this.state << 8) | byte]!;
      if (!(this.afterCr && byte === LF)) bytes[length++] = outside && byte === CR ? LF : byte;
      this.afterCr = outside && byte === CR;
    }
    return bytes.subarray(0, length);
  }
}
