import { type FindingValues, type Refusal, refuse } from '../../core/finding.ts';
import { type EngineName, SCHEMES, type Scheme } from './schemes.ts';

/** A table, view or query on a database server. Never holds a password. */
export interface RemoteAddress {
  readonly engine: EngineName;
  readonly encrypted: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string | undefined;
  readonly facts: RemoteFacts;
  readonly options: Readonly<Record<string, string>>;
  /** What stands for the address in messages and logs: without a user and without the SQL of a query. */
  readonly display: string;
  /** The address without a user: what a plan keeps, so that it can be made again. */
  readonly record: string;
}

/** The names of a table from the outermost in (schema, table), or the SQL of a query. */
export type RemoteFacts = { readonly table: readonly string[] } | { readonly query: string };

const ADDRESS = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/isu;
const PLACE = /^(?:(.*)@)?(\[[0-9a-f:.]+\]|[\p{L}\p{N}._-]+)(?::([0-9]{1,5}))?(?:\/([^/@]*))?$/isu;
const SECRET = /^(.*pass.*|.*pwd.*|.*token.*|.*secret.*)$/i;

/** Whether a name among the files is an address of a server: it begins like `postgres://`. */
export function isAddress(name: string): boolean {
  return ADDRESS.test(name);
}

/** An address as a plan keeps it; other names as they are. Of an address that cannot be read its scheme alone is left. */
export function recordAddress(name: string): string {
  return textOf(name, 'record');
}

/** An address of the settings, which may lack its query, without a user. */
export function withoutUser(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?]*@/iu, '$1');
}

/** An address as it is shown, likewise. */
export function displayAddress(name: string): string {
  return textOf(name, 'display');
}

function textOf(name: string, text: 'record' | 'display'): string {
  if (!isAddress(name)) return name;
  try {
    return parseAddress(name)[text];
  } catch {
    return `${ADDRESS.exec(name)?.[1]}://...`;
  }
}

/**
 * Reads `clickhouse://host:8123/db.table`, `postgres://user@host/db?table=schema.table`, and `?query=SQL` with either. All
 * may be percent-encoded: a `.` in a name is `%2E`, an `&` in SQL `%26`; a plus is a plus. Throws a `Refusal` that shows
 * only the scheme of a doubtful address, since what stands there may be a password.
 */
export function parseAddress(text: string): RemoteAddress {
  const [, name = '', rest = ''] = ADDRESS.exec(text) ?? [];
  const known = name.toLowerCase();
  const scheme = SCHEMES.get(known);
  const doubt = (code: string, values: FindingValues = {}) => doubtful(known, code, values);
  if (!scheme) throw doubt('remote.unknown-scheme', { schemes: [...SCHEMES.keys()].map((each) => `${each}://`).join(', ') });
  const mark = rest.indexOf('?');
  const place = PLACE.exec(mark < 0 ? rest : rest.slice(0, mark));
  // An @ behind the mark may belong to a password that holds a question mark.
  if (!place) throw doubt(rest.includes('@') ? 'remote.doubtful-password' : 'remote.bad-address');
  const [, account, host = '', port, path = ''] = place;
  if (/:|%3a/i.test(account ?? '')) throw doubt('remote.password-in-address');
  const parts = { path, search: mark < 0 ? '' : rest.slice(mark + 1), scheme, doubt };
  const server = { host: host.replace(/^\[|\]$/g, ''), port: portOf(port, parts) };
  return withTexts(
    known,
    { ...server, user: account === undefined ? undefined : decoded(account, doubt), ...readFacts(parts) },
    scheme,
  );
}

type Doubt = (code: string, values?: FindingValues) => Refusal;

interface Parts {
  readonly path: string;
  readonly search: string;
  readonly scheme: Scheme;
  readonly doubt: Doubt;
}

function doubtful(scheme: string, code: string, values: FindingValues): Refusal {
  const file = `${scheme}://...`;
  return refuse(code, { scheme, ...values }, { file });
}

function portOf(text: string | undefined, { scheme, doubt }: Parts): number {
  const port = text === undefined ? scheme.port : Number(text);
  if (port < 1 || port > 65_535) throw doubt('remote.bad-address');
  return port;
}

type Facts = Pick<RemoteAddress, 'database' | 'facts' | 'options'>;

function readFacts(parts: Parts): Facts {
  const { table, query, ...options } = readSearch(parts);
  const inPath = parts.scheme.tableInPath ? parts.path.split('.') : [parts.path];
  const [database = '', ...further] = inPath.map((name) => decoded(name, parts.doubt));
  const named = table === undefined ? further : table.split('.').map((name) => decoded(name, parts.doubt));
  const plain = Object.fromEntries(Object.entries(options).map(([key, value]) => [key, decoded(value, parts.doubt)]));
  const sql = query === undefined ? undefined : decoded(query, parts.doubt).replace(/[\s;]+$/u, '');
  if (database === '' || named.some((name) => name === '') || further.length > 1) throw parts.doubt('remote.bad-address');
  if (sql === '' || (sql === undefined) === (named.length === 0) || (table !== undefined && further.length > 0))
    throw parts.doubt('remote.no-table', { example: EXAMPLES[parts.scheme.engine] });
  return { database, facts: sql === undefined ? { table: named } : { query: sql }, options: plain };
}

const EXAMPLES: Readonly<Record<EngineName, string>> = {
  clickhouse: 'clickhouse://host:8123/db.table',
  postgres: 'postgres://host:5432/db?table=schema.table',
};

/** What stands behind the question mark, still encoded. Names are shown only where they are known or surely no secret. */
function readSearch({ search, scheme, doubt }: Parts): Readonly<Record<string, string>> {
  const read: Record<string, string> = {};
  const known = ['table', 'query', ...scheme.options];
  for (const part of search.split('&').filter((text) => text !== '')) {
    const [, key = '', value = ''] = /^([^=]*)=?(.*)$/su.exec(part) ?? [];
    if (SECRET.test(key)) throw doubt('remote.password-in-address');
    if (!known.includes(key)) throw doubt('remote.unknown-option', { known: known.join(', ') });
    if (Object.hasOwn(read, key)) throw doubt('remote.option-twice', { key });
    read[key] = value;
  }
  return read;
}

function decoded(text: string, doubt: Doubt): string {
  try {
    const plain = decodeURIComponent(text);
    if (!plain.includes('\0')) return plain;
  } catch {
    // Told below, without the text.
  }
  throw doubt('remote.bad-percent');
}

function withTexts(
  name: string,
  address: Omit<RemoteAddress, 'engine' | 'encrypted' | 'display' | 'record'>,
  scheme: Scheme,
): RemoteAddress {
  const { host, port, database, facts, options } = address;
  const server = `${name}://${host.includes(':') ? `[${host}]` : host}:${port}/${encoded(database)}`;
  const others = Object.entries(options).map(([key, value]) => `${key}=${encoded(value)}`);
  const inPath = 'table' in facts && scheme.tableInPath && facts.table.length === 1;
  const from = (sql: string) => ('query' in facts ? `query=${sql}` : `table=${facts.table.map(encoded).join('.')}`);
  const text = (sql: string) => {
    const search = (inPath ? others : [from(sql), ...others]).join('&');
    return `${server}${inPath ? `.${encoded(facts.table[0]!)}` : ''}${search === '' ? '' : `?${search}`}`;
  };
  const sql = 'query' in facts ? encodeURIComponent(facts.query) : '';
  return { ...address, engine: scheme.engine, encrypted: scheme.encrypted, display: text('...'), record: text(sql) };
}

/** Only what would be read in another way is encoded, so that 订单 stays 订单. */
function encoded(name: string): string {
  return name.replace(/[%?&#.=/@\s\p{C}]/gu, (sign) => (sign === '.' ? '%2E' : encodeURIComponent(sign)));
}
