import { type Scanning, withoutMark } from './check-bytes.ts';
import { CR, FIELD_START, LF, QUOTED, quoteStates } from './quote-states.ts';
import { readChunks } from './read-chunks.ts';
import { type RecordScan, RecordScanner } from './record-scanner.ts';
import { TempWriter } from './temp-writer.ts';

export interface Evening extends Scanning {
  readonly from: string;
  readonly to: string;
  readonly delimiter: number;
}

/** Writes a UTF-8 file again, without BOM and with LF as the only line end outside quotes, and scans what it writes. */
export async function evenLineEnds({ from, to, delimiter, read, finder }: Evening): Promise<RecordScan> {
  const scanner = new RecordScanner(delimiter, finder);
  const lineEnds = new LineEnds(delimiter);
  const writer = await TempWriter.open(to);
  let first = true;
  try {
    for await (const chunk of readChunks(from, read)) {
      const bytes = lineEnds.normalise(first ? withoutMark(chunk) : chunk);
      first = false;
      scanner.push(bytes);
      await writer.write(bytes);
    }
    await writer.end();
  } finally {
    await writer.close();
  }
  return scanner.end();
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
