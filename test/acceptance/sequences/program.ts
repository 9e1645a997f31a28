import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommanderError } from 'commander';
import type { Context } from '../../../src/cli/context.ts';
import { runProgram } from '../../../src/cli/program.ts';
import { parseDay } from '../../../src/core/calendar/day.ts';
import { Refusal } from '../../../src/core/finding.ts';
import { wordsFor } from '../../../src/locale/index.ts';

/** Files by name. */
export type Files = Readonly<Record<string, string>>;

/** What came of one command line, run in this process. */
export interface Ran {
  readonly argv: readonly string[];
  readonly exit: 0 | 1 | 2 | 3 | 4;
  readonly out: string;
  readonly err: string;
}

const TODAY = '2026-01-05';

/** A new plan folder with these files. */
export function newFolder(files: Files): string {
  const dir = mkdtempSync(join(tmpdir(), 'salesplan-sequence-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}

export function removeFolder(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}

export function filesOf(dir: string): Files {
  const names = readdirSync(dir).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(dir, name), 'utf8')]));
}

/** Runs the program as `main` does, without a process of its own: exit 3 is an error that is no refusal. */
export async function salesplan(dir: string, argv: readonly string[]): Promise<Ran> {
  const [out, err] = [sink(), sink()];
  // Names of files are relative to where the program was started.
  process.chdir(dir);
  const context = await contextOf(dir, argv, { out: out.stream, err: err.stream });
  const exit = await runProgram(context).catch((error: unknown) => {
    err.stream.write(error instanceof Refusal ? said(error) : String(error instanceof Error ? error.stack : error));
    return exitOf(error);
  });
  return { argv, exit, out: out.text(), err: err.text() };
}

function said({ findings }: Refusal): string {
  return findings.map(({ code, values, place }) => `${code} ${JSON.stringify({ ...values, ...place })}\n`).join('');
}

function exitOf(error: unknown): 2 | 3 | 4 {
  if (error instanceof Refusal) return error.kind === 'impossible' ? 4 : 2;
  return error instanceof CommanderError ? 2 : 3;
}

interface Streams {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
}

async function contextOf(cwd: string, argv: readonly string[], { out, err }: Streams): Promise<Context> {
  const has = (...flags: string[]) => flags.some((flag) => argv.includes(flag));
  return {
    cwd,
    env: {},
    argv,
    stdin: process.stdin,
    stdout: out,
    stderr: err,
    interactive: false,
    inputs: new Set(),
    reported: [],
    today: parseDay(TODAY) as number,
    look: {
      quiet: has('-q', '--json'),
      verbose: false,
      json: has('--json'),
      ascii: false,
      colour: { stdout: false, stderr: false },
    },
    words: await wordsFor('en'),
    language: 'en',
  };
}

function sink(): { readonly stream: NodeJS.WriteStream; readonly text: () => string } {
  const parts: string[] = [];
  const write = (text: string) => parts.push(text) > 0;
  return { stream: { write, isTTY: false } as unknown as NodeJS.WriteStream, text: () => parts.join('') };
}
