import { distinctFindings, finding, Refusal, refuse } from '../core/finding.ts';
import { runningLevels } from '../core/measures/running-levels.ts';
import type { CustomerQuestion } from '../core/metrics/customers.ts';
import type { RowAccount } from '../core/totals.ts';
import { readName } from '../facts/column-names.ts';
import type { AmountColumn } from '../facts/detect-columns.ts';
import type { FactsSource, Reject, TableDescription, TotalsQuery } from '../facts/facts-source.ts';
import { type AmountFile, fileAmount } from '../facts/file-amount.ts';
import { type ChosenColumns, chooseColumns } from './choose-columns.ts';
import { type Context, report, say, sayPhrase } from './context.ts';
import type { Facts, FactsFile, FactsRequest } from './facts-request.ts';
import { claimOutput, markInput } from './inputs.ts';
import { countedTotals } from './measures/counted-totals.ts';
import { refuseUnlessSums } from './measures/refuse-unless-sums.ts';
import { withPreset } from './preset.ts';
import { type ProgressLine, progressLine } from './progress-line.ts';
import { cellsOf, expecting, type Reading } from './reading-options.ts';
import type { RejectsFile } from './rejects-file.ts';
import { settleUnits } from './settle-units.ts';
import { readTerms } from './sources/read-terms.ts';
import type { ReadTable, SettledResult } from './sources/settled-totals.ts';
import { termsOf } from './sources/term-request.ts';
import { unreadCurrency } from './sources/unread-currency.ts';

export type { Facts, FactsRequest } from './facts-request.ts';

/** How many bad rows are shown when a run stops at them. */
const SHOWN_REJECTS = 20;

/** Totals of a metric: of the named files, or of the tables that the settings name for it, added up. */
export async function readFacts(request: FactsRequest, context: Context): Promise<Facts> {
  if (!request.isMeasured) refuseUnlessSums(request);
  const terms = termsOf(request);
  const facts = await readTerms(terms, request, { context, readTable });
  return isRunning(request) && !request.flows ? { ...facts, totals: runningLevels(facts.totals) } : facts;
}

/** Whether a metric is a stock of which a formula says what is added and taken. */
export function isRunning({ metric = '', part, reading: { book } }: FactsRequest): boolean {
  const { kind, formula } = book?.metrics[part?.name ?? metric] ?? {};
  return kind === 'stock' && formula !== undefined;
}

/** Opens the files, says how they are read, and refuses or sets aside bad rows as `--max-errors` and `--rejects` say. */
async function readTable(request: FactsRequest, context: Context): Promise<Facts> {
  const { openSource } = await import('./open-source.ts');
  const line = await progressLine(context);
  const options = { ...expecting(request.reading, request.levels), progress: line.step, env: context.env };
  const source = clearing(await openSource({ files: request.files, reading: options }, context), line);
  try {
    return await readFrom(source, request, context);
  } finally {
    await source.close();
  }
}

/** A source after whose answers no line of progress is left, so that something else can be said. */
function clearing(source: FactsSource, line: ProgressLine): FactsSource {
  const alone = async <T>(answer: Promise<T>) => answer.finally(() => line.clear());
  return {
    describe: () => alone(source.describe()),
    totals: (query) => alone(source.totals(query)),
    customers: (query) => alone(source.customers(query)),
    profiles: (query) => alone(source.profiles(query)),
    close: () => source.close(),
  };
}

async function readFrom(source: FactsSource, request: FactsRequest, context: Context): Promise<Facts> {
  const table = await source.describe();
  for (const { name, remote } of table.files) if (name !== '-' && !remote) markInput(name, context);
  await report(context, table.findings);
  const { columns, mapped } = await chosenColumns(table, request, context);
  sayReading(table, columns, context);
  await report(context, unreadCurrency(table, mapped.where, request));
  const { reading, grain } = request;
  const sink = reading.rejects === undefined ? undefined : await rejectsFile(reading.rejects, context);
  const { begun, running } = beginning();
  const identifying = begun.then(() => identified(table, request.identify === true));
  const meanwhile = begun.then(request.meanwhile);
  // Awaited below; not when the reading itself fails.
  for (const other of [identifying, meanwhile]) other.catch(() => undefined);
  const { where } = mapped;
  const limits = { describeRejects: SHOWN_REJECTS, mostGroups: reading.maxGroups };
  const query = { ...columns, where, cells: cellsOf(mapped), grain, range: undefined, ...limits, sink, running };
  const read = { source, request, columns, names: table.columns };
  const { totals, rejects, findings, currencies } = await totalsOf(read, query, context);
  await meanwhile;
  const files = await identifying;
  await settleRejects({ rejects, sink, account: totals.account }, reading, context);
  const plan = countsRows(request) ? undefined : request.plan;
  await settleUnits({ amount: columns.amount, totals, findings, plan }, context);
  const ask = asking(read, { ...query, used: totals.account.used }, context);
  const counted = ownCount(request);
  if (counted) return { totals: await countedTotals(totals, { ...counted, metric: request.metric ?? '', ask, context }), files };
  const facts = { totals, files, amount: columns.amount, ...(currencies && { currencies }) };
  const question = typeof request.customers === 'function' ? request.customers(totals) : request.customers;
  const profiles = await profilesOf(read, { ...query, used: totals.account.used }, context);
  return { ...facts, ...(question && { customers: await ask(question) }), ...(profiles && { profiles }) };
}

/** What is counted in place of the totals; a measure counts by itself. */
function ownCount({ isMeasured, counted }: FactsRequest): FactsRequest['counted'] {
  return isMeasured ? undefined : counted;
}

function countsCredit({ counted }: FactsRequest): boolean {
  return counted?.count === 'credited-orders';
}

/** The columns of the run, and how it reads with a preset's columns. */
async function chosenColumns(table: TableDescription, request: FactsRequest, context: Context) {
  const counted = ownCount(request);
  const isOfCustomers = request.customers !== undefined || (counted !== undefined && counted.count !== 'rows');
  const further = request.settling?.columns ?? {};
  const ofCustomers = countsCredit(request) ? ['order'] : ['customer', 'order'];
  const ofProfiles = request.profiles === undefined ? [] : request.profiles === 'orders' ? ['customer', 'order'] : ['customer'];
  const others = [...new Set([...(isOfCustomers ? ofCustomers : []), ...ofProfiles, ...Object.keys(further)])];
  const counts = countsRows(request);
  const own = { ...request.reading, map: { ...further, ...request.reading.map } };
  const mapped = await withPreset(own, table.columns, context, counts ? ['date'] : undefined);
  const columns = chooseColumns(table.columns, { ...request, reading: mapped, others, counts, file: table.files[0]?.name });
  return { columns, mapped };
}

/** A promise that is kept when the engine has begun to work. */
function beginning(): { readonly begun: Promise<void>; readonly running: () => void } {
  let running: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    running = resolve;
  });
  return { begun, running };
}

type AskedQuery = TotalsQuery & { readonly used: number; readonly cells: ReturnType<typeof cellsOf> };

/** Asks a table for its customers, or for orders by their shares. */
function asking(read: ReadTable, query: AskedQuery, context: Context) {
  const { order = '', customer = countsCredit(read.request) ? order : '', share } = read.columns.others;
  return async (question: CustomerQuestion) => {
    const byShares = countsCredit(read.request) && share !== undefined;
    const { where, cells, used, mostGroups } = query;
    const customers = byShares
      ? await ordersByShares(read, query, question)
      : await read.source.customers({ ...read.columns, ...question, where, cells, customer, order, used, mostGroups });
    // A column that is asked for twice has its findings once.
    await report(context, distinctFindings(customers.findings ?? []));
    return customers;
  };
}

/** What each customer has bought, where it is asked for. Refuses amounts that shares, taxes or rates make: the engine adds up what the rows have. */
async function profilesOf({ source, request, columns }: ReadTable, query: AskedQuery, context: Context) {
  if (request.profiles === undefined) return undefined;
  if (request.settling !== undefined) throw refuse('analysis.settled-customers');
  const { customer = '', order = customer } = columns.others;
  const { where, cells, used, mostGroups } = query;
  const asked = { ...columns, levels: [], where, cells, customer, order, used, mostGroups };
  const { profiles, findings } = await source.profiles(asked);
  await report(context, distinctFindings(findings));
  return profiles;
}

/** Sums as the engine gives them, or as shares, taxes and currencies make them. */
async function totalsOf(table: ReadTable, query: TotalsQuery, context: Context): Promise<SettledResult> {
  if (table.request.settling === undefined) return table.source.totals(query);
  const { settledTotals } = await import('./sources/settled-totals.ts');
  return settledTotals(table, query, context);
}

/** Whether rows are counted, or days between two of their dates: then no cell of theirs is an amount. */
function countsRows({ metric = '', counted, part, reading: { book } }: FactsRequest): boolean {
  return part === undefined && (counted?.count === 'rows' || book?.metrics[metric]?.days_since !== undefined);
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
  const others = [
    ...columns.levels.map((l) => `${l.name}=${l.column}`),
    ...Object.entries(columns.others).map(([key, column]) => `${key}=${column}`),
  ];
  for (const { name, encoding, columns: own = table.columns } of table.files) {
    const amount = amountText({ name, columns: own }, columns.amount);
    const named = [`date=${columns.date}`, ...(amount === '' ? [] : [`amount=${amount}`]), ...others];
    say(context, `${name}: ${encoding}, ${named.join(', ')}`);
  }
}

/** A file's column of amounts; with the unit that a person gave, as `--map` has it. */
function amountText(file: AmountFile, amount: AmountColumn): string {
  const { column } = fileAmount(file, amount);
  const given = amount.unit !== undefined && readName(amount.column).unit === undefined;
  return given ? `${amount.column}[${amount.unit}]` : column || amount.column;
}

/** Loaded only where credit shares take orders apart. */
async function ordersByShares(...[table, query, question]: Parameters<OrdersByShares>): ReturnType<OrdersByShares> {
  const module = await import('./measures/credited-orders.ts');
  return module.ordersByShares(table, query, question);
}

type OrdersByShares = typeof import('./measures/credited-orders.ts').ordersByShares;

/** Loaded only where bad rows are to be written. */
async function rejectsFile(path: string, context: Context): Promise<RejectsFile> {
  const { RejectsFile: File } = await import('./rejects-file.ts');
  return new File(path, context);
}

interface ReadRejects {
  /** The first. */
  readonly rejects: readonly Reject[];
  readonly sink: RejectsFile | undefined;
  readonly account: RowAccount;
}

/** Writes the rejects where asked, then refuses when there are more than allowed. */
async function settleRejects({ rejects, sink, account }: ReadRejects, reading: Reading, context: Context): Promise<void> {
  if (account.rejected === 0) return;
  if (reading.rejects !== undefined && sink) {
    claimOutput(reading.rejects, context);
    try {
      sink.finish();
    } finally {
      sink.close();
    }
    sayPhrase(context, 'rejects.written', { count: account.rejected, file: reading.rejects });
  }
  const limit = reading.maxErrors ?? (reading.rejects === undefined ? 0 : Number.POSITIVE_INFINITY);
  const shown = rejects.slice(0, SHOWN_REJECTS).map(({ finding }) => finding);
  const more = account.rejected - shown.length;
  const values = { count: more, file: reading.rejects ?? '' };
  const code = reading.rejects === undefined ? 'cli.more-rejects' : 'cli.more-rejects-in-file';
  const rest = more > 0 ? [finding('warning', code, values)] : [];
  if (account.rejected > limit) {
    const tooMany = reading.rejects === undefined ? 'cli.too-many-rejects' : 'cli.too-many-rejects-in-file';
    throw new Refusal([...shown, ...rest, finding('error', tooMany, { rejected: account.rejected, limit })]);
  }
  await report(context, [...shown.map((reject) => ({ ...reject, severity: 'warning' as const })), ...rest]);
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
