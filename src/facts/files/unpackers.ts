import { open } from 'node:fs/promises';
import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { frameByFrame } from './zstd-decoders.ts';
import { ZstdFrames } from './zstd-frames.ts';

/** A stream that unpacks; it fails on bytes that are wrong. */
export interface Unpacker {
  readonly stream: Transform;
  /** Whether the archive, unpacked without a failure, ended where one may end, with nothing after it. */
  readonly whole: (path: string, bytes: number) => boolean | Promise<boolean>;
}

export const UNPACKERS: Readonly<Record<string, () => Promise<Unpacker>>> = { gzip, zstd };

/** Members one after the other are one text. */
async function gzip(): Promise<Unpacker> {
  const stream = zlib.createGunzip();
  // The stream stops without a word at bytes that begin no member: zeros pad an archive, anything else is damage.
  return { stream, whole: (path, bytes) => stream.bytesWritten >= bytes || onlyZerosFrom(path, stream.bytesWritten) };
}

async function onlyZerosFrom(path: string, offset: number): Promise<boolean> {
  const handle = await open(path);
  try {
    for await (const chunk of handle.createReadStream({ start: offset, autoClose: false }))
      if ((chunk as Buffer).some((byte) => byte !== 0)) return false;
    return true;
  } finally {
    await handle.close();
  }
}

/** By the runtime (Node 22.15 and later), else in JavaScript. */
async function zstd(): Promise<Unpacker> {
  const frames = new ZstdFrames();
  const create = (zlib as { createZstdDecompress?: () => Transform }).createZstdDecompress;
  const stream = create ? frameByFrame(frames, create) : (await import('./zstd-stream.ts')).zstdStream(frames);
  return { stream, whole: () => frames.complete };
}
