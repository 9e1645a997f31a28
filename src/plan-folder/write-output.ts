import { closeSync, lstatSync, openSync, readlinkSync, realpathSync, renameSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ioRefusal, isIoError } from './io-refusal.ts';
import { type Content, removeQuietly, syncDirectory, tempFor, writeAll, writeTemp } from './temp-file.ts';

/**
 * Writes the file of `-o`: whole or not at all, through links, keeping its mode. What is no regular file (`/dev/stdout`, a
 * pipe) is written to directly. Throws a `Refusal`; a closed pipe (EPIPE) comes as the system's error.
 */
export function writeOutput(path: string, content: Content): void {
  try {
    const handle = standardStream(path);
    if (handle !== undefined) writeParts(handle, content);
    else if (isSpecial(path)) writeDirectly(path, content);
    else replace(throughLinks(path), content);
  } catch (error) {
    if (isIoError(error) && error.code === 'EPIPE') throw error;
    throw ioRefusal(error, path, 'write');
  }
}

/** Streams by number: opening `/dev/stdout` anew would cut a file that the shell appends to, and fails on sockets. */
function standardStream(path: string): number | undefined {
  if (path === '/dev/stdout') return 1;
  if (path === '/dev/stderr') return 2;
  const match = /^(?:\/dev|\/proc\/self)\/fd\/(\d+)$/.exec(path);
  return match ? Number(match[1]) : undefined;
}

function isSpecial(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile();
}

function writeDirectly(path: string, content: Content): void {
  const handle = openSync(path, 'w');
  try {
    writeParts(handle, content);
  } finally {
    closeSync(handle);
  }
}

function writeParts(handle: number, content: Content): void {
  for (const part of typeof content === 'string' ? [content] : content) writeAll(handle, part);
}

/** The file that links lead to, also when it is not there yet. */
function throughLinks(path: string): string {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return path;
  if (statSync(path, { throwIfNoEntry: false })) return realpathSync(path);
  return resolve(dirname(path), readlinkSync(path));
}

function replace(path: string, content: Content): void {
  if (lstatSync(path, { throwIfNoEntry: false })) closeSync(openSync(path, 'r+'));
  try {
    renameSync(writeTemp(path, content), path);
  } catch (error) {
    removeQuietly(tempFor(path));
    throw error;
  }
  syncDirectory(dirname(path));
}
