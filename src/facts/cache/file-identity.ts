import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';

/** What tells one state of a file from another. `ctime` and the sample see a change whose size and `mtime` were set back. */
export interface FileIdentity {
  readonly path: string;
  readonly size: number;
  readonly mtimeNs: string;
  readonly ctimeNs: string;
  readonly inode: string;
  /** SHA-256 of blocks of the file. */
  readonly sample: string;
}

const BLOCK = 1 << 14;
const BLOCKS = 8;

/** The identity of a regular file; undefined of anything else. */
export async function identityOf(name: string): Promise<FileIdentity | undefined> {
  const path = resolve(name);
  const handle = await open(path).catch(() => undefined);
  if (!handle) return undefined;
  try {
    const found = await handle.stat({ bigint: true });
    if (!found.isFile()) return undefined;
    const size = Number(found.size);
    return {
      ...{ path, size, mtimeNs: String(found.mtimeNs), ctimeNs: String(found.ctimeNs), inode: `${found.dev} ${found.ino}` },
      sample: await sampleHash(handle, size),
    };
  } finally {
    await handle.close();
  }
}

export function isSame(a: FileIdentity, b: FileIdentity | undefined): boolean {
  return b !== undefined && (Object.keys(a) as (keyof FileIdentity)[]).every((key) => a[key] === b[key]);
}

/** Of the first block, the last, and some at equal distances between. */
async function sampleHash(handle: FileHandle, size: number): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(BLOCK);
  for (let block = 0; block < BLOCKS; block++) {
    const at = Math.floor((Math.max(0, size - BLOCK) * block) / (BLOCKS - 1));
    const { bytesRead } = await handle.read(buffer, 0, BLOCK, at);
    hash.update(buffer.subarray(0, bytesRead));
  }
  return hash.digest('hex');
}
