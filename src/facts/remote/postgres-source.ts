import { finding, refuse } from '../../core/finding.ts';
import type { RemoteAddress } from './address.ts';
import { POSTGRES_DIALECT } from './postgres-dialect.ts';
import { fromSql, type OpenRemote, openSqlSource, type SqlEngine } from './sql-source.ts';

const SSL_MODES = ['disable', 'require', 'verify-full'];

/** A table, view or query of a PostgreSQL server, or of one that speaks its protocol. */
export const openPostgres: OpenRemote = (address, credentials) => {
  refuseSslMode(address);
  const from = fromSql(address, POSTGRES_DIALECT);
  const engine: SqlEngine = {
    dialect: POSTGRES_DIALECT,
    connect: async () => {
      const { connectPostgres } = await import('./postgres-connection.ts');
      return connectPostgres({ address, credentials, from });
    },
    notices: ({ zone = '' }, columns) => {
      const points = columns.filter(({ type }) => type === 'timestamptz').map(({ name }) => name);
      const values = { columns: points.join(', '), zone };
      const told = points.length === 0 || address.options['timezone'] !== undefined;
      return told ? [] : [finding('note', 'remote.zone', values, { file: address.display })];
    },
    customers: async (session, query) => {
      const { countPostgresCustomers } = await import('./postgres-customers.ts');
      return countPostgresCustomers(session, query);
    },
  };
  return openSqlSource({ address, engine, credentials });
};

function refuseSslMode({ options, display }: RemoteAddress): void {
  const { sslmode } = options;
  if (sslmode !== undefined && !SSL_MODES.includes(sslmode))
    throw refuse('remote.bad-sslmode', { known: SSL_MODES.join(', ') }, { file: display });
}
