import { stat } from 'node:fs/promises';
import { type Finding, finding, findingsBeside, Refusal, refuse, refuseErrors } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import { conditionFindings } from './conditions.ts';
import { readCustomers } from './duckdb/read-customers.ts';
import { readProfiles } from './duckdb/read-profiles.ts';
import { readTotals, type TotalsAhead } from './duckdb/read-totals.ts';
import { type FactsColumns, rateColumn } from './duckdb/totals-query.ts';
import { sparingEngine } from './duckdb/without-broken-rows.ts';
import type { FactsResult, FactsSource, PartsQuery, TableDescription, TotalsQuery } from './facts-source.ts';
import { fileAmount } from './file-amount.ts';
import { encodingOf } from './files/encodings.ts';
import { expandFiles, type InputFile } from './files/expand-files.ts';
import type { PreparedFile } from './files/prepared-file.ts';
import type { ReadingOptions } from './files/reading-options.ts';
import type { ReadingStep } from './files/reading-step.ts';
import { fileSketch } from './files/repeated-rows.ts';
import { prepareTable } from './files/table-kinds.ts';
import { TempFolder } from './files/temp-folder.ts';
import { unpack } from './files/unpack.ts';
import { type AheadOptions, guessPlain, sumAhead } from './read-ahead.ts';
import type { Environment } from './remote/credentials.ts';
import { namesServer, openRemote } from './remote/open-remote.ts';

export interface FactsOptions extends ReadingOptions, AheadOptions {
  /** Where transcoded copies and spilled sums go; the system's folder for temporary files by default. */
  readonly tempDirectory?: string | undefined;
  /** What `-` stands for; the process's standard input by default. */
  readonly stdin?: NodeJS.ReadableStream | undefined;
  /** Told how far the reading is, often. */
  readonly progress?: ((step: ReadingStep) => void) | undefined;
  /** Where credentials for servers are looked for; the process's environment by default. */
  readonly env?: Environment | undefined;
}

/**
 * The facts of an address, asked of its server, or of files, read by the embedded DuckDB. `files` are names or globs as the user
 * gave them, `-` is standard input. Nothing is opened before the first call; `close` removes what was written and must be called after errors, too.
 */
export function openFacts(files: readonly string[], options: FactsOptions = {}): FactsSource {
  if (namesServer(files)) return openRemote(files, options, environment(options));
  const temp = new TempFolder(options.tempDirectory);
  let isClosed = false;
  // Called often while files are read: the way to end what nobody waits for any more.
  const progress = (step: ReadingStep) => {
    if (isClosed) throw new Error('closed');
    options.progress?.(step);
  };
  let prepared: Promise<readonly PreparedFile[]> | undefined;
  const ofParts = <T>(
    files: readonly PreparedFile[],
    query: PartsQuery,
    read: (readable: readonly PreparedFile[]) => Promise<T>,
  ) => {
    refuseErrors([...missingColumns(files, query, [query.customer, query.order]), ...conditionFindings(query.where)]);
    return sparingEngine(files, temp, read);
  };
  const prepare = () => (prepared ??= prepareAll(files, { ...options, progress }, temp));
  let guessed: Promise<PreparedFile | undefined> | undefined;
  const guess = () =>
    (guessed ??= files.length === 1 ? guessPlain(files[0] as string, { options, temp }) : Promise.resolve(undefined));
  return {
    describe: async () => {
      const plain = await guess();
      if (!plain) return describeFiles(await prepare());
      // Goes on beside the engine; what it refuses is told when the totals are asked for.
      prepare().catch(() => undefined);
      return describeFiles([plain]);
    },
    totals: async (asked) => {
      const query = { ...working(options), ...asked };
      const plain = await guess();
      if (!plain) return checkedTotals(await prepare(), query, temp);
      return guessedTotals(plain, query, { prepare, temp });
    },
    customers: async (query) =>
      ofParts(await prepare(), query, (files) => readCustomers(files, { ...working(options), ...query }, temp)),
    profiles: async (query) =>
      ofParts(await prepare(), query, (files) => readProfiles(files, { ...working(options), ...query }, temp)),
    close: async () => {
      isClosed = true;
      await prepared?.catch(() => undefined);
      await temp.remove();
    },
  };
}

interface Checking {
  /** The files when they are checked. */
  readonly prepare: () => Promise<readonly PreparedFile[]>;
  readonly temp: TempFolder;
}

/** The totals of a plain file, which the engine adds up while its bytes are checked. */
async function guessedTotals(plain: PreparedFile, query: TotalsQuery, { prepare, temp }: Checking): Promise<FactsResult> {
  refuseUnfit([plain], query);
  const ahead = await sumAhead(plain, query, temp);
  try {
    const files = await Promise.race([prepare(), ahead.sums.then(prepare)]);
    const result = await checkedTotals(files, { ...query, ahead }, temp);
    // What the file turned out to have that its description did not say.
    const unguessed = files.flatMap(({ findings }) => findingsBeside(findings, plain.findings));
    return { ...result, findings: [...unguessed, ...result.findings] };
  } finally {
    await ahead.stop();
  }
}

function environment({ env = process.env, credentials }: FactsOptions): Environment {
  return credentials === undefined ? env : { ...env, SALESPLAN_CREDENTIALS: credentials };
}

/** The engine's part of the progress. */
function working({ progress }: FactsOptions): Pick<TotalsQuery, 'working'> {
  if (!progress) return {};
  return { working: (done) => progress({ phase: 'engine', number: 1, files: 1, done, total: done > 0 ? 100 : 0 }) };
}

async function prepareAll(names: readonly string[], options: FactsOptions, temp: TempFolder): Promise<readonly PreparedFile[]> {
  refuseDelimiter(options.delimiter);
  if (options.encoding !== undefined) await encodingOf(options.encoding);
  const prepared: PreparedFile[] = [];
  const findings: Finding[] = [];
  const files = await expandFiles(names, temp, options.stdin ?? process.stdin);
  for (const [index, file] of files.entries()) await prepareOne(file, index + 1);
  refuseErrors(findings);
  return prepared;

  async function prepareOne(file: InputFile, number: number): Promise<void> {
    const tell = (step: Pick<ReadingStep, 'phase' | 'done' | 'total'>) =>
      options.progress?.({ ...step, file: file.name, number, files: files.length });
    try {
      prepared.push(await prepareInput({ file, options: { isCompared: files.length > 1, ...options }, temp, tell }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      findings.push(...error.findings);
    }
  }
}

interface InputTask {
  readonly file: InputFile;
  readonly options: FactsOptions;
  readonly temp: TempFolder;
  readonly tell: (step: Pick<ReadingStep, 'phase' | 'done' | 'total'>) => void;
}

async function prepareInput({ file, options, temp, tell }: InputTask): Promise<PreparedFile> {
  const { name } = file;
  const { size: bytes } = await stat(file.path);
  const path = await unpack({ file, temp, read: (done) => tell({ phase: 'unpack', done, total: bytes }) });
  const { size: total } = path === file.path ? { size: bytes } : await stat(path);
  return prepareTable({ name, path, bytes, options, temp, watch: (phase, done) => tell({ phase, done, total }) });
}

function refuseDelimiter(delimiter: string | undefined): void {
  if (delimiter === undefined) return;
  const usable = delimiter.length === 1 && delimiter.charCodeAt(0) < 128 && !'" \r\n'.includes(delimiter);
  if (!usable) throw refuse('facts.bad-delimiter', { delimiter });
}

function describeFiles(files: readonly PreparedFile[]): TableDescription {
  return {
    columns: files[0]?.columns ?? [],
    files: files.map(({ name, encoding, delimiter, bytes, columns }) => {
      const differ = columns.join('\n') !== files[0]?.columns.join('\n');
      return { name, encoding, delimiter, bytes, ...(differ && { columns }) };
    }),
    findings: files.flatMap((file) => file.findings),
    sketches: files.flatMap(fileSketch),
  };
}

async function checkedTotals(files: readonly PreparedFile[], query: TotalsAhead, temp: TempFolder): Promise<FactsResult> {
  refuseUnfit(files, query);
  return sparingEngine(files, temp, (readable) => readTotals(readable, query, temp));
}

function refuseUnfit(files: readonly PreparedFile[], query: TotalsQuery): void {
  refuseErrors([...missingColumns(files, query, Object.values(rateColumn(query))), ...conditionFindings(query.where)]);
}

function missingColumns(files: readonly PreparedFile[], query: FactsColumns, also: readonly string[]): Finding[] {
  const used = [query.date, ...also, ...query.where.map(({ column }) => column)];
  const levels = query.levels.map(({ column }) => column);
  return files.flatMap((file) => {
    const { name, columns } = file;
    const amount = fileAmount(file, query.amount);
    const own = levels.filter((level) => normalName(level) !== normalName(query.amount.column));
    const needed = [...new Set([...used, ...own].map(normalName))];
    const absent = needed.filter((column) => column === '' || !columns.includes(column));
    const wanted = normalName(query.amount.column);
    const lacking = [...absent, ...(wanted !== '' && amount.column === '' ? [wanted] : [])].map((column) =>
      finding('error', 'facts.missing-column', { file: name, column, columns: columns.join(', ') }, { file: name, column }),
    );
    return [...lacking, ...amount.findings];
  });
}
