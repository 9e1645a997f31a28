import type { Encoding, StrictDecoder } from './encoding.ts';
import { readChunks } from './read-chunks.ts';

/** Where a file stops being text of an encoding. */
export interface BadText {
  readonly encoding: Encoding;
  /** `cut`: the file ends inside a character. */
  readonly kind: 'invalid' | 'nul' | 'cut';
  /** Offset in the file (from 0) of the first byte of the character that is none. */
  readonly byte: number;
  /** Its physical line (from 1): LF, CRLF and CR end one. */
  readonly line: number;
  /** Offset of that line's first byte. */
  readonly lineStart: number;
  /** Valid characters beyond ASCII before it, a byte order mark apart. */
  readonly wide: number;
}

const BLOCK = 1 << 16;
/** Beyond ASCII; the byte order mark is none of them. */
const WIDE = /[^\p{ASCII}\ufeff]/gu;

/** Finds where `encoding` fails, in two passes; undefined when it does not. */
export async function locateBadText(path: string, encoding: Encoding): Promise<BadText | undefined> {
  const failing = await failingBlock(path, encoding);
  if (failing === undefined) return undefined;
  const place = new TextPlace(encoding);
  let number = 0;
  for await (const block of blocks(path)) {
    // The character that fails may begin in the block before.
    const found = number < failing - 1 ? place.passBlock(block) : place.passBytes(block);
    if (found) return found;
    number++;
  }
  return place.found('cut');
}

/** The number of the block that fails; that after the last when only the end does. */
async function failingBlock(path: string, encoding: Encoding): Promise<number | undefined> {
  const decoder = encoding.decoder();
  let number = 0;
  for await (const block of blocks(path)) {
    const text = decoder.decode(block);
    if (text === undefined || text.includes('\0')) return number;
    number++;
  }
  return decoder.end() === undefined ? number : undefined;
}

async function* blocks(path: string): AsyncGenerator<Buffer> {
  for await (const chunk of readChunks(path))
    for (let at = 0; at < chunk.length; at += BLOCK) yield chunk.subarray(at, at + BLOCK);
}

/** How far a file was read: where the next character and the line begin, and what stands before. */
class TextPlace {
  private readonly decoder: StrictDecoder;
  private offset = 0;
  private start = 0;
  private line = 1;
  private lineStart = 0;
  private wide = 0;
  private afterCr = false;

  constructor(private readonly encoding: Encoding) {
    this.decoder = encoding.decoder();
  }

  /** A block that is valid. */
  passBlock(block: Buffer): undefined {
    this.pass(this.decoder.decode(block) ?? '', block.length);
  }

  passBytes(block: Buffer): BadText | undefined {
    for (let at = 0; at < block.length; at++) {
      const text = this.decoder.decode(block.subarray(at, at + 1));
      if (text === undefined) return this.found('invalid');
      if (text.includes('\0')) return this.found('nul');
      this.pass(text, 1);
    }
    return undefined;
  }

  found(kind: BadText['kind']): BadText {
    const { encoding, line, lineStart, wide } = this;
    return { encoding, kind, byte: this.start, line, lineStart, wide };
  }

  private pass(text: string, bytes: number): void {
    this.offset += bytes;
    if (text !== '') this.start = this.offset;
    for (const [end] of text.matchAll(/\r\n|\r|\n/g)) {
      if (!(end === '\n' && this.afterCr && text.startsWith('\n'))) this.line++;
      this.lineStart = this.offset;
      this.afterCr = false;
    }
    if (text !== '') this.afterCr = text.endsWith('\r');
    this.wide += text.match(WIDE)?.length ?? 0;
  }
}
