import { closeSync, lstatSync, openSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Finding, finding, Refusal, refuse } from '../core/finding.ts';
import { ioRefusal } from './io-refusal.ts';
import { claim, decide, recover, release, replaceFile } from './journal.ts';
import { readStamped, type Stamp, sameStamp } from './stamp.ts';
import { type Content, removeQuietly, syncDirectory, tempFor, writeTemp } from './temp-file.ts';

export { recover } from './journal.ts';

/** A file to write, by its name in the folder; `expected` is what it held when we read it. */
export interface FileToWrite {
  readonly path: string;
  readonly content: Content;
  readonly expected?: Stamp;
}

interface Prepared extends FileToWrite {
  readonly temp: string;
}

/**
 * Writes all of `files` in `dir` or none, also when the process is killed at any step (then `recover` finishes or forgets it).
 * Throws a `Refusal`, with nothing changed, when a file is not what was expected or cannot be written.
 */
export function writeFiles(dir: string, files: readonly FileToWrite[]): void {
  recover(dir);
  for (const file of files) refuseUnwritable(dir, file);
  const prepared = prepareAll(dir, files);
  try {
    if (prepared.length > 1) replaceTogether(dir, prepared);
    else replaceAlone(dir, prepared);
  } catch (error) {
    if (!(error instanceof HalfReplaced)) removeTemps(dir, prepared);
    throw error;
  }
}

/** The change is decided but stuck: the temporary files and the journal stay, so that the next run finishes it. */
class HalfReplaced extends Refusal {}

/** Finds out before anything is written what a rename would not respect, or would stumble over half-way. */
function refuseUnwritable(dir: string, { path }: FileToWrite): void {
  if (basename(path) !== path) throw new RangeError(`${path} is not a file of the folder itself`);
  const full = join(dir, path);
  try {
    const found = lstatSync(full, { throwIfNoEntry: false });
    if (!found) return;
    if (found.isSymbolicLink()) throw refuse('folder.is-link', {}, { file: full });
    closeSync(openSync(full, 'r+'));
  } catch (error) {
    throw ioRefusal(error, full, 'write');
  }
}

function prepareAll(dir: string, files: readonly FileToWrite[]): Prepared[] {
  const prepared: Prepared[] = [];
  for (const file of files) {
    const full = join(dir, file.path);
    try {
      prepared.push({ ...file, temp: basename(writeTemp(full, file.content)) });
    } catch (error) {
      removeTemps(dir, files);
      throw ioRefusal(error, full, 'write');
    }
  }
  return prepared;
}

function replaceAlone(dir: string, files: readonly Prepared[]): void {
  refuseChanged(dir, files);
  for (const file of files) attempt(join(dir, file.path), () => replaceFile(dir, { temp: file.temp, final: file.path }));
  attempt(dir, () => syncDirectory(dir));
}

function replaceTogether(dir: string, files: readonly Prepared[]): void {
  attempt(dir, () => claim(dir));
  try {
    refuseChanged(dir, files);
    attempt(dir, () =>
      decide(
        dir,
        files.map(({ temp, path }) => ({ temp, final: path })),
      ),
    );
    replaceFirst(dir, files);
  } catch (error) {
    release(dir);
    throw error;
  }
  replaceRest(dir, files.slice(1));
}

function replaceFirst(dir: string, [first]: readonly Prepared[]): void {
  if (first) attempt(join(dir, first.path), () => replaceFile(dir, { temp: first.temp, final: first.path }));
}

function replaceRest(dir: string, files: readonly Prepared[]): void {
  try {
    for (const file of files) attempt(join(dir, file.path), () => replaceFile(dir, { temp: file.temp, final: file.path }));
    attempt(dir, () => syncDirectory(dir));
    attempt(dir, () => release(dir));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { values, place } = error.findings[0] as Finding;
    throw new HalfReplaced([finding('error', 'folder.half-written', values, place)]);
  }
}

function refuseChanged(dir: string, files: readonly FileToWrite[]): void {
  const changed = files.flatMap(({ path, expected }): Finding[] => {
    if (expected === undefined || sameStamp(readStamped(join(dir, path)).stamp, expected)) return [];
    return [finding('error', 'folder.changed-meanwhile', {}, { file: join(dir, path) })];
  });
  if (changed.length > 0) throw new Refusal(changed);
}

function removeTemps(dir: string, files: readonly FileToWrite[]): void {
  for (const { path } of files) removeQuietly(tempFor(join(dir, path)));
}

function attempt(file: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    throw ioRefusal(error, file, 'write');
  }
}
