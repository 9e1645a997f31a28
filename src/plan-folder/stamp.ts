import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ioRefusal, isIoError } from './io-refusal.ts';

/** What a file held when it was read: the SHA-256 (hexadecimal) and number of its bytes; or that there was none. */
export type Stamp = { readonly sha256: string; readonly size: number } | 'absent';

export interface StampedBytes {
  /** Undefined when there is no such file. */
  readonly bytes: Uint8Array | undefined;
  readonly stamp: Stamp;
}

/** The stamp of a file's bytes. */
export function stampOf(bytes: Uint8Array): Stamp {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  if (a === 'absent' || b === 'absent') return a === b;
  return a.sha256 === b.sha256 && a.size === b.size;
}

/** A file's bytes with their stamp; throws a `Refusal` when it is there but cannot be read. */
export function readStamped(path: string): StampedBytes {
  try {
    const bytes = readFileSync(path);
    return { bytes, stamp: stampOf(bytes) };
  } catch (error) {
    if (isIoError(error) && error.code === 'ENOENT') return { bytes: undefined, stamp: 'absent' };
    throw ioRefusal(error, path, 'read');
  }
}
