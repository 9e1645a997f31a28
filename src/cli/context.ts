import { once } from 'node:events';
import type { Day } from '../core/calendar/day.ts';
import type { Finding } from '../core/finding.ts';
import { type Language, type Words, wordsFor } from '../locale/index.ts';

/** 0 done, 1 a condition that was asked for is true; refusals and bugs are thrown. */
export type ExitCode = 0 | 1;

/** Everything a command may use of the world around it. Built once, by main; a test can build its own. */
export interface Context {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  /** The day it is, by `--today` or the clock. */
  readonly today: Day;
  readonly look: Look;
  /** Whether a question may be asked. */
  readonly interactive: boolean;
  /** Real paths of what this run read: no output may take their place. */
  readonly inputs: Set<string>;
  /** Findings that were told, so that a result in JSON has them all. */
  readonly reported: Finding[];
  /** Where what was read of large files is kept; undefined without a plan folder. */
  cache?: { readonly folder: string; readonly mayWrite: boolean };
  words: Words;
  language: Language;
}

/** How things are said. */
export interface Look {
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
  readonly ascii: boolean;
  readonly colour: { readonly stdout: boolean; readonly stderr: boolean };
}

/** Uses another language from here on. */
export async function speak(context: Context, language: Language): Promise<void> {
  context.words = await wordsFor(language);
  context.language = language;
}

/** Lets a signal that came during long arithmetic be heard before anything is written. */
export async function signals(): Promise<void> {
  // The first turn ends the phase we are in, the second comes after the loop has asked for signals.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Writes the result; waits for a slow reader, so that memory does not fill. */
export async function writeResult(context: Context, content: string | Iterable<string>): Promise<void> {
  for (const part of typeof content === 'string' ? [content] : content) {
    if (!context.stdout.write(part)) await once(context.stdout, 'drain');
  }
}

/** A line for people on stderr; nothing with `--quiet`. */
export function say(context: Context, text: string): void {
  if (!context.look.quiet) context.stderr.write(`${text}\n`);
}

/** Says a phrase of the catalogue. */
export function sayPhrase(context: Context, key: string, values: Readonly<Record<string, string | number>> = {}): void {
  say(context, context.words.phrase(key, values));
}

/** The same world, to which nothing is told: for a first look at what is read again. */
export function silent(context: Context): Context {
  return { ...context, look: { ...context.look, quiet: true, json: true }, reported: [] };
}

/** Rows that stand twice are told once a file, however many metrics are read from it: only the amounts differ. */
const isRepeat = ({ code }: Finding) => /^facts\.(repeated-rows|rows-in-two-files|orders-in-two-files)/.test(code);
const toldAs = ({ code, place }: Finding) => `${code} ${place?.file ?? ''} ${place?.line ?? ''}`;

/** Shows findings that do not stop the run, on stderr: without notes when quiet; with `--json` they are in the result instead, or on stderr when it is no JSON. */
export async function report(context: Context, findings: readonly Finding[]): Promise<void> {
  const told = new Set(context.reported.map(toldAs));
  const fresh = findings.filter((found) => !isRepeat(found) || !told.has(toldAs(found)));
  context.reported.push(...fresh);
  if (context.look.json) return;
  const shown = fresh.filter((finding) => !context.look.quiet || finding.severity !== 'note');
  if (shown.length === 0) return;
  const { findingsText } = await import('../render/findings-text.ts');
  const width = context.stderr.isTTY ? context.stderr.columns : undefined;
  context.stderr.write(
    findingsText(shown, context.words, {
      colour: context.look.colour.stderr,
      all: context.look.verbose,
      ...(width && { width }),
    }),
  );
}
