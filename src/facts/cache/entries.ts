import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { deserialize, serialize } from 'node:v8';

/** Rises when what is stored changes its shape. */
const FORMAT = 2;
const SUFFIX = '.entry';
const HASH_BYTES = 32;
/** Beyond it the entries that were used the longest ago are removed, down to three quarters. */
const MOST_BYTES = 256 * 1024 ** 2;

/** A folder of values by key. What is damaged, foreign or of another version is as if it were not there; writing may fail without harm. */
export class Entries {
  /** Why an entry could not be written, the first time. */
  failure: string | undefined;
  private wrote = false;

  constructor(
    private readonly folder: string,
    private readonly version: string,
    private readonly may: { readonly write: boolean; readonly mostBytes?: number } = { write: true },
  ) {}

  async read(key: unknown): Promise<unknown> {
    const path = this.pathOf(key);
    const bytes = await readFile(path).catch(() => undefined);
    const value = bytes && decode(bytes);
    const now = new Date();
    if (value !== undefined && this.may.write) await utimes(path, now, now).catch(() => undefined);
    return value;
  }

  async write(key: unknown, value: unknown): Promise<void> {
    if (!this.may.write) return;
    const path = this.pathOf(key);
    const temp = `${path}.${process.pid}.tmp`;
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(join(this.folder, '.gitignore'), '*\n', { flag: 'wx' }).catch(unlessThere);
      await writeFile(temp, encode(value), { mode: 0o600 });
      await rename(temp, path);
      this.wrote = true;
    } catch (error) {
      await rm(temp, { force: true }).catch(() => undefined);
      this.failure ??= (error as NodeJS.ErrnoException).code ?? String(error);
    }
  }

  /** Removes what makes the folder too large, after something was written. */
  async trim(): Promise<void> {
    if (!this.wrote) return;
    const names = (await readdir(this.folder).catch((): string[] => [])).filter(
      (name) => name.endsWith(SUFFIX) || name.endsWith('.tmp'),
    );
    const found = await Promise.all(names.map((name) => sizeOf(join(this.folder, name))));
    const files = found.flatMap((file) => file ?? []).sort((a, b) => a.used - b.used);
    const { mostBytes = MOST_BYTES } = this.may;
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes <= mostBytes) return;
    for (const file of files) {
      if (bytes <= mostBytes * 0.75) return;
      await rm(file.path, { force: true }).catch(() => undefined);
      bytes -= file.bytes;
    }
  }

  private pathOf(key: unknown): string {
    const text = JSON.stringify([FORMAT, this.version, key]);
    return join(this.folder, `${createHash('sha256').update(text).digest('hex').slice(0, 40)}${SUFFIX}`);
  }
}

async function sizeOf(path: string): Promise<{ path: string; bytes: number; used: number } | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && { path, bytes: found.size, used: found.mtimeMs };
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** In parts: together they would be one more copy of much. */
function encode(value: unknown): Buffer[] {
  const bytes = serialize(value);
  return [digest(bytes), bytes];
}

function decode(bytes: Buffer): unknown {
  const value = bytes.subarray(HASH_BYTES);
  if (!digest(value).equals(bytes.subarray(0, HASH_BYTES))) return undefined;
  try {
    return deserialize(value);
  } catch {
    // Written by another version of the runtime.
    return undefined;
  }
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
