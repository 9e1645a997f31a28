const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a5;
const DICTIONARY_BYTES = [0, 1, 2, 4];
const SIZE_BYTES = [0, 2, 4, 8];

/** Consecutive bytes of a frame. */
export interface FramePiece {
  readonly bytes: Buffer;
  /** Set on the last piece: the frame's checksum, the lower half of the XXH64 of its content; undefined when it has none. */
  readonly end?: { readonly checksum: number | undefined };
}

/** What a part of a frame is; each names its length once what stands before it was read. */
type Part = 'magic' | 'descriptor' | 'header' | 'block' | 'body' | 'checksum' | 'skip-size' | 'skip';

/**
 * Cuts a zstd stream into its frames (RFC 8878), without skippable ones. It shows where an
 * archive was cut off, which a decoder that has been given too little cannot tell from waiting.
 */
export class ZstdFrames {
  private part: Part = 'magic';
  private left = 4;
  private small: Buffer = Buffer.alloc(0);
  private hasChecksum = false;
  private lastBlock = false;

  /** Whether the stream may end here. */
  get complete(): boolean {
    return this.part === 'magic' && this.small.length === 0;
  }

  /** Throws when the bytes are no zstd. */
  *pieces(chunk: Buffer): Generator<FramePiece> {
    let at = 0;
    while (at < chunk.length) {
      const bytes = chunk.subarray(at, at + this.left);
      at += bytes.length;
      this.left -= bytes.length;
      const small = this.part !== 'body' && this.part !== 'skip';
      if (small) this.small = Buffer.concat([this.small, bytes]);
      const piece = this.part === 'body' ? bytes : undefined;
      const whole = this.left === 0 ? this.small : undefined;
      if (whole && small) this.small = Buffer.alloc(0);
      if (piece) yield { bytes: piece };
      if (whole) yield* this.next(whole);
    }
  }

  private *next(read: Buffer): Generator<FramePiece> {
    const { part } = this;
    if (part === 'magic') {
      const magic = read.readUInt32LE();
      if (magic >>> 4 === SKIPPABLE) this.expect('skip-size', 4);
      else if (magic === MAGIC) {
        yield { bytes: read };
        this.expect('descriptor', 1);
      } else throw new Error('no zstd frame');
    } else if (part === 'skip-size') this.expectOr('skip', read.readUInt32LE(), 'magic');
    else if (part === 'skip') this.expect('magic', 4);
    else if (part === 'checksum') {
      yield { bytes: read, end: { checksum: read.readUInt32LE() } };
      this.expect('magic', 4);
    } else yield* this.frame(part, read);
  }

  private *frame(part: 'descriptor' | 'header' | 'block' | 'body', read: Buffer): Generator<FramePiece> {
    if (part !== 'body') yield { bytes: read };
    if (part === 'descriptor') this.expect('header', this.headerBytes(read[0]!));
    else if (part === 'header') this.expect('block', 3);
    else if (part === 'block') {
      const header = read.readUIntLE(0, 3);
      this.lastBlock = (header & 1) === 1;
      // A block of one repeated byte holds that byte.
      const size = ((header >> 1) & 3) === 1 ? 1 : header >> 3;
      if (size > 0) this.expect('body', size);
      else yield* this.blockEnds();
    } else yield* this.blockEnds();
  }

  private *blockEnds(): Generator<FramePiece> {
    if (!this.lastBlock) this.expect('block', 3);
    else if (this.hasChecksum) this.expect('checksum', 4);
    else {
      yield { bytes: Buffer.alloc(0), end: { checksum: undefined } };
      this.expect('magic', 4);
    }
  }

  /** What follows the descriptor: window, dictionary and content size; never nothing. */
  private headerBytes(descriptor: number): number {
    const single = (descriptor & 0x20) !== 0;
    this.hasChecksum = (descriptor & 4) !== 0;
    const size = SIZE_BYTES[descriptor >> 6]! || (single ? 1 : 0);
    return (single ? 0 : 1) + DICTIONARY_BYTES[descriptor & 3]! + size;
  }

  private expectOr(part: Part, bytes: number, otherwise: Part): void {
    if (bytes > 0) this.expect(part, bytes);
    else this.expect(otherwise, 4);
  }

  private expect(part: Part, bytes: number): void {
    this.part = part;
    this.left = bytes;
  }
}
