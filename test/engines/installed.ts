import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** Where Debian puts servers that are not on everybody's path. */
const PLACES = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', ...postgresFolders('/usr/lib/postgresql')];

/** Each version has a folder of its own; the newest goes first. */
function postgresFolders(parent: string): string[] {
  if (!existsSync(parent)) return [];
  const versions = readdirSync(parent).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(parent, version, 'bin'));
}

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

/** What the suites that need servers start; Debian's clickhouse-server and postgresql have them. */
export const ENGINE_PROGRAMS = ['clickhouse-server', 'initdb', 'postgres', 'psql'];

/** Whether the suites must run: then a missing program is a failure. Elsewhere the run ends with a sentence that names it. */
const REQUIRED = process.env['ENGINES'] === 'required';

/** Whether a suite that starts these programs can run on this machine. */
export function runsHere(...programs: readonly string[]): boolean {
  const missing = programs.find((program) => installed(program) === undefined);
  if (missing !== undefined && REQUIRED) throw new Error(`${missing} is not installed, and npm run test:engines needs it`);
  return missing === undefined;
}
