import { Transform } from 'node:stream';
import { Decompress } from 'fzstd';
import { Xxh64 } from './xxh64.ts';
import type { ZstdFrames } from './zstd-frames.ts';

/** Unpacks zstd in JavaScript, frame by frame; the package does not check checksums, so it is done here. */
export function zstdStream(frames: ZstdFrames): Transform {
  const unpacked: Buffer[] = [];
  let hash = new Xxh64();
  const newFrame = () =>
    new Decompress((data) => {
      // The package writes over its window afterwards.
      const bytes = Buffer.from(data);
      hash.update(bytes);
      unpacked.push(bytes);
    });
  let frame = newFrame();
  const unpack = (chunk: Buffer) => {
    for (const { bytes, end } of frames.pieces(chunk)) {
      frame.push(bytes, end !== undefined);
      if (!end) continue;
      if (end.checksum !== undefined && end.checksum !== hash.low()) throw new Error('wrong checksum');
      frame = newFrame();
      hash = new Xxh64();
    }
  };
  return new Transform({
    transform(chunk: Buffer, _, done) {
      try {
        unpack(chunk);
        done(null, Buffer.concat(unpacked.splice(0)));
      } catch (error) {
        done(error as Error);
      }
    },
  });
}
