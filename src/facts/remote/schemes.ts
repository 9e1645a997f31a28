export type EngineName = 'clickhouse' | 'postgres';

/** What may stand in front of `://`. */
export interface Scheme {
  readonly engine: EngineName;
  /** The usual port. */
  readonly port: number;
  /** Whether the connection is encrypted, whatever the options say. */
  readonly encrypted: boolean;
  /** What may stand behind `?`, beside `table` and `query`. */
  readonly options: readonly string[];
  /** Whether the path may name the table, too: `/db.table`. */
  readonly tableInPath: boolean;
}

const CLICKHOUSE = { engine: 'clickhouse', options: ['timeout'], tableInPath: true } as const;
const POSTGRES: Scheme = {
  engine: 'postgres',
  port: 5432,
  encrypted: false,
  options: ['sslmode', 'sslrootcert', 'timezone', 'timeout'],
  tableInPath: false,
};

export const SCHEMES: ReadonlyMap<string, Scheme> = new Map<string, Scheme>([
  ['clickhouse', { ...CLICKHOUSE, port: 8123, encrypted: false }],
  ['clickhouse+https', { ...CLICKHOUSE, port: 8443, encrypted: true, options: ['timeout', 'sslrootcert'] }],
  ['postgres', POSTGRES],
  ['postgresql', POSTGRES],
]);
