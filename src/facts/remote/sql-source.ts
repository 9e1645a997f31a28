import { type Finding, finding, refuse, refuseErrors } from '../../core/finding.ts';
import { normalName } from '../../core/names.ts';
import { conditionFindings } from '../conditions.ts';
import type {
  CustomersQuery,
  CustomersResult,
  FactsResult,
  FactsSource,
  TableDescription,
  TotalsQuery,
} from '../facts-source.ts';
import { fileAmount } from '../file-amount.ts';
import type { RemoteAddress } from './address.ts';
import { type Connection, ConnectionLost, ServerError, type TableColumn } from './connection.ts';
import { type Credentials, withoutSecrets } from './credentials.ts';
import type { Dialect } from './dialect.ts';
import { readRemoteTotals } from './read-remote-totals.ts';
import { type Clock, WAITS, withRetries } from './retry.ts';
import type { Session } from './session.ts';
import type { FactsColumns, RemoteTable } from './totals-statement.ts';

/** A kind of server. */
export interface SqlEngine {
  readonly dialect: Dialect;
  /** Notices about the columns, such as the zone in which their days are read. */
  notices(connection: Connection, columns: readonly TableColumn[]): readonly Finding[];
  /** A new session in which all statements see one state, as far as the server knows such. */
  connect(): Promise<Connection>;
  customers(session: Session, query: CustomersQuery): Promise<CustomersResult>;
  /** Makes a session ready to compare the texts of these columns, where the server cannot make a text normal by itself. */
  settle?(session: Session, columns: readonly string[]): Promise<Session>;
}

/** Opens a table of a server; connects when it is first asked. */
export type OpenRemote = (address: RemoteAddress, credentials: Credentials) => FactsSource;

export interface SqlSourceOptions {
  readonly address: RemoteAddress;
  readonly engine: SqlEngine;
  readonly credentials: Credentials;
  readonly clock?: Clock | undefined;
}

/**
 * A table or query on a server. Each question has a session of its own and is asked whole: when the connection is lost, what
 * it had so far is thrown away, and it is asked again from the start. Nothing of a password is in what is thrown.
 */
export function openSqlSource(options: SqlSourceOptions): FactsSource {
  const inSession = <T>(work: (session: Session) => Promise<T>) =>
    refusing(options, () => withRetries(() => session(options, work), options.clock));
  return {
    describe: () => inSession(({ connection, table }) => Promise.resolve(describe(options, connection, table))),
    totals: (query) => inSession((asked) => totals(options, asked, query)),
    customers: (query) => inSession((asked) => customers(options, asked, query)),
    profiles: () => Promise.reject(refuse('remote.no-profiles', { source: options.address.display })),
    close: () => Promise.resolve(),
  };
}

async function session<T>({ engine, address }: SqlSourceOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const connection = await engine.connect();
  try {
    const { dialect } = engine;
    const table = { from: fromSql(address, dialect), columns: byName(await connection.columns(), address.display) };
    return await work({ connection, table, dialect, name: address.display });
  } finally {
    await connection.close();
  }
}

/** A query stands on lines of its own: it may end in a comment. */
export function fromSql({ facts }: RemoteAddress, dialect: Dialect): string {
  return 'query' in facts ? `(\n${facts.query}\n) AS facts` : facts.table.map((name) => dialect.identifier(name)).join('.');
}

function byName(columns: readonly TableColumn[], file: string): Map<string, TableColumn> {
  const named = new Map<string, TableColumn>();
  columns.forEach((column, index) => {
    const name = normalName(column.name);
    const first = [...named.keys()].indexOf(name);
    if (first >= 0)
      throw refuse('facts.duplicate-column', { file, column: name, first: first + 1, second: index + 1 }, { file, column: name });
    named.set(name, column);
  });
  return named;
}

function describe({ engine, address }: SqlSourceOptions, connection: Connection, { columns }: RemoteTable): TableDescription {
  const file = { name: address.display, encoding: connection.server, delimiter: '', bytes: 0, remote: true };
  return { columns: [...columns.keys()], files: [file], findings: engine.notices(connection, [...columns.values()]) };
}

async function totals({ engine }: SqlSourceOptions, asked: Session, query: TotalsQuery): Promise<FactsResult> {
  const named = withAmount(asked, query, query.tax?.column === undefined ? [] : [query.tax.column]);
  query.running?.();
  const compared = [...query.where.map(({ column }) => column), ...(query.tax?.column === undefined ? [] : [query.tax.column])];
  return readRemoteTotals((await engine.settle?.(asked, compared)) ?? asked, named);
}

function customers({ engine }: SqlSourceOptions, asked: Session, query: CustomersQuery): Promise<CustomersResult> {
  return engine.customers(asked, withAmount(asked, query, [query.customer, query.order]));
}

/** The query with the amount's own column and unit, as `fileAmount` finds them; refuses what is missing or unclear. */
function withAmount<T extends FactsColumns>(asked: Session, query: T, also: readonly string[]): T {
  const { column, power, findings } = fileAmount({ name: asked.name, columns: [...asked.table.columns.keys()] }, query.amount);
  const named = { ...query, amount: { ...query.amount, column: column || query.amount.column, power } };
  refuseErrors([...findings, ...missingColumns(asked, named, also), ...conditionFindings(query.where)]);
  return named;
}

function missingColumns({ table, name }: Session, query: FactsColumns, also: readonly string[]): Finding[] {
  const amount = query.amount.column === '' ? [] : [query.amount.column];
  const used = [query.date, ...amount, ...also, ...[...query.levels, ...query.where].map(({ column }) => column)];
  const columns = [...table.columns.keys()];
  return [...new Set(used.map(normalName))]
    .filter((column) => !table.columns.has(column))
    .map((column) =>
      finding('error', 'facts.missing-column', { file: name, column, columns: columns.join(', ') }, { file: name, column }),
    );
}

/** Errors of the server as the user's to mend. */
async function refusing<T>({ address, credentials }: SqlSourceOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const place = { file: address.display };
    const server = `${address.host}:${address.port}`;
    if (error instanceof ConnectionLost)
      throw refuse('remote.lost', { server, reason: withoutSecrets(error.reason, credentials), tries: WAITS.length + 1 }, place);
    if (!(error instanceof ServerError)) throw error;
    const code = error.code === undefined ? '' : ` (${error.code})`;
    throw refuse(
      `remote.${error.kind}`,
      { server, message: `${withoutSecrets(error.message, credentials)}${code}`, variable: address.engine.toUpperCase() },
      place,
    );
  }
}
