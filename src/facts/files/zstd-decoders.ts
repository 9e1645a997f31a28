import { once } from 'node:events';
import { Transform } from 'node:stream';
import type { ZstdFrames } from './zstd-frames.ts';

/** Unpacks zstd with a decoder for each frame, since the runtime's stops at the end of its frame and drops what follows. */
export function frameByFrame(frames: ZstdFrames, newDecoder: () => Transform): Transform {
  let decoder: Decoder | undefined;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      unpack(chunk).then(() => done(), done);
    },
    destroy(error, done) {
      decoder?.close();
      done(error);
    },
  });
  return stream;

  async function unpack(chunk: Buffer): Promise<void> {
    let parts: Buffer[] = [];
    for (const { bytes, end } of frames.pieces(chunk)) {
      parts.push(bytes);
      if (!end) continue;
      await write(parts);
      await decoder?.end();
      [decoder, parts] = [undefined, []];
    }
    if (parts.length > 0) await write(parts);
  }

  function write(parts: readonly Buffer[]): Promise<void> {
    decoder ??= new Decoder(newDecoder(), (data) => stream.push(data));
    return decoder.write(Buffer.concat(parts));
  }
}

class Decoder {
  readonly #failed: Promise<never>;

  constructor(
    private readonly stream: Transform,
    unpacked: (data: Buffer) => void,
  ) {
    stream.on('data', unpacked);
    this.#failed = once(stream, 'error').then(([error]) => {
      throw error;
    });
    // Whoever waits hears of it.
    this.#failed.catch(() => undefined);
  }

  write(bytes: Buffer): Promise<void> {
    const written = new Promise<void>((resolve) => void this.stream.write(bytes, () => resolve()));
    return Promise.race([written, this.#failed]);
  }

  async end(): Promise<void> {
    const ended = once(this.stream, 'end');
    this.stream.end();
    await Promise.race([ended, this.#failed]);
  }

  close(): void {
    this.stream.destroy();
  }
}
