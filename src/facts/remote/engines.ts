import type { EngineName } from './schemes.ts';
import type { OpenRemote } from './sql-source.ts';

/** Drivers are loaded when an address of theirs is opened. */
export const ENGINES: Readonly<Record<EngineName, () => Promise<OpenRemote>>> = {
  clickhouse: async () => (await import('./clickhouse-source.ts')).openClickHouse,
  postgres: async () => (await import('./postgres-source.ts')).openPostgres,
};
