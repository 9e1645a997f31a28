import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { refuse } from '../core/finding.ts';
import { ioRefusal, isIoError } from './io-refusal.ts';
import { isOtherProcess, parseTemp, pause, removeStaleTemps, syncDirectory, writeAll, writeTemp } from './temp-file.ts';

/**
 * The journal of a folder: which process is replacing files, and which temporary file takes the place of which. It is made
 * with no replacements, as a claim that keeps other writers out; once they are in it the change is decided, and whoever
 * finds it after a crash finishes it.
 */
const JOURNAL = '.salesplan-journal.json';

export interface Journal {
  readonly pid: number;
  readonly replace: readonly Replacement[];
}

/** A temporary file and the file whose place it takes, both by their names in the folder. */
export interface Replacement {
  readonly temp: string;
  readonly final: string;
}

/** Keeps other writers out of `dir`; throws a `Refusal` when another process is at it. */
export function claim(dir: string): void {
  const handle = openClaim(dir);
  try {
    writeAll(handle, journalText([]));
  } catch (error) {
    release(dir);
    throw error;
  } finally {
    closeSync(handle);
  }
}

function openClaim(dir: string): number {
  try {
    return openSync(join(dir, JOURNAL), 'wx');
  } catch (error) {
    if (isIoError(error) && error.code === 'EEXIST') throw refuse('folder.busy', {}, { file: dir });
    throw ioRefusal(error, join(dir, JOURNAL), 'write');
  }
}

/** Decides the change: from here on it is finished, by us or by whoever comes next. */
export function decide(dir: string, replace: readonly Replacement[]): void {
  const path = join(dir, JOURNAL);
  renameSync(writeTemp(path, journalText(replace)), path);
  syncDirectory(dir);
}

export function release(dir: string): void {
  rmSync(join(dir, JOURNAL), { force: true });
}

function journalText(replace: readonly Replacement[]): string {
  return `${JSON.stringify({ pid: process.pid, replace })}\n`;
}

/** Puts a temporary file in its place; one that is gone was put there before. */
export function replaceFile(dir: string, { temp, final }: Replacement): void {
  if (existsSync(join(dir, temp))) renameSync(join(dir, temp), join(dir, final));
}

/**
 * Finishes what a process that was killed had decided, and removes what it had not. Comes before every reading and writing of
 * a folder. Waits up to `patience` milliseconds for a living writer; throws a `Refusal` when it takes longer.
 */
export function recover(dir: string, patience = 5000): void {
  try {
    const journal = abandonedJournal(dir, patience);
    if (journal) {
      for (const replacement of journal.replace) replaceFile(dir, replacement);
      syncDirectory(dir);
      release(dir);
    }
    removeStaleTemps(dir);
  } catch (error) {
    if (isIoError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return;
    throw ioRefusal(error, join(dir, JOURNAL), 'write');
  }
}

/** `recover` for a folder of which one file is only to be read: where no change was decided, what cannot be tidied is left. */
export function recoverBeside(file: string): void {
  try {
    recover(dirname(file));
  } catch (error) {
    if (existsSync(join(dirname(file), JOURNAL))) throw error;
  }
}

/** How long a journal may be unreadable because its writer is just between making and filling it. */
const HALF_MADE = 100;

function abandonedJournal(dir: string, patience: number): Journal | undefined {
  for (let waited = 0; existsSync(join(dir, JOURNAL)); waited += 20) {
    const journal = readJournal(dir);
    if (journal && !isOtherProcess(journal.pid)) return journal;
    if (!journal && waited >= HALF_MADE) return { pid: process.pid, replace: [] };
    if (waited >= patience) throw refuse('folder.busy', {}, { file: dir });
    pause(20);
  }
  return undefined;
}

/** Undefined when it is gone or not whole. It comes with the folder, perhaps from a stranger: it may only name files in it. */
function readJournal(dir: string): Journal | undefined {
  try {
    const data: unknown = JSON.parse(readFileSync(join(dir, JOURNAL), 'utf8'));
    return isJournal(data) && data.replace.every(isOwnReplacement) ? data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (isIoError(error) && error.code === 'ENOENT')) return undefined;
    throw error;
  }
}

function isJournal(data: unknown): data is Journal {
  const { pid, replace } = (data ?? {}) as Partial<Journal>;
  const isReplacement = ({ temp, final }: Partial<Replacement>) => typeof temp === 'string' && typeof final === 'string';
  return Number.isInteger(pid) && Array.isArray(replace) && replace.every((item) => isReplacement(item ?? {}));
}

function isOwnReplacement({ temp, final }: Replacement): boolean {
  return basename(temp) === temp && basename(final) === final && parseTemp(temp)?.final === final;
}
