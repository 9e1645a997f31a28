import type { Scanning } from './check-bytes.ts';
import type { Encoding } from './encoding.ts';
import { readChunks } from './read-chunks.ts';
import type { RecordScan } from './record-scanner.ts';
import { type ScannedFile, writeScanned } from './write-scanned.ts';

export interface Transcoding extends Scanning, ScannedFile {
  readonly from: string;
  readonly encoding: Encoding;
}

/** Bytes decoded at a time: their text stays in the processor's cache. */
const SLICE = 1 << 16;
/** A UTF-16 unit takes at most three bytes of UTF-8, and no encoding makes more than one of a byte. */
const GROWTH = 3;

/**
 * Writes a file again as UTF-8 without BOM and scans what it writes; undefined when the bytes are not valid in `encoding`, or
 * hold NUL. Line ends stay as they are.
 */
export function transcode({ from, encoding, read, ...file }: Transcoding): Promise<RecordScan | undefined> {
  return writeScanned(textOnly(decoded(from, encoding, read)), file);
}

/** No text holds NUL. */
async function* textOnly(chunks: AsyncIterable<Buffer | undefined>): AsyncGenerator<Buffer | undefined> {
  for await (const bytes of chunks) yield bytes === undefined || bytes.indexOf(0) >= 0 ? undefined : bytes;
}

/** The text as UTF-8 in two buffers by turns; `undefined` where the bytes are not valid. */
async function* decoded(path: string, encoding: Encoding, read?: (bytes: number) => void): AsyncGenerator<Buffer | undefined> {
  const decoder = encoding.decoder();
  const buffers: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  let turn = 0;
  let first = true;
  for await (const chunk of readChunks(path, read)) {
    turn = 1 - turn;
    const room = (chunk.length + SLICE) * GROWTH;
    if (buffers[turn]!.length < room) buffers[turn] = Buffer.allocUnsafe(room);
    const target = buffers[turn]!;
    let length = 0;
    for (let at = 0; at < chunk.length; at += SLICE) {
      const text = decoder.decode(chunk.subarray(at, at + SLICE));
      if (text === undefined) yield undefined;
      else length += target.write(first ? withoutMark(text) : text, length, 'utf8');
      first &&= !text;
    }
    yield target.subarray(0, length);
  }
  const rest = decoder.end();
  yield rest === undefined ? undefined : Buffer.from(rest, 'utf8');
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
