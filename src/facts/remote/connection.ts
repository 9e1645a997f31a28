/** A column as the server has it. */
export interface TableColumn {
  readonly name: string;
  /** The server's own name of the type: `numeric(12,2)`, `Nullable(String)`. */
  readonly type: string;
}

/** SQL with the values that travel beside it, where the server knows such. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly string[];
}

/** Cells as text; null is a null. */
export type TextRow = readonly (string | null)[];

/**
 * A session on a server. Every method throws `ConnectionLost` when the server went away and `ServerError` when it said no;
 * `rows` never ends before all rows were given.
 */
export interface Connection {
  /** Of the address's table or query, in their order. */
  columns(): Promise<readonly TableColumn[]>;
  /** The rows of a result as they come, in memory a batch at a time. */
  rows(statement: Statement): AsyncIterable<TextRow>;
  /** What answers, as a person knows it: `PostgreSQL 15.18`. */
  readonly server: string;
  /** The zone in which points in time become days; undefined where columns say it themselves. */
  readonly zone?: string | undefined;
  close(): Promise<void>;
}

/** The server could not be reached, or went away before it had answered: asking again may help. */
export class ConnectionLost extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'ConnectionLost';
  }
}

/** What a person can do about an error of the server: each is a message of its own. */
export const SERVER_ERROR_KINDS = [
  ...(['login', 'denied', 'missing', 'timeout', 'memory', 'host', 'not-utf8', 'failed'] as const),
  ...(['encryption', 'no-encryption', 'certificate'] as const),
] as const;
export type ServerErrorKind = (typeof SERVER_ERROR_KINDS)[number];

/** The server understood and refused: asking again gives the same. */
export class ServerError extends Error {
  constructor(
    readonly kind: ServerErrorKind,
    message: string,
    /** The server's own number or letters of the error. */
    readonly code: string | undefined,
  ) {
    super(message);
    this.name = 'ServerError';
  }
}
