import { isUtf8 } from 'node:buffer';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A case is a folder: `cmd` (shell lines in which `salesplan` is the built program), `out`, `err`, `exit` (absent = 0),
 * `in/` (copied to a fresh working directory) and `after/` (every file that the run made or changed).
 */
export interface CaseResult {
  readonly out: string;
  readonly err: string;
  readonly exit: number;
  /** Files that the run made or changed, by path with `/`. */
  readonly after: Readonly<Record<string, string>>;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const fixtures = join(root, 'fixtures');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };

/** `command/scenario` of every case; a scenario without a `cmd` is listed too, and fails when it runs. */
export async function listCases(casesDir: string): Promise<string[]> {
  const files = Object.keys(await readTree(casesDir));
  return [...new Set(files.map((file) => file.split('/').slice(0, 2).join('/')))].sort();
}

/** Runs a case in a directory of its own and returns what came of it, with paths and the version made neutral. */
export async function runCase(caseDir: string): Promise<CaseResult> {
  const temp = await realpath(await mkdtemp(join(tmpdir(), 'salesplan-case-')));
  try {
    const [work, bin, scratch] = [join(temp, 'work'), join(temp, 'bin'), join(temp, 'scratch')];
    await Promise.all([work, bin, scratch].map((dir) => mkdir(dir)));
    await writeFile(join(bin, 'salesplan'), `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'bin/salesplan.js')}" "$@"\n`, {
      mode: 0o755,
    });
    if (await exists(join(caseDir, 'in'))) await cp(join(caseDir, 'in'), work, { recursive: true });
    const before = await readTree(work);

    const run = await bash(await readFile(join(caseDir, 'cmd'), 'utf8'), work, environment(bin, scratch));
    const after = await readTree(work);

    const neutral = (text: string) => neutralise(text, work, scratch);
    const changed = Object.keys(after).filter((file) => before[file] === undefined || !after[file]?.equals(before[file]));
    return {
      out: neutral(run.out),
      err: neutral(run.err),
      exit: run.exit,
      after: Object.fromEntries(changed.map((file) => [file, asText(after[file] as Buffer, neutral)])),
    };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/** What a case folder expects. A missing `out` or `err` is an error, never an empty expectation. */
export async function readExpectation(caseDir: string): Promise<CaseResult> {
  const text = (name: string) =>
    readFile(join(caseDir, name), 'utf8').catch(() => {
      throw new Error(`${join(caseDir, name)} is missing. Try: npm run test:update, then review the diff.`);
    });
  const exit = (await exists(join(caseDir, 'exit'))) ? Number(await readFile(join(caseDir, 'exit'), 'utf8')) : 0;
  const after = await readTree(join(caseDir, 'after'));
  return {
    out: await text('out'),
    err: await text('err'),
    exit,
    after: Object.fromEntries(Object.entries(after).map(([file, bytes]) => [file, asText(bytes, (t) => t)])),
  };
}

/** Makes a result the expectation. */
export async function writeExpectation(caseDir: string, result: CaseResult): Promise<void> {
  await rm(join(caseDir, 'after'), { recursive: true, force: true });
  await rm(join(caseDir, 'exit'), { force: true });
  await writeFile(join(caseDir, 'out'), result.out);
  await writeFile(join(caseDir, 'err'), result.err);
  if (result.exit !== 0) await writeFile(join(caseDir, 'exit'), `${result.exit}\n`);
  for (const [file, text] of Object.entries(result.after)) {
    const path = join(caseDir, 'after', file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text.startsWith(BINARY) ? Buffer.from(text.slice(BINARY.length), 'base64') : text);
  }
}

const BINARY = 'base64:';

/** Text with neutral paths; bytes that are no UTF-8 text as base64, so that a GB18030 file compares exactly. */
function asText(bytes: Buffer, neutral: (text: string) => string): string {
  return isUtf8(bytes) ? neutral(bytes.toString('utf8')) : BINARY + bytes.toString('base64');
}

function environment(bin: string, scratch: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(SALESPLAN_|LC_|LANG|NODE_OPTIONS$|FORCE_COLOR$|CLICOLOR|COLUMNS$|LINES$|CI$|VITEST|npm_)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    HOME: scratch,
    TMPDIR: scratch,
    TZ: 'Asia/Shanghai',
    LC_ALL: 'C.UTF-8',
    NO_COLOR: '1',
    FIXTURES: fixtures,
    SALESPLAN_FIXTURES: fixtures,
  };
}

/** Runs shell lines; like a script, it goes on after a line that fails, and its exit code is the last line's. */
function bash(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<{ out: string; err: string; exit: number }> {
  return new Promise((resolve, reject) => {
    const child = execFile('bash', ['-c', script], { cwd, env, maxBuffer: 1 << 26 }, (error, out, err) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ out, err, exit: error ? Number(error.code) : 0 });
    });
    child.stdin?.end();
  });
}

function neutralise(text: string, work: string, scratch: string): string {
  const literal = (value: string) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text
    .replaceAll(work, '<dir>')
    .replaceAll(scratch, '<scratch>')
    .replaceAll(fixtures, '<fixtures>')
    .replace(new RegExp(`(?<![\\d.])${literal(version)}(?![\\d.])`, 'g'), '<version>');
}

async function readTree(dir: string): Promise<Record<string, Buffer>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const tree: Record<string, Buffer> = {};
  for (const file of files.sort()) tree[file.slice(dir.length + 1).replaceAll('\\', '/')] = await readFile(file);
  return tree;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
