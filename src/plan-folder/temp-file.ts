import { closeSync, fchmodSync, fchownSync, fsyncSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';

/** The text of a file, whole or in parts. */
export type Content = string | Iterable<string>;

const TEMP = /^\.(.+)\.salesplan-(\d+)\.tmp$/;

/** The temporary file beside `path` that this process writes before it takes its place. */
export function tempFor(path: string): string {
  return join(dirname(path), `.${basename(path)}.salesplan-${process.pid}.tmp`);
}

/** What a temporary file's name says: whose it is, and which process wrote it. */
export function parseTemp(name: string): { readonly final: string; readonly pid: number } | undefined {
  const match = TEMP.exec(name);
  return match ? { final: match[1] as string, pid: Number(match[2]) } : undefined;
}

/**
 * Writes `content` beside `path` down to the disk, with the mode and owner of the file that it is to replace. Leaves nothing
 * behind when it fails.
 */
export function writeTemp(path: string, content: Content): string {
  const temp = tempFor(path);
  rmSync(temp, { force: true });
  const handle = openSync(temp, 'wx');
  try {
    for (const part of typeof content === 'string' ? [content] : content) writeAll(handle, part);
    keepMode(path, handle);
    fsyncSync(handle);
  } catch (error) {
    removeQuietly(temp);
    throw error;
  } finally {
    closeSync(handle);
  }
  return temp;
}

/** Writes all of `text`; a pipe that is full for the moment is waited for. */
export function writeAll(handle: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(handle, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      pause(5);
    }
  }
}

function keepMode(path: string, handle: number): void {
  const old = statSync(path, { throwIfNoEntry: false });
  if (!old) return;
  try {
    fchownSync(handle, old.uid, old.gid);
  } catch {
    // Only root may give files away; who writes a shared file becomes its owner.
  }
  fchmodSync(handle, old.mode & 0o7777);
}

/** Makes the names in `dir` durable; systems that cannot open a directory do so by themselves. */
export function syncDirectory(dir: string): void {
  let handle: number;
  try {
    handle = openSync(dir, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(handle);
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'EBADF', 'EISDIR', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    closeSync(handle);
  }
}

/** Removes what dead processes left in `dir`; what cannot be removed harms nobody. */
export function removeStaleTemps(dir: string): void {
  for (const name of readdirSync(dir)) {
    const temp = parseTemp(name);
    if (temp && !isOtherProcess(temp.pid)) removeQuietly(join(dir, name));
  }
}

export function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The error that led here says more than this one.
  }
}

/** Whether `pid` is a living process other than this one. */
export function isOtherProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Blocks for some milliseconds. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
