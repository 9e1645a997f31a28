import type { Duplex } from 'node:stream';
import pg from 'pg';
import { whenInterrupted } from '../interrupted.ts';
import type { RemoteAddress } from './address.ts';
import { type Connection, ServerError, type Statement, type TableColumn, type TextRow } from './connection.ts';
import type { Credentials } from './credentials.ts';
import { cancelQuery } from './postgres-cancel.ts';
import { postgresError } from './postgres-errors.ts';
import { rootCertificate } from './root-certificate.ts';
import { CONNECT_TIMEOUT, statementTimeout } from './timeouts.ts';

export interface PostgresAsk {
  readonly address: RemoteAddress;
  readonly credentials: Credentials;
  /** What is asked, in SQL: a table's name or a query in brackets. */
  readonly from: string;
}

const BATCH = 2_000;
/** How much longer than the server's own limit we wait for it, before it counts as lost. */
const GRACE = 30_000;
/** How long a server may take to say goodbye. */
const PATIENCE = 2_000;

/** Names of the types that are read as what they are; everything else is read as text. */
const TYPES: Readonly<Record<number, string>> = {
  20: 'int8',
  21: 'int2',
  23: 'int4',
  700: 'float4',
  701: 'float8',
  790: 'money',
  1082: 'date',
  1114: 'timestamp',
  1184: 'timestamptz',
  1700: 'numeric',
};

/** Opens a session that changes nothing and sees one state of the data. Import this module lazily: it loads the driver. */
export async function connectPostgres(ask: PostgresAsk): Promise<Connection> {
  const { address, credentials } = ask;
  const timeout = statementTimeout(address);
  const client = new pg.Client({
    ...{ host: address.host, port: address.port, database: address.database },
    user: credentials.user,
    // A function keeps the driver from looking for files of its own.
    password: () => credentials.password as string,
    ssl: await tlsOf(address),
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    application_name: 'salesplan',
  });
  const session = new PostgresSession(client, ask, timeout);
  try {
    await session.begin(address.options['timezone']);
    return session;
  } catch (error) {
    await session.close();
    throw postgresError(error);
  }
}

async function tlsOf(address: RemoteAddress): Promise<pg.ClientConfig['ssl']> {
  const { sslmode = 'disable' } = address.options;
  if (sslmode === 'disable') return false;
  const ca = await rootCertificate(address);
  return { rejectUnauthorized: sslmode === 'verify-full' || ca !== undefined, ...(ca && { ca }) };
}

class PostgresSession implements Connection {
  server = 'PostgreSQL';
  zone: string | undefined;
  readonly #lost: Promise<never>;
  readonly #forget: () => void;
  #lose: (error: Error) => void = () => undefined;

  constructor(
    private readonly client: pg.Client,
    private readonly ask: PostgresAsk,
    private readonly timeout: number,
  ) {
    this.#forget = whenInterrupted(() => {
      // Nothing more is asked while the server is told.
      this.#lose(new Error('interrupted'));
      return cancelQuery(this.ask.address, this.client);
    });
    this.#lost = new Promise((_, reject) => {
      this.#lose = reject;
    });
    // Who waits for an answer hears of it; nobody else needs to.
    this.#lost.catch(() => undefined);
    client.on('error', (error) => this.#lose(error));
    client.on('end', () => this.#lose(new Error('Connection terminated')));
  }

  async begin(zone: string | undefined): Promise<void> {
    await this.#answer(this.client.connect());
    for (const setting of [`work_mem = '64MB'`, 'extra_float_digits = 3']) await this.#tryTo(`SET ${setting}`);
    await this.#run(`SET datestyle = 'ISO, YMD'`);
    await this.#run(`SET statement_timeout = ${this.timeout}`);
    if (zone !== undefined) await this.#run(`SELECT set_config('TimeZone', $1, false)`, [zone]);
    const shown = async (name: string) => String((await this.#run(`SHOW ${name}`)).rows[0]?.[0] ?? '');
    this.server = `PostgreSQL ${(await shown('server_version')).split(' ')[0]}`;
    this.zone = await shown('TimeZone');
    await this.#run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  }

  async columns(): Promise<readonly TableColumn[]> {
    const { fields } = await this.#run(`SELECT * FROM ${this.ask.from} LIMIT 0`);
    return fields.map(({ name, dataTypeID, dataTypeModifier }) => ({ name, type: typeOf(dataTypeID, dataTypeModifier) }));
  }

  /** Asked for whole, since a server does not share the work of a cursor among its processes; the stream waits for us instead. */
  async *rows({ sql, values }: Statement): AsyncGenerator<TextRow> {
    const answer = new StreamedRows(sql, values, this.#stream);
    this.client.query(answer.query);
    try {
      for (;;) {
        await this.#answer(answer.more());
        const batch = answer.take();
        if (batch.length === 0) return;
        yield* batch;
      }
    } finally {
      if (!answer.ended) await Promise.all([this.#answer(answer.drained()), cancelQuery(this.ask.address, this.client)]);
    }
  }

  async close(): Promise<void> {
    const silent = setTimeout(() => this.#stream.destroy(), PATIENCE);
    // The session is given up whatever was under way in it: what it says to that is of no use.
    await this.client.end().catch(() => undefined);
    this.#forget();
    clearTimeout(silent);
  }

  get #stream(): Duplex {
    return (this.client as unknown as { readonly connection: { readonly stream: Duplex } }).connection.stream;
  }

  /** What only makes it faster, or is the default of newer servers; some servers do not know it. */
  async #tryTo(sql: string): Promise<void> {
    await this.#run(sql).catch((error: unknown) => {
      const told = postgresError(error);
      if (!(told instanceof ServerError)) throw told;
    });
  }

  #run(text: string, values: readonly string[] = []): Promise<pg.QueryArrayResult<unknown[]>> {
    return this.#answer(this.client.query({ text, values: [...values], rowMode: 'array' }));
  }

  /** The answer, unless the connection goes first or the server stays silent beyond its own limit. */
  async #answer<T>(answer: Promise<T>): Promise<T> {
    const silent = setTimeout(() => this.#lose(new Error('timeout expired')), this.timeout + GRACE);
    try {
      return await Promise.race([answer, this.#lost]);
    } catch (error) {
      throw postgresError(error);
    } finally {
      clearTimeout(silent);
    }
  }
}

/** With its digits where they are declared: `numeric(12,2)`. The modifier holds them as the server's catalogue does. */
function typeOf(id: number, modifier: number): string {
  const type = TYPES[id] ?? 'text';
  if (type !== 'numeric' || modifier < 4) return type;
  const [digits, decimals] = [(modifier - 4) >> 16, (modifier - 4) & 0x7ff];
  return decimals > digits ? type : `numeric(${digits},${decimals})`;
}

/** The rows of an answer as they come; where they come too fast, the stream is held. */
class StreamedRows {
  readonly query: pg.Query;
  ended = false;
  #unwanted = false;
  #rows: TextRow[] = [];
  #filled: () => void = () => undefined;
  readonly #end: Promise<void>;

  constructor(
    sql: string,
    values: readonly string[],
    private readonly stream: Duplex,
  ) {
    const types = { getTypeParser: () => asText } as pg.CustomTypesConfig;
    // One statement alone: in the simple form a text could hold more.
    const config = { text: sql, values: [...values], rowMode: 'array', types, queryMode: 'extended' };
    const query = new pg.Query(config);
    this.query = query;
    query.on('row', (row) => this.#add(row as unknown as TextRow));
    this.#end = new Promise<void>((resolve, reject) => {
      query.on('end', () => resolve());
      query.on('error', reject);
    }).finally(() => {
      this.ended = true;
    });
    this.#end.catch(() => undefined);
  }

  #add(row: TextRow): void {
    if (this.#unwanted) return;
    this.#rows.push(row);
    if (this.#rows.length < BATCH) return;
    this.stream.pause();
    this.#filled();
  }

  /** Waits for a batch or the end; throws what the answer ended in. */
  async more(): Promise<void> {
    if (this.#rows.length >= BATCH) return;
    const filled = new Promise<void>((resolve) => {
      this.#filled = resolve;
    });
    await Promise.race([this.#end, filled]);
  }

  /** The rows that are here; none only after the end. */
  take(): TextRow[] {
    const rows = this.#rows;
    this.#rows = [];
    this.stream.resume();
    return rows;
  }

  /** Waits for the end of what nobody wants any more. */
  drained(): Promise<void> {
    this.#unwanted = true;
    this.stream.resume();
    return this.#end.catch(() => undefined);
  }
}

function asText(value: string): string {
  return value;
}
