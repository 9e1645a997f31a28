import { type Finding, finding, Refusal, refuse, refuseErrors } from '../core/finding.ts';
import { normalName } from '../core/names.ts';
import { conditionFindings } from './conditions.ts';
import { readCustomers } from './duckdb/read-customers.ts';
import { readTotals } from './duckdb/read-totals.ts';
import type { FactsColumns } from './duckdb/totals-query.ts';
import type { CustomersQuery, CustomersResult, FactsResult, FactsSource, TableDescription, TotalsQuery } from './facts-source.ts';
import { fileAmount } from './file-amount.ts';
import { expandFiles, type InputFile } from './files/expand-files.ts';
import type { PreparedFile } from './files/prepared-file.ts';
import type { ReadingOptions } from './files/reading-options.ts';
import { prepareTable } from './files/table-kinds.ts';
import { TempFolder } from './files/temp-folder.ts';
import type { Environment } from './remote/credentials.ts';
import { namesServer, openRemote } from './remote/open-remote.ts';

export interface FactsOptions extends ReadingOptions {
  /** Where transcoded copies and spilled sums go; the system's folder for temporary files by default. */
  readonly tempDirectory?: string | undefined;
  /** What `-` stands for; the process's standard input by default. */
  readonly stdin?: NodeJS.ReadableStream | undefined;
  /** Where credentials for servers are looked for; the process's environment by default. */
  readonly env?: Environment | undefined;
}

/**
 * An address of a server, asked there; or CSV files, read by the embedded DuckDB. `files` are names or globs as the user gave them, `-` is standard input. Nothing
 * is opened before the first call; `close` removes what was written and must be called after errors, too.
 */
export function openFacts(files: readonly string[], options: FactsOptions = {}): FactsSource {
  if (namesServer(files)) return openRemote(files, options, options.env ?? process.env);
  const temp = new TempFolder(options.tempDirectory);
  let prepared: Promise<readonly PreparedFile[]> | undefined;
  const prepare = () => (prepared ??= prepareAll(files, options, temp));
  return {
    describe: async () => describeFiles(await prepare()),
    totals: async (query) => checkedTotals(await prepare(), query, temp),
    customers: async (query) => checkedCustomers(await prepare(), query, temp),
    close: () => temp.remove(),
  };
}

async function prepareAll(names: readonly string[], options: FactsOptions, temp: TempFolder): Promise<readonly PreparedFile[]> {
  refuseDelimiter(options.delimiter);
  const prepared: PreparedFile[] = [];
  const findings: Finding[] = [];
  for (const file of await expandFiles(names, temp, options.stdin ?? process.stdin)) await prepareOne(file);
  refuseErrors(findings);
  return prepared;

  async function prepareOne({ name, path }: InputFile): Promise<void> {
    try {
      prepared.push(await prepareTable(name, path, { options, temp }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      findings.push(...error.findings);
    }
  }
}

function refuseDelimiter(delimiter: string | undefined): void {
  if (delimiter === undefined) return;
  const usable = delimiter.length === 1 && delimiter.charCodeAt(0) < 128 && !'" \r\n'.includes(delimiter);
  if (!usable) throw refuse('facts.bad-delimiter', { delimiter });
}

function describeFiles(files: readonly PreparedFile[]): TableDescription {
  return {
    columns: files[0]?.columns ?? [],
    files: files.map(({ name, encoding, delimiter, bytes }) => ({ name, encoding, delimiter, bytes })),
    findings: files.flatMap((file) => file.findings),
  };
}

async function checkedTotals(files: readonly PreparedFile[], query: TotalsQuery, temp: TempFolder): Promise<FactsResult> {
  refuseErrors([...missingColumns(files, query, []), ...conditionFindings(query.where)]);
  return readTotals(files, query, temp);
}

async function checkedCustomers(
  files: readonly PreparedFile[],
  query: CustomersQuery,
  temp: TempFolder,
): Promise<CustomersResult> {
  refuseErrors([...missingColumns(files, query, [query.customer, query.order]), ...conditionFindings(query.where)]);
  return readCustomers(files, query, temp);
}

function missingColumns(files: readonly PreparedFile[], query: FactsColumns, also: readonly string[]): Finding[] {
  const used = [query.date, ...also, ...[...query.levels, ...query.where].map(({ column }) => column)];
  const needed = [...new Set(used.map(normalName))];
  return files.flatMap((file) => {
    const { name, columns } = file;
    const amount = fileAmount(file, query.amount);
    const absent = needed.filter((column) => column === '' || !columns.includes(column));
    const lacking = [...absent, ...(amount.column === '' ? [normalName(query.amount.column)] : [])].map((column) =>
      finding('error', 'facts.missing-column', { file: name, column, columns: columns.join(', ') }, { file: name, column }),
    );
    return [...lacking, ...amount.findings];
  });
}
