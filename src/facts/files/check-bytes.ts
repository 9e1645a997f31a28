import { isUtf8 } from 'node:buffer';
import { startsWith, UTF8 } from './encodings.ts';
import { readChunks } from './read-chunks.ts';
import { type RecordScan, RecordScanner } from './record-scanner.ts';
import type { RepeatFinder } from './repeated-rows.ts';

/** Who looks on while bytes are scanned. */
export interface Scanning {
  /** Told how many bytes were read. */
  readonly read?: ((bytes: number) => void) | undefined;
  /** Looks for rows that stand twice. */
  readonly finder?: RepeatFinder | undefined;
}

/** Scans a UTF-8 file; undefined when its bytes are not valid UTF-8, or hold NUL. */
export async function scanUtf8(
  path: string,
  delimiter: number,
  { read, finder }: Scanning = {},
): Promise<RecordScan | undefined> {
  const scanner = new RecordScanner(delimiter, finder);
  const utf8 = new Utf8Check();
  let first = true;
  for await (const chunk of readChunks(path, read)) {
    if (chunk.indexOf(0) >= 0 || !utf8.push(chunk)) return undefined;
    scanner.push(first ? withoutMark(chunk) : chunk);
    first = false;
  }
  return utf8.complete() ? scanner.end() : undefined;
}

/** UTF-8 text without its byte order mark. */
export function withoutMark(bytes: Buffer): Buffer {
  const { mark } = UTF8;
  return mark && startsWith(bytes, mark) ? bytes.subarray(mark.length) : bytes;
}

/** Strict UTF-8 over chunks: a character cut by a chunk's end is checked with the next chunk. */
class Utf8Check {
  private tail = Buffer.alloc(0);

  push(chunk: Buffer): boolean {
    const joined = this.join(chunk);
    if (joined === undefined) return false;
    const end = joined.length - cutLength(joined);
    this.tail = Buffer.from(joined.subarray(end));
    return isUtf8(joined.subarray(0, end));
  }

  complete(): boolean {
    return this.tail.length === 0;
  }

  /** The chunk without the rest of the cut character, which is checked here, so that the chunk is not copied. */
  private join(chunk: Buffer): Buffer | undefined {
    if (this.tail.length === 0) return chunk;
    const missing = sequenceLength(this.tail[0]!) - this.tail.length;
    const character = Buffer.concat([this.tail, chunk.subarray(0, missing)]);
    if (chunk.length < missing) return character;
    return isUtf8(character) ? chunk.subarray(missing) : undefined;
  }
}

/** Bytes at the end that begin a character and do not finish it. */
function cutLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function sequenceLength(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}
