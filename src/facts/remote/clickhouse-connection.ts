import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client';
import { whenInterrupted } from '../interrupted.ts';
import type { RemoteAddress } from './address.ts';
import { clickHouseError, isReadOnly } from './clickhouse-errors.ts';
import { clickHouseFrom, clickHouseText } from './clickhouse-literals.ts';
import type { Connection, Statement, TableColumn, TextRow } from './connection.ts';
import type { Credentials } from './credentials.ts';
import { rootCertificate } from './root-certificate.ts';
import { tabSeparatedRows } from './tab-separated.ts';
import { CONNECT_TIMEOUT, statementTimeout } from './timeouts.ts';

/**
 * A user's profile on the server may have these otherwise, and then a part of the rows would pass for all of them. A user who
 * may only read can send a setting that has this value already, and is refused when it has another.
 */
const WHOLE_RESULTS: ClickHouseSettings = {
  // Without it an error in the middle of an answer looks like its end.
  wait_end_of_query: 1,
  skip_unavailable_shards: 0,
  distributed_group_by_no_merge: '0',
  read_overflow_mode: 'throw',
  group_by_overflow_mode: 'throw',
  sort_overflow_mode: 'throw',
  result_overflow_mode: 'throw',
  timeout_overflow_mode: 'throw',
  distinct_overflow_mode: 'throw',
  set_overflow_mode: 'throw',
  join_overflow_mode: 'throw',
  transfer_overflow_mode: 'throw',
  extremes: 0,
  join_use_nulls: 0,
};

/** The longest query that a server reads unless it is told. */
const USUAL_QUERY = 262_144;
/** So much longer than the server's own limit may the answer stay away. */
const GRACE = 15_000;
const KILL_TIMEOUT = 2_000;

/** Opens a session and asks who is there. Import this module lazily: it loads the driver. */
export async function connectClickHouse(address: RemoteAddress, credentials: Credentials): Promise<Connection> {
  const { host, port, encrypted, database } = address;
  const timeout = statementTimeout(address);
  const ca = await rootCertificate(address);
  const client = createClient({
    url: `${encrypted ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    database,
    ...(credentials.user !== undefined && { username: credentials.user }),
    ...(credentials.password !== undefined && { password: credentials.password }),
    ...(ca && { tls: { ca_cert: ca } }),
    request_timeout: timeout + GRACE,
    compression: { request: false, response: false },
    // The driver would write to standard error what is told as a message.
    log: { level: ClickHouseLogLevel.OFF },
  });
  const session = new Session(client, timeout, address);
  try {
    await session.greet();
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

class Session implements Connection {
  server = 'ClickHouse';
  /** Queries whose answers have not come to their end. The server goes on with them when nobody listens any more. */
  readonly #running = new Map<string, AbortController>();
  readonly #forget: () => void;
  /** Whether the user may send settings. */
  #mayLimit = true;

  constructor(
    private readonly client: ClickHouseClient,
    private readonly timeout: number,
    private readonly address: RemoteAddress,
  ) {
    this.#forget = whenInterrupted(() => this.#killAll());
  }

  async greet(): Promise<void> {
    const patience = setTimeout(() => this.#abortAll(), CONNECT_TIMEOUT);
    try {
      const [[version] = []] = await collected(this.#answer('SELECT version()'));
      this.server = `ClickHouse ${version}`;
    } finally {
      clearTimeout(patience);
    }
  }

  async columns(): Promise<readonly TableColumn[]> {
    const rows = await collected(this.#answer(`DESCRIBE TABLE ${clickHouseFrom(this.address)}`));
    return rows.map(([name, type]) => ({ name: name ?? '', type: type ?? '' }));
  }

  async *rows({ sql, values }: Statement): AsyncGenerator<TextRow> {
    if (values.length > 0) throw new Error('values are part of the text of a query here');
    try {
      for await (const rows of this.#answer(sql)) yield* rows;
    } catch (error) {
      throw clickHouseError(error);
    }
  }

  async close(): Promise<void> {
    const killed = this.#killAll();
    this.#abortAll();
    await killed;
    this.#forget();
    await this.client.close();
  }

  /** The rows of an answer, batch by batch. The server begins to send when the whole answer is ready. */
  async *#answer(sql: string): AsyncGenerator<TextRow[]> {
    const id = randomUUID();
    const aborting = new AbortController();
    this.#running.set(id, aborting);
    let whole = false;
    try {
      yield* tabSeparatedRows(await this.#send(sql, id, aborting.signal));
      whole = true;
    } finally {
      this.#running.delete(id);
      if (!whole) {
        aborting.abort();
        await this.#kill(id);
      }
    }
  }

  async #send(sql: string, id: string, signal: AbortSignal): Promise<Readable> {
    try {
      return await this.#exec(sql, id, signal);
    } catch (error) {
      if (!this.#mayLimit || !isReadOnly(error)) throw error;
      this.#mayLimit = false;
      return this.#exec(sql, id, signal);
    }
  }

  async #exec(sql: string, id: string, signal: AbortSignal): Promise<Readable> {
    const length = Buffer.byteLength(sql) + 64;
    const settings: ClickHouseSettings = {
      ...WHOLE_RESULTS,
      ...(this.#mayLimit && { max_execution_time: Math.ceil(this.timeout / 1000) }),
      ...(length > USUAL_QUERY && { max_query_size: String(length) }),
    };
    const query = `${sql}\nFORMAT TabSeparated`;
    const { stream } = await this.client.exec({ query, query_id: id, abort_signal: signal, clickhouse_settings: settings });
    return stream;
  }

  #abortAll(): void {
    for (const aborting of this.#running.values()) aborting.abort();
  }

  #killAll(): Promise<unknown> {
    return Promise.all([...this.#running.keys()].map((id) => this.#kill(id)));
  }

  /** What cannot be told any more ends by `max_execution_time`. */
  async #kill(id: string): Promise<void> {
    const query = `KILL QUERY WHERE query_id = ${clickHouseText(id)} ASYNC`;
    await this.client.command({ query, abort_signal: AbortSignal.timeout(KILL_TIMEOUT) }).catch(() => undefined);
  }
}

async function collected(batches: AsyncIterable<TextRow[]>): Promise<TextRow[]> {
  const all: TextRow[] = [];
  try {
    for await (const rows of batches) all.push(...rows);
  } catch (error) {
    throw clickHouseError(error);
  }
  return all;
}
