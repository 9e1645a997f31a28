import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { binaryRefusal, type Encoding } from './check-bytes.ts';
import { CR, FIELD_START, LF, QUOTED, quoteStates } from './quote-states.ts';
import { readChunks } from './read-chunks.ts';
import { type RecordScan, RecordScanner } from './record-scanner.ts';
import type { RepeatFinder } from './repeated-rows.ts';
import { tempRefusal } from './temp-folder.ts';

export interface Transcoding {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly encoding: Encoding;
  readonly delimiter: number;
  /** Looks for rows that stand twice. */
  readonly finder?: RepeatFinder | undefined;
}

/**
 * Writes a file again as UTF-8 without BOM and with LF as the only line end outside quotes, and scans what it writes;
 * undefined when the bytes are not valid in `encoding`.
 */
export async function transcode({ file, from, to, encoding, delimiter, finder }: Transcoding): Promise<RecordScan | undefined> {
  const scanner = new RecordScanner(delimiter, finder);
  const lineEnds = new LineEnds(delimiter);
  const target = await open(to, 'w', 0o600);
  try {
    for await (const text of decoded(file, from, encoding)) {
      if (text === undefined) return undefined;
      const bytes = lineEnds.normalise(text);
      scanner.push(bytes);
      await target.writeFile(bytes).catch((error: NodeJS.ErrnoException) => {
        throw tempRefusal(dirname(to), error);
      });
    }
  } finally {
    await target.close();
  }
  return scanner.end();
}

/** The text in pieces; `undefined` where the bytes are not valid. The decoder takes the BOM off. */
async function* decoded(file: string, path: string, encoding: Encoding): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let first = true;
  for await (const chunk of readChunks(path)) {
    if (chunk.indexOf(0) >= 0) throw binaryRefusal(file);
    const text = strict(() => decoder.decode(chunk, { stream: true }));
    yield first ? text?.replace(/^\ufeff/, '') : text;
    first = false;
  }
  yield strict(() => decoder.decode());
}

function strict(decode: () => string): string | undefined {
  try {
    return decode();
  } catch {
    return undefined;
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

  normalise(text: string): Buffer {
    const plain = this.state !== QUOTED && !this.afterCr && !text.includes('"') && !text.endsWith('\r');
    return plain ? this.normalisePlain(text) : this.normaliseBytes(Buffer.from(text, 'utf8'));
  }

  /** Without quotes the text is replaced as a whole, which is quicker; two bytes then decide the state. */
  private normalisePlain(text: string): Buffer {
    const bytes = Buffer.from(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n'), 'utf8');
    for (const byte of bytes.subarray(-2)) this.state = this.next[(this.state << 8) | byte]!;
    return bytes;
  }

  private normaliseBytes(bytes: Buffer): Buffer {
    let length = 0;
    for (const byte of bytes) {
      const outside = this.state !== QUOTED;
      this.state = this.next[(this.state << 8) | byte]!;
      if (!(this.afterCr && byte === LF)) bytes[length++] = outside && byte === CR ? LF : byte;
      this.afterCr = outside && byte === CR;
    }
    return bytes.subarray(0, length);
  }
}
