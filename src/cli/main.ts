import { CommanderError } from 'commander';
import type { Day } from '../core/calendar/day.ts';
import { finding, Refusal } from '../core/finding.ts';
import { endElsewhere } from '../facts/interrupted.ts';
import { helpWordsFor, LANGUAGES, type Language, wordsFor } from '../locale/index.ts';
import type { Context, Look } from './context.ts';
import { runProgram } from './program.ts';
import { VERSION } from './version.ts';

/** 2 wrong use, unreadable input, I/O failure · 3 our bug · 4 an impossible plan · 130, 143 interrupted, terminated. */
const EXIT = { refused: 2, bug: 3, impossible: 4, interrupted: 130, terminated: 143 } as const;

/** How long servers may take to end what they do for us, in milliseconds. */
const END_PATIENCE = 1_500;
/** The exit code of a process that was told to stop. */
let stopped: number | undefined;

/** Runs one command line in this process and sets its exit code. The only place that decides one. */
export async function main(argv: readonly string[]): Promise<void> {
  process.on('SIGINT', () => stop(EXIT.interrupted));
  process.on('SIGTERM', () => stop(EXIT.terminated));
  const context = await contextOf(argv);
  let ending = false;
  process.stdout.on('error', (error) => {
    if (!ending) void endWith(error, context);
    ending = true;
  });
  process.exitCode = await exitCodeOf(context);
}

/** At once, unless a server works for us: it is told to end, but not waited for long, and not at all when asked twice. */
function stop(code: number): void {
  const ended = stopped === undefined ? endElsewhere() : undefined;
  if (!ended) process.exit(code);
  stopped = code;
  setTimeout(() => process.exit(code), END_PATIENCE);
  void ended.then(() => process.exit(code));
}

async function exitCodeOf(context: Context): Promise<number> {
  try {
    const code = await runProgram(context);
    await tellLeft(context);
    return code;
  } catch (error) {
    return explain(error, context);
  }
}

/** With `--json`, findings that no JSON result holds: that of `-o plan.csv` has no room for them. */
async function tellLeft(context: Context): Promise<void> {
  if (!context.look.json || context.reported.length === 0) return;
  const { findingsJson } = await import('../render/findings-json.ts');
  context.stderr.write(findingsJson(context.reported, await wordsFor(context.language)));
}

/** Says what went wrong in the form asked for, and which exit code it is. */
async function explain(error: unknown, context: Context): Promise<number> {
  // What fails now was ended by us.
  if (stopped !== undefined) return stopped;
  if (isClosedPipe(error)) return 0;
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  if (error instanceof Error && error.name === 'ExitPromptError') return EXIT.interrupted;
  context.words = await wordsFor(context.language);
  const refusal = error instanceof CommanderError ? usageRefusal(error) : (systemRefusal(error) ?? error);
  if (!(refusal instanceof Refusal)) return sayBug(error, context);
  const json = context.look.json;
  const text = json
    ? (await import('../render/findings-json.ts')).findingsJson(refusal.findings, context.words)
    : (await import('../render/findings-text.ts')).findingsText(refusal.findings, context.words, {
        colour: context.look.colour.stderr,
        all: context.look.verbose,
        ...(context.stderr.isTTY && { width: context.stderr.columns }),
      });
  context.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
  return refusal.kind === 'impossible' ? EXIT.impossible : EXIT.refused;
}

/** A failed system call that nobody put in better words: the person's to mend, not our bug. */
function systemRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  return new Refusal([finding('error', 'cli.system', { reason: String(code) }, path === undefined ? undefined : { file: path })]);
}

function usageRefusal({ message }: CommanderError): Refusal {
  const text = message.replace(/^error: /, '').replace(/\n\(Did you mean (.+)\?\)$/s, '; did you mean $1?');
  return new Refusal([finding('error', 'cli.usage', { message: text })]);
}

function sayBug(error: unknown, { stderr, words }: Context): number {
  const stack = error instanceof Error ? error.stack : String(error);
  stderr.write(`${words.phrase('bug', { version: VERSION, node: process.version })}\n${stack}\n`);
  return EXIT.bug;
}

/** Nothing more can be said when nobody reads what is said. */
function guarded(stderr: NodeJS.WriteStream): NodeJS.WriteStream {
  if (stderr.listenerCount('error') === 0) stderr.on('error', () => process.exit());
  return stderr;
}

/** The result cannot be written. A reader that went away, such as `head`, is no error. */
async function endWith(error: NodeJS.ErrnoException, context: Context): Promise<void> {
  const code = error.code === 'ENOSPC' ? 'cli.output-full' : 'cli.output-failed';
  const refusal = new Refusal([finding('error', code, { reason: error.code ?? error.message })]);
  process.exit(await explain(isClosedPipe(error) ? error : refusal, context));
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

async function contextOf(argv: readonly string[]): Promise<Context> {
  const { env } = process;
  const language = languageOf(argv, env.SALESPLAN_LANG);
  return {
    cwd: process.cwd(),
    env,
    argv,
    // Asked for when used: each stream costs milliseconds of a start.
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return guarded(process.stderr);
    },
    get interactive() {
      return process.stdin.isTTY === true && process.stderr.isTTY === true && !env.CI && !argv.includes('--no-input');
    },
    inputs: new Set(),
    reported: [],
    today: await todayOf(argv),
    look: lookOf(argv),
    words: await helpWordsFor(language),
    language,
  };
}

/** English unless asked otherwise: the bytes of a result must not depend on the locale of a machine. */
function languageOf(argv: readonly string[], fromEnvironment: string | undefined): Language {
  const asked = valueAfter(argv, '--lang') ?? fromEnvironment;
  return LANGUAGES.find((language) => language === asked) ?? 'en';
}

async function todayOf(argv: readonly string[]): Promise<Day> {
  const given = valueAfter(argv, '--today');
  if (given !== undefined) return (await import('../core/calendar/day.ts')).parseDay(given) ?? Number.NaN;
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000;
}

function lookOf(argv: readonly string[]): Look {
  const has = (...flags: string[]) => flags.some((flag) => argv.includes(flag));
  return {
    quiet: has('-q', '--quiet', '--json'),
    verbose: has('-v', '--verbose'),
    json: has('--json'),
    ascii: has('--ascii'),
    colour: {
      get stdout() {
        return usesColour(argv, process.stdout);
      },
      get stderr() {
        return usesColour(argv, process.stderr);
      },
    },
  };
}

/** Flag, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal. */
function usesColour(argv: readonly string[], stream: NodeJS.WriteStream): boolean {
  const asked = valueAfter(argv, '--color');
  if (asked === 'always' || asked === 'never') return asked === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb';
}

function valueAfter(argv: readonly string[], flag: string): string | undefined {
  const index = argv.findIndex((word) => word === flag || word.startsWith(`${flag}=`));
  const word = argv[index];
  if (word === undefined) return undefined;
  return word.startsWith(`${flag}=`) ? word.slice(flag.length + 1) : argv[index + 1];
}
