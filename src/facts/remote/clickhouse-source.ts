import { connectClickHouse } from './clickhouse-connection.ts';
import { countClickHouseCustomers } from './clickhouse-customers.ts';
import { clickHouseDialect } from './clickhouse-dialect.ts';
import { learnTexts } from './clickhouse-texts.ts';
import { type OpenRemote, openSqlSource } from './sql-source.ts';

/** A table, view or query on a ClickHouse server or cluster. */
export const openClickHouse: OpenRemote = (address, credentials) =>
  openSqlSource({
    address,
    credentials,
    engine: {
      dialect: clickHouseDialect(),
      notices: () => [],
      connect: () => connectClickHouse(address, credentials),
      settle: async (session, columns) => ({ ...session, dialect: clickHouseDialect(await learnTexts(session, columns)) }),
      customers: countClickHouseCustomers,
    },
  });
