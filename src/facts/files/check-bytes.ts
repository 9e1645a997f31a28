import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { type Refusal, refuse } from '../../core/finding.ts';
import { readChunks } from './read-chunks.ts';
import { type RecordScan, RecordScanner } from './record-scanner.ts';
import type { RepeatFinder } from './repeated-rows.ts';

export type Encoding = 'utf-8' | 'gb18030';

export const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Scans a UTF-8 file; undefined when its bytes are not valid UTF-8. */
export async function scanUtf8(
  file: string,
  path: string,
  delimiter: number,
  finder?: RepeatFinder,
): Promise<RecordScan | undefined> {
  const scanner = new RecordScanner(delimiter, finder);
  const utf8 = new Utf8Check();
  let first = true;
  for await (const chunk of readChunks(path)) {
    if (chunk.indexOf(0) >= 0) throw binaryRefusal(file);
    if (!utf8.push(chunk)) return undefined;
    scanner.push(first && startsWith(chunk, UTF8_BOM) ? chunk.subarray(UTF8_BOM.length) : chunk);
    first = false;
  }
  return utf8.complete() ? scanner.end() : undefined;
}

export function startsWith(bytes: Buffer, beginning: Buffer): boolean {
  return bytes.subarray(0, beginning.length).equals(beginning);
}

export function binaryRefusal(file: string): Refusal {
  return refuse('facts.binary', { file }, { file });
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

/** The refusal for bytes that no accepted encoding explains, with the byte and line at which `encoding` fails. */
export async function encodingRefusal(file: string, path: string, encoding: Encoding, tried: string): Promise<Refusal> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let offset = 0;
  let line = 1;
  for await (const chunk of readChunks(path)) {
    for (const byte of chunk) {
      if (!decodes(decoder, Uint8Array.of(byte)))
        return refuse('facts.bad-encoding', { file, byte: offset, tried }, { file, line });
      if (byte === 10) line++;
      offset++;
    }
  }
  return refuse('facts.bad-encoding', { file, byte: offset, tried }, { file, line });
}

function decodes(decoder: TextDecoder, bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
