import { extname } from 'node:path';
import { DISPLAY_UNITS, type DisplayUnit } from '../core/amount.ts';
import { type Finding, refuse } from '../core/finding.ts';
import { type LongSheet, type SheetRow, wholeSheet } from '../render/sheet.ts';
import { type Context, writeResult } from './context.ts';
import { claimOutput } from './inputs.ts';
import type { OptionReader } from './option-reader.ts';
import { parseCount } from './parse-flags.ts';

export const FORMATS = ['table', 'csv', 'json', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** Where a result goes and in what form. */
export interface Output {
  readonly format: Format;
  /** `-o`; undefined for stdout. */
  readonly file: string | undefined;
  readonly fields: readonly string[] | undefined;
  readonly totals: boolean;
  readonly sort: string | undefined;
  readonly top: number | undefined;
  readonly bom: boolean;
  /** The unit that people see amounts in; undefined in formats for machines, which hold the base unit. */
  readonly showIn: DisplayUnit | undefined;
}

const BY_ENDING: Readonly<Record<string, Format>> = { '.csv': 'csv', '.json': 'json', '.md': 'markdown', '.txt': 'table' };

/** Reads `-o`, `-O`, `--json` and how to show. The format is -O, else by the ending of -o, else --json, else a table. */
export function readOutput(reader: OptionReader, json: boolean): Output {
  const file = reader.text('output');
  const ending = extname(file ?? '').toLowerCase();
  const format = reader.choice('format', FORMATS) ?? BY_ENDING[ending] ?? (json ? 'json' : 'table');
  if (ending !== '' && BY_ENDING[ending] === undefined && reader.text('format') === undefined && !json) {
    reader.fail('output', 'cli.unknown-ending', { ending, endings: Object.keys(BY_ENDING).join(', ') });
  }
  const showIn = reader.choice('showIn', DISPLAY_UNITS);
  return {
    format,
    file: file === '-' ? undefined : file,
    fields: reader
      .text('fields')
      ?.split(/[,，、]/)
      .map((name) => name.trim()),
    totals: reader.on('totals'),
    sort: reader.text('sort'),
    top: reader.value('top', parseCount, '1, 2, 3, ...'),
    bom: reader.on('bom'),
    showIn: format === 'table' || format === 'markdown' ? showIn : undefined,
  };
}

/** Whether people read the format, and not programs. */
export function isForPeople({ format }: Output): boolean {
  return format === 'table' || format === 'markdown';
}

/** Renders a sheet and writes it to stdout or to the file of `-o`; findings travel inside JSON. */
export async function emit(sheet: LongSheet, output: Output, context: Context, findings: readonly Finding[] = []): Promise<void> {
  await emitText(await rendered(sheet, { output, context, findings }), output, context);
  // What a JSON result holds is told.
  if (output.format === 'json') context.reported.length = 0;
}

interface Emission {
  readonly output: Output;
  readonly context: Context;
  readonly findings: readonly Finding[];
}

/** Writes sheets for people below one another; other formats hold one sheet. */
export async function emitAll(sheets: readonly LongSheet[], { output, context, findings }: Emission): Promise<void> {
  const [only, ...others] = sheets;
  if (only !== undefined && others.length === 0) return emit(only, output, context, findings);
  const texts: string[] = [];
  for (const sheet of sheets) {
    const text = await rendered(sheet, { output, context, findings });
    texts.push(typeof text === 'string' ? text : [...text].join(''));
  }
  await emitText(texts.join('\n'), output, context);
}

async function rendered(sheet: LongSheet, { output, context, findings }: Emission): Promise<string | Iterable<string>> {
  const { render } = await import('../render/index.ts');
  const toTerminal = isToTerminal(output, context);
  return render(output.format, ordered(sheet, output), {
    terminal: toTerminal,
    width: toTerminal ? context.stdout.columns : undefined,
    colour: output.file === undefined && context.look.colour.stdout,
    ascii: context.look.ascii,
    totals: output.totals,
    bom: false,
    findings: [...new Set([...context.reported, ...findings])],
    words: context.words,
    fields: output.fields,
  });
}

/** Whether a person sees the result come, and not a file or a pipe. */
export function isToTerminal({ file }: Output, { stdout }: Context): boolean {
  return file === undefined && stdout.isTTY === true;
}

/** Writes finished text. A CSV file for people gets a BOM when it holds more than ASCII, so that Excel reads it. */
export async function emitText(content: string | Iterable<string>, output: Output, context: Context): Promise<void> {
  if (output.file === undefined) {
    await writeResult(context, output.bom ? prefixed(content) : content);
    return;
  }
  claimOutput(output.file, context);
  const { writeOutput } = await import('../plan-folder/write-output.ts');
  writeOutput(output.file, withBom(content, output));
}

/** The content as it goes into a file: with a BOM when asked for, or for a CSV with more than ASCII text. */
export function withBom(content: string | Iterable<string>, { format, bom }: Output): string | Iterable<string> {
  if (bom) return prefixed(content);
  return format === 'csv' ? prefixedIfNeeded(typeof content === 'string' ? [content] : content) : content;
}

function* prefixed(content: string | Iterable<string>): Iterable<string> {
  yield '\ufeff';
  if (typeof content === 'string') yield content;
  else yield* content;
}

/** Parts are held back only until one has more than ASCII text. */
function* prefixedIfNeeded(content: Iterable<string>): Iterable<string> {
  let held: string[] | undefined = [];
  for (const part of content) {
    if (held && hasMoreThanAscii(part)) {
      yield '\ufeff';
      yield* held;
      held = undefined;
    }
    if (held) held.push(part);
    else yield part;
  }
  if (held) yield* held;
}

function hasMoreThanAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins there
  return /[^\u0000-\u007f]/.test(text);
}

/** `--sort` (largest first; dates and words in their order) and `--top`; rows of totals inside the sheet are left out then. */
function ordered(long: LongSheet, { sort, top }: Output): LongSheet {
  if (sort === undefined && top === undefined) return long;
  const sheet = wholeSheet(long);
  const rows = sheet.rows.filter((row) => row.emphasis === undefined);
  const sorted = sort === undefined ? rows : sortedBy(sheet, rows, sort);
  return { ...sheet, rows: sorted.slice(0, top ?? sorted.length).map(({ cells }) => ({ cells })) };
}

function sortedBy(sheet: LongSheet, rows: readonly SheetRow[], name: string): readonly SheetRow[] {
  const index = sheet.columns.findIndex((column) => column.name === name);
  const column = sheet.columns[index];
  if (!column) throw refuse('render.unknown-field', { field: name, fields: sheet.columns.map((c) => c.name).join(', ') });
  const cell = (row: SheetRow) => row.cells[index] ?? '';
  const isNumber = ['amount', 'count', 'ratio', 'share', 'points'].includes(column.kind);
  const size = (row: SheetRow) => (cell(row) === '' ? Number.NEGATIVE_INFINITY : Number(cell(row)));
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return rows.toSorted((a, b) => (isNumber ? size(b) - size(a) : byText(cell(a), cell(b))));
}
