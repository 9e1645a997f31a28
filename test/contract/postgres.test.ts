import { afterAll, beforeAll, describe } from 'vitest';
import type { FactsSource } from '../../src/facts/facts-source.ts';
import { openFacts } from '../../src/facts/open-facts.ts';
import { runsHere } from '../engines/installed.ts';
import { copyText, PASSWORD, POSTGRES_PROGRAMS, type PostgresServer, startPostgres, USER } from '../engines/postgres-server.ts';
import { customerCountsContract } from './customer-counts.ts';
import { factsSourceContract, type OpenRows } from './facts-source.ts';

describe.skipIf(!runsHere(...POSTGRES_PROGRAMS))('PostgreSQL', () => {
  let postgres: PostgresServer;
  let tables = 0;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres?.stop());

  const open: OpenRows = (rows) => {
    const table = `rows_${++tables}`;
    const env = { SALESPLAN_POSTGRES_USER: USER, SALESPLAN_POSTGRES_PASSWORD: PASSWORD };
    const source = openFacts([`postgres://127.0.0.1:${postgres.port}/sales?table=${table}`], { env });
    const filled = postgres.run(copyText(table, rows));
    return after(filled, source);
  };

  factsSourceContract('PostgreSQL', open);
  customerCountsContract('PostgreSQL', open);
});

/** A source that is asked when its table is there. */
function after(filled: Promise<unknown>, source: FactsSource): FactsSource {
  return {
    describe: () => filled.then(() => source.describe()),
    totals: (query) => filled.then(() => source.totals(query)),
    customers: (query) => filled.then(() => source.customers(query)),
    close: () => filled.then(() => source.close()),
  };
}
