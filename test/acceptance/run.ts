import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll } from 'vitest';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const program = join(root, 'bin/salesplan.js');
export const story = join(root, 'fixtures/hengce-instruments');

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string | Buffer | 'null' | 'closed';
  readonly uid?: number;
  readonly preload?: readonly string[];
}

/** Runs the built program in a process of its own. Without `input` standard input is an empty pipe. */
export function salesplan(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const preload = (options.preload ?? []).flatMap((file) => ['--import', file]);
  return finished(start(process.execPath, [...preload, program, ...args], options), options.input);
}

/** Runs shell lines in which `"$@"` is the program. */
export function shell(script: string, options: RunOptions = {}): Promise<Run> {
  return finished(start('bash', ['-c', script, 'bash', process.execPath, program], options), options.input);
}

export function start(command: string, args: readonly string[], { cwd, env, uid, input }: RunOptions = {}) {
  const user = uid === undefined ? {} : { uid, gid: uid };
  const stdin = input === 'null' ? 'ignore' : 'pipe';
  return spawn(command, args, { cwd: cwd ?? root, env: environment(env), stdio: [stdin, 'pipe', 'pipe'], ...user });
}

export function finished(child: ReturnType<typeof start>, input?: RunOptions['input']): Promise<Run> {
  const parts: { out: Buffer[]; err: Buffer[] } = { out: [], err: [] };
  child.stdout?.on('data', (part: Buffer) => parts.out.push(part));
  child.stderr?.on('data', (part: Buffer) => parts.err.push(part));
  child.stdin?.on('error', () => undefined);
  if (input !== 'null') child.stdin?.end(input === 'closed' ? undefined : input);
  const text = (bytes: Buffer[]) => Buffer.concat(bytes).toString('utf8');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out: text(parts.out), err: text(parts.err) }));
  });
}

/** The environment without what would colour, translate or redirect the program, and with what the test says. */
function environment(own: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(SALESPLAN_|LC_|LANG|NODE_OPTIONS$|NO_COLOR$|FORCE_COLOR$|CLICOLOR|COLUMNS$|LINES$|CI$|VITEST|npm_)/.test(name),
  );
  return { ...Object.fromEntries(kept), TZ: 'UTC', LC_ALL: 'C.UTF-8', ...own };
}

const made: string[] = [];
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** A new directory that every user may enter; removed after the file's tests. */
export function newFolder(): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'salesplan-acceptance-')));
  made.push(dir);
  chmodSync(dir, 0o755);
  return dir;
}

/** Every file below a directory with its bytes (as base64), hidden ones too. */
export function contents(dir: string): Readonly<Record<string, string>> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.sort().map((file) => [file.slice(dir.length + 1), readFileSync(file).toString('base64')]));
}

/** Records of a CSV text by column name, read by a library that the program does not use for plans. */
export function records(text: string): Record<string, string>[] {
  return parse(text, { columns: true, bom: true }) as Record<string, string>[];
}
