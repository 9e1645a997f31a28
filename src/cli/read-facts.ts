import { finding, Refusal } from '../core/finding.ts';
import type { CustomerQuestion } from '../core/metrics/customers.ts';
import type { RowAccount, Totals } from '../core/totals.ts';
import type { CustomersResult, FactsSource, Reject, TableDescription } from '../facts/facts-source.ts';
import { type ChosenColumns, chooseColumns, type RatioPart } from './choose-columns.ts';
import { type Context, report, say, sayPhrase } from './context.ts';
import { claimOutput, markInput } from './inputs.ts';
import { withPreset } from './preset.ts';
import type { Reading } from './reading-options.ts';

/** What is read from a source of facts. */
export interface FactsRequest {
  readonly files: readonly string[];
  readonly reading: Reading;
  /** Level names, outermost first; each is a column, or becomes one by `--map` or by its meaning. */
  readonly levels: readonly string[];
  readonly grain: Totals['grain'];
  /** Whether the files are to be identified by their SHA-256, for the record. */
  readonly identify?: boolean;
  /** A metric that `--map` may name instead of `amount`. */
  readonly metric?: string | undefined;
  /** Which part of a ratio the amounts are; the table has a column for either. */
  readonly part?: RatioPart | undefined;
  /** Asks for the customers of every node as well. */
  readonly customers?: CustomerQuestion;
  /** What to do while the engine works. */
  readonly meanwhile?: () => Promise<unknown>;
}

/** A file that was read; `sha256` when it was asked for and the file can be read again. */
export interface FactsFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string | undefined;
  /** An address of a server. */
  readonly remote: boolean;
}

export interface Facts {
  readonly totals: Totals;
  readonly files: readonly FactsFile[];
  /** When they were asked for. */
  readonly customers?: CustomersResult;
}

/** How many bad rows are shown when a run stops at them. */
const SHOWN_REJECTS = 20;

/**
 * Totals of the facts: opens the files, says how they are read, and refuses or sets aside bad rows as `--max-errors` and
 * `--rejects` say.
 */
export async function readFacts(request: FactsRequest, context: Context): Promise<Facts> {
  const { openFacts } = await import('../facts/open-facts.ts');
  const source = openFacts(request.files, { ...request.reading, env: context.env });
  try {
    return await readFrom(source, request, context);
  } finally {
    await source.close();
  }
}

async function readFrom(source: FactsSource, request: FactsRequest, context: Context): Promise<Facts> {
  const table = await source.describe();
  for (const { name, remote } of table.files) if (name !== '-' && !remote) markInput(name, context);
  await report(context, table.findings);
  const others = request.customers ? ['customer', 'order'] : [];
  const mapped = await withPreset(request.reading, table.columns, context);
  const columns = chooseColumns(table.columns, { ...request, reading: mapped, others, file: table.files[0]?.name });
  sayReading(table, columns, context);
  const { reading, grain } = request;
  const describeRejects = reading.rejects === undefined ? SHOWN_REJECTS : Number.POSITIVE_INFINITY;
  let running: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    running = resolve;
  });
  const identifying = begun.then(() => identified(table, request.identify === true));
  const meanwhile = begun.then(request.meanwhile);
  // Awaited below; not when the reading itself fails.
  for (const other of [identifying, meanwhile]) other.catch(() => undefined);
  const { totals, rejects } = await source.totals({
    ...columns,
    where: reading.where,
    grain,
    range: undefined,
    describeRejects,
    running,
  });
  await meanwhile;
  const files = await identifying;
  await settleRejects(rejects, totals.account, request.reading, context);
  if (!request.customers) return { totals, files };
  const { customer = '', order = '' } = columns.others;
  const used = totals.account.used;
  const asked = { ...columns, ...request.customers, where: reading.where, customer, order, used };
  return { totals, files, customers: await source.customers(asked) };
}

/** Hashes while the engine works. */
async function identified({ files }: TableDescription, identify: boolean): Promise<FactsFile[]> {
  const { hashFile } = await import('../facts/files/hash-file.ts');
  const hash = (name: string, remote: boolean) => (identify && name !== '-' && !remote ? hashFile(name) : undefined);
  return Promise.all(
    files.map(async ({ name, bytes, remote = false }) => ({ name, bytes, remote, sha256: await hash(name, remote) })),
  );
}

function sayReading(table: TableDescription, columns: ChosenColumns, context: Context): void {
  const shown = [
    `date=${columns.date}`,
    `amount=${columns.amount.column}`,
    ...columns.levels.map((l) => `${l.name}=${l.column}`),
    ...Object.entries(columns.others).map(([key, column]) => `${key}=${column}`),
  ];
  for (const { name, encoding } of table.files) say(context, `${name}: ${encoding}, ${shown.join(', ')}`);
}

/** Writes the rejects where asked, then refuses when there are more than allowed. */
async function settleRejects(rejects: readonly Reject[], account: RowAccount, reading: Reading, context: Context): Promise<void> {
  if (account.rejected === 0) return;
  if (reading.rejects !== undefined) {
    claimOutput(reading.rejects, context);
    const { writeRejects } = await import('./write-rejects.ts');
    writeRejects(reading.rejects, rejects, context);
    sayPhrase(context, 'rejects.written', { count: account.rejected, file: reading.rejects });
  }
  const limit = reading.maxErrors ?? (reading.rejects === undefined ? 0 : Number.POSITIVE_INFINITY);
  const shown = rejects.slice(0, SHOWN_REJECTS).map(({ finding }) => finding);
  if (account.rejected > limit) {
    throw new Refusal([...shown, finding('error', 'cli.too-many-rejects', { rejected: account.rejected, limit })]);
  }
  await report(
    context,
    shown.map((reject) => ({ ...reject, severity: 'warning' as const })),
  );
}

/** Says what became of every row; a sum that does not tie is our bug. */
export function sayRows(account: RowAccount, context: Context): void {
  const { read, used, rejected, outOfRange, notSelected, subtotals } = account;
  context.reported.push(finding('note', 'facts.rows', { ...account }));
  if (read !== used + rejected + outOfRange + notSelected + subtotals)
    throw new Error(`rows do not tie: ${JSON.stringify(account)}`);
  sayPhrase(context, notSelected > 0 ? 'rows.account-selected' : 'rows.account', {
    read,
    used,
    rejected,
    outOfRange,
    notSelected,
  });
  if (subtotals > 0) sayPhrase(context, 'rows.subtotals', { subtotals });
}
