import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** Where Debian puts servers that are not on everybody's path. */
const PLACES = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/lib/postgresql/15/bin'];

/** Where a program is; undefined when it is not installed. */
export function installed(program: string): string | undefined {
  return PLACES.map((folder) => join(folder, program)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether the suites must run: then a missing program is a failure, and elsewhere a sentence. */
const REQUIRED = process.env['ENGINES'] === 'required';

/**
 * Whether a suite can run on this machine. Where its programs are missing it says so on the terminal; `npm run test:engines`
 * refuses instead.
 */
export function runsHere(...programs: readonly string[]): boolean {
  const missing = programs.find((program) => installed(program) === undefined);
  if (missing === undefined) return true;
  if (REQUIRED) throw new Error(`${missing} is not installed, and npm run test:engines needs it`);
  process.stderr.write(`skipped: ${missing} is not installed\n`);
  return false;
}
